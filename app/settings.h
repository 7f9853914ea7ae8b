// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>
#include <QVariantHash>

#include <memory>

class QSettings;

namespace heapline {

/// What the program remembers from one start to the next.
class Settings {
public:
    enum class Scope {
        User,  ///< the user's settings file
        Memory ///< nothing is read or left behind: for pictures and tests
    };

    explicit Settings(Scope scope);
    ~Settings();
    Settings(const Settings&) = delete;
    Settings& operator=(const Settings&) = delete;

    /// Whether anything outlives the program.
    bool isStored() const { return m_stored != nullptr; }

    /// Takes over what other instances of the program have changed, and hands on what this one has.
    void sync();

    QVariant value(const QString& key, const QVariant& otherwise = {}) const;
    void setValue(const QString& key, const QVariant& value);

private:
    std::unique_ptr<QSettings> m_stored; ///< null for Scope::Memory
    QVariantHash m_memory;
};

} // namespace heapline
