// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace heapline::test {

/// What one run of the terminal program gave.
struct Run {
    int status = -1;
    QByteArray out;
    QByteArray error;
};

/// Runs heapline-cli; status -1 if it did not end.
inline Run run(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(HEAPLINE_CLI), arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

inline QString data(const char* name)
{
    return QStringLiteral(HEAPLINE_TEST_DATA "/") + QString::fromUtf8(name);
}

inline QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QString leaky()
{
    return data("leaky-http.heaptimeline.gz");
}

} // namespace heapline::test
