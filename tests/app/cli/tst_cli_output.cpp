// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_run.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>


namespace tst_cli_output {

using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

namespace {

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QStringList namesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

QStringList figuresTo(const QString& path)
{
    return {u"figures"_s, data("corner/ok-tiny.heapprofile"), u"--out"_s, path};
}

} // namespace

/// Files that heapline-cli writes.
class TestCliOutput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesWholeFiles()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"f.json"_s);
        write(path, "old");
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        const Run result = run(figuresTo(path));
        QVERIFY2(result.status == 0, result.error.constData());
        QVERIFY(contentsOf(path).size() > 100);
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY((QFile::permissions(path) & others) == QFile::Permissions());
        QCOMPARE(namesIn(folder.path()), QStringList{u"f.json"_s});
    }

    /// A link stays one, and its file is replaced.
    void followsLinks()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"f.json"_s);
        const QString link = folder.filePath(u"link"_s);
        write(path, "old");
        QVERIFY(QFile::link(path, link));
        QCOMPARE(run(figuresTo(link)).status, 0);
        QVERIFY(QFile::symLinkTarget(link) == path);
        QVERIFY(contentsOf(path).size() > 100);
    }

    void keepsTheOldFileWhenTheDiskIsFull()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"f.json"_s);
        write(path, "old");
        QProcess process;
        process.setChildProcessModifier([] {
            const rlimit little{100, 100};
            ::setrlimit(RLIMIT_FSIZE, &little);
        });
        process.start(QStringLiteral(HEAPLINE_CLI), figuresTo(path));
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        const QByteArray error = process.readAllStandardError();
        QVERIFY2(error.contains("f.json: ") && error.count('\n') == 1, error.constData());
        QCOMPARE(contentsOf(path), QByteArray("old"));
        QCOMPARE(namesIn(folder.path()), QStringList{u"f.json"_s});
    }

    void saysWhyAFolderIsClosed()
    {
        const Run result = run(figuresTo(u"/no/such/folder/f.json"_s));
        QCOMPARE(result.status, 1);
        QVERIFY2(result.error.contains("/no/such/folder/f.json: No such file or directory"), result.error.constData());
    }
};

HEAPLINE_TEST(TestCliOutput)

} // namespace tst_cli_output

#include "tst_cli_output.moc"
