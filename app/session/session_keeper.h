// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/newest_job.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace heapline {

class MainWindow;
class OwnSession;

/// Writes down what is open in a window soon after that has changed, at most once a second and on another thread.
class SessionKeeper : public QObject {
    Q_OBJECT

public:
    SessionKeeper(MainWindow& window, std::shared_ptr<OwnSession> files, QObject* parent = nullptr);

Q_SIGNALS:
    /// What was open a moment ago is on disk.
    void saved();

private:
    void save();

    MainWindow& m_window;
    std::shared_ptr<OwnSession> m_files;
    QTimer m_timer;
    QElapsedTimer m_sinceSave; ///< invalid before the first one
    QByteArray m_kept;         ///< what was written last, without its time
    NewestJob m_job;
};

} // namespace heapline
