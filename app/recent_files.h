// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

namespace heapline {

class Settings;

/// The files opened last, newest first.
class RecentFiles : public QObject {
    Q_OBJECT

public:
    static constexpr int maxCount = 10;

    explicit RecentFiles(Settings& settings, QObject* parent = nullptr);

    /// Those that are still there.
    QStringList files() const;
    void add(const QString& path);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void store(const QStringList& files);

    Settings& m_settings;
};

} // namespace heapline
