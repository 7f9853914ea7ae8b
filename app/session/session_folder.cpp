// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session_folder.h"

#include "ui/widgets/table_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mostFileBytes = 4 << 20;
constexpr qint64 mostNoteBytes = 64 << 10;
/// Sessions that nobody wanted back; older ones are removed.
constexpr std::size_t mostLeft = 10;

constexpr auto lockSuffix = ".lock"_L1;
constexpr auto sessionSuffix = ".json"_L1;
constexpr auto noteSuffix = ".crash"_L1;

void removeFiles(const QString& base)
{
    for (const auto suffix : {sessionSuffix, noteSuffix, lockSuffix}) // the lock last: it is what others look for
        QFile::remove(base + suffix);
}

/// The bytes of a file of this user's own; empty when it is something else, or too large.
QByteArray readOwnFile(const QString& path, qint64 mostBytes)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0)
        return {};
    struct stat status {};
    QFile reader;
    if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_uid != ::geteuid() || status.st_size > mostBytes
        || !reader.open(file, QIODevice::ReadOnly)) {
        ::close(file);
        return {};
    }
    QByteArray bytes = reader.read(mostBytes);
    ::close(file);
    return bytes;
}

/// Whether a locked file is still the one with this name: another process may have removed it in between.
bool isStillThere(int file, const QByteArray& path)
{
    struct stat locked {};
    struct stat named {};
    return ::fstat(file, &locked) == 0 && ::lstat(path.constData(), &named) == 0 && locked.st_ino == named.st_ino
           && locked.st_dev == named.st_dev;
}

FileLock lockExisting(const QString& path)
{
    const QByteArray name = QFile::encodeName(path);
    const int file = ::open(name.constData(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0)
        return FileLock();
    FileLock lock(file);
    const bool isOurs = ::flock(file, LOCK_EX | LOCK_NB) == 0 && isStillThere(file, name);
    return isOurs ? std::move(lock) : FileLock();
}

/// Makes a locked file. It gets its name when it is locked: until then others do not take it for one that was left behind.
FileLock makeLocked(const QString& path)
{
    const QByteArray name = QFile::encodeName(path);
    const QByteArray firstName = name + ".new";
    const int file = ::open(firstName.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0)
        return FileLock();
    FileLock lock(file);
    if (::flock(file, LOCK_EX | LOCK_NB) == 0 && ::rename(firstName.constData(), name.constData()) == 0)
        return lock;
    ::unlink(firstName.constData());
    return FileLock();
}

bool makePrivateFolder(const QString& folder)
{
    if (QDir().mkpath(QFileInfo(folder).path()))
        ::mkdir(QFile::encodeName(folder).constData(), S_IRWXU); // names of files may be secrets
    return QFileInfo(folder).isDir();                            // whoever made it: another window may have been faster
}

} // namespace

QString userSessionFolder()
{
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (state.startsWith(u'/'))
        return state + u"/heapline"_s;
    const QString home = qEnvironmentVariable("HOME");
    return home.startsWith(u'/') ? home + u"/.local/state/heapline"_s : QString();
}

FileLock::~FileLock()
{
    if (m_file >= 0)
        ::close(m_file);
}

FileLock::FileLock(FileLock&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

std::unique_ptr<OwnSession> OwnSession::start(const QString& folder)
{
    if (folder.isEmpty() || !makePrivateFolder(folder))
        return nullptr;
    const QString base =
        u"%1/%2-%3"_s.arg(folder).arg(QCoreApplication::applicationPid()).arg(QDateTime::currentMSecsSinceEpoch());
    FileLock lock = makeLocked(base + lockSuffix);
    if (!lock.isHeld())
        return nullptr;
    std::unique_ptr<OwnSession> own(new OwnSession(base, std::move(lock)));
    own->m_noteFile = ::open(QFile::encodeName(base + noteSuffix).constData(),
                             O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_APPEND, S_IRUSR | S_IWUSR);
    return own;
}

OwnSession::OwnSession(QString base, FileLock lock) : m_base(std::move(base)), m_lock(std::move(lock)) {}

OwnSession::~OwnSession()
{
    remove();
    if (m_noteFile >= 0)
        ::close(m_noteFile);
}

bool OwnSession::write(const QByteArray& json)
{
    const std::lock_guard lock(m_mutex);
    if (m_isRemoved)
        return false;
    return saveFile(m_base + sessionSuffix, json).isEmpty(); // where it fails the one before stays
}

void OwnSession::remove()
{
    const std::lock_guard lock(m_mutex);
    if (!std::exchange(m_isRemoved, true))
        removeFiles(m_base);
}

std::vector<std::unique_ptr<LeftSession>> LeftSession::findAll(const QString& folder)
{
    std::vector<std::unique_ptr<LeftSession>> found;
    const QFileInfoList locks =
        QDir(folder).entryInfoList({u'*' + lockSuffix}, QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    for (const QFileInfo& info : locks) {
        FileLock lock = lockExisting(info.filePath());
        if (!lock.isHeld())
            continue; // of a process that runs
        const QString base = info.filePath().chopped(lockSuffix.size());
        std::unique_ptr<LeftSession> left(new LeftSession(base, std::move(lock)));
        if (left->read())
            found.push_back(std::move(left));
        else
            left->discard();
    }
    std::ranges::sort(found, std::greater(), [](const auto& left) { return left->endedAt(); });
    for (std::size_t i = mostLeft; i < found.size(); ++i)
        found[i]->discard();
    found.resize(std::min(found.size(), mostLeft));
    return found;
}

/// @return whether there is something that a user might want back, or want to know
bool LeftSession::read()
{
    if (auto session = sessionFromJson(readOwnFile(m_base + sessionSuffix, mostFileBytes)))
        m_session = std::move(*session);
    m_note = readOwnFile(m_base + noteSuffix, mostNoteBytes);
    m_endedAt = m_note.isEmpty() ? m_session.savedAt : QFileInfo(m_base + noteSuffix).lastModified();
    return !m_session.documents.isEmpty() || !m_note.isEmpty();
}

void LeftSession::discard()
{
    removeFiles(m_base);
}

} // namespace heapline
