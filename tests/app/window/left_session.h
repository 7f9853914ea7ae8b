// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <sys/resource.h>

#include <functional>

namespace heapline::test {

using namespace Qt::Literals::StringLiterals;

inline QString timelineFile()
{
    return QStringLiteral(HEAPLINE_TEST_DATA "/leaky-http.heaptimeline.gz");
}

inline QString samplingFile()
{
    return QStringLiteral(HEAPLINE_TEST_DATA "/terser.heapprofile.gz");
}

/// Those of sessions.
inline QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList({u"*.lock*"_s, u"*.json*"_s, u"*.crash*"_s}, QDir::Files | QDir::Hidden);
}

inline QString folderIn(const QTemporaryDir& home)
{
    return home.filePath(u"heapline"_s);
}

/// A process of its own whose session is kept below a folder.
class Child : public QProcess {
public:
    /// @param prepare run in the process before the program
    Child(
        const QTemporaryDir& home, const QString& program, const QStringList& arguments,
        const std::function<void()>& prepare = [] {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString& name :
             {u"HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s, u"XDG_STATE_HOME"_s, u"XDG_RUNTIME_DIR"_s})
            environment.insert(name, home.path());
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        setProcessEnvironment(environment);
        setChildProcessModifier([prepare] { // no core dump
            const rlimit none{0, 0};
            ::setrlimit(RLIMIT_CORE, &none);
            prepare();
        });
        start(program, arguments);
    }
};

/// Whether some session in a folder says so.
inline bool isKept(const QString& folder, const QByteArray& text)
{
    for (const QString& name : QDir(folder).entryList({u"*.json"_s}, QDir::Files)) {
        QFile file(folder + u'/' + name);
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            return true;
    }
    return false;
}

/// What a process left in a folder that was killed with these bytes in its session. @return whether it is there
inline bool leave(const QString& folder, const QByteArray& json)
{
    QDir().mkpath(folder);
    QFile lock(folder + u"/1-1.lock"_s);
    QFile session(folder + u"/1-1.json"_s);
    return lock.open(QIODevice::WriteOnly) && session.open(QIODevice::WriteOnly) && session.write(json) == json.size();
}

/// A session of one file, as JSON.
inline QByteArray sessionOfOne()
{
    Session session;
    session.savedAt = QDateTime::currentDateTime();
    session.documents.append(SessionDocument{});
    session.documents[0].path = timelineFile();
    session.documents[0].filter.range = AxisRange{1'500'000, 2'250'000};
    return sessionToJson(session);
}

} // namespace heapline::test
