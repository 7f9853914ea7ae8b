// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace heapline {

/// Where sessions are kept: $XDG_STATE_HOME/heapline, else ~/.local/state/heapline. Empty when there is neither.
QString userSessionFolder();

/// A file that is open and locked. The system lets go of the lock when the process ends, in whatever way.
class FileLock {
public:
    explicit FileLock(int file = -1) : m_file(file) {}
    ~FileLock();
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&&) = delete;

    bool isHeld() const { return m_file >= 0; }

private:
    int m_file;
};

/// The files that this process leaves behind should it crash. A program that ends as it should removes them.
class OwnSession {
public:
    /// @return null when the folder cannot be made or written to: nothing is kept then
    static std::unique_ptr<OwnSession> start(const QString& folder);
    ~OwnSession();
    OwnSession(const OwnSession&) = delete;
    OwnSession& operator=(const OwnSession&) = delete;

    /// Replaces what is kept, whole. May be called on any thread, and waits for the disk. Does nothing once remove() was called.
    /// @return whether it is kept now
    bool write(const QByteArray& json);
    void remove();

    /// Descriptor of the file that the crash handler writes to; -1 when there is none.
    int noteFile() const { return m_noteFile; }

private:
    OwnSession(QString base, FileLock lock);

    const QString m_base; ///< path of the files without their suffix
    std::mutex m_mutex;
    bool m_isRemoved = false; ///< guarded by the mutex
    FileLock m_lock;
    int m_noteFile = -1;
};

/// What a process left behind that ended without removing its session. Others do not see it as long as this is there.
class LeftSession {
public:
    /// All that are there, the newest first, and claims them. Those without content are removed.
    static std::vector<std::unique_ptr<LeftSession>> findAll(const QString& folder);

    const Session& session() const { return m_session; }
    /// What the crash handler wrote; empty where it could not, such as after SIGKILL.
    const QByteArray& crashNote() const { return m_note; }
    QDateTime endedAt() const { return m_endedAt; }

    /// Removes its files.
    void discard();

private:
    LeftSession(QString base, FileLock lock) : m_base(std::move(base)), m_lock(std::move(lock)) {}
    bool read();

    QString m_base;
    FileLock m_lock;
    Session m_session;
    QByteArray m_note;
    QDateTime m_endedAt;
};

} // namespace heapline
