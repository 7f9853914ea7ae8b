// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_run.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

namespace tst_cli_input {

using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Runs heapline-cli with bytes that come through a pipe. @param folder for its temporary files; empty: the usual one
Run runWithPipe(const QStringList& arguments, const QByteArray& input, const QString& folder = {})
{
    QProcess process;
    if (!folder.isEmpty()) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TMPDIR"_s, folder);
        process.setProcessEnvironment(environment);
    }
    process.start(QStringLiteral(HEAPLINE_CLI), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

/// What heapline-cli reads from standard input.
class TestCliInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pipesAndFilesSayTheSame()
    {
        const QStringList rest{u"--format"_s, u"json"_s};
        const Run file = run(QStringList{u"dominators"_s, leaky()} + rest);
        QCOMPARE(file.status, 0);
        QVERIFY(file.out.size() > 1000);
        const QTemporaryDir folder;
        const Run piped = runWithPipe(QStringList{u"dominators"_s, u"-"_s} + rest, contentsOf(leaky()), folder.path());
        QVERIFY2(piped.status == 0, piped.error.constData());
        QCOMPARE(piped.out, file.out);
        QVERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));

        QProcess redirected;
        redirected.setStandardInputFile(leaky());
        redirected.start(QStringLiteral(HEAPLINE_CLI), QStringList{u"dominators"_s, u"-"_s} + rest);
        QVERIFY(redirected.waitForFinished(60'000));
        QCOMPARE(redirected.exitCode(), 0);
        QCOMPARE(redirected.readAllStandardOutput(), file.out);
    }

    void itsNameIsSaid()
    {
        const Run summary = runWithPipe({u"summary"_s, u"-"_s}, contentsOf(leaky()));
        QCOMPARE(summary.status, 0);
        QVERIFY(summary.out.contains("standard input"));
    }

    void faultsAreSaid()
    {
        const Run empty = runWithPipe({u"summary"_s, u"-"_s}, {});
        QCOMPARE(empty.status, 1);
        QVERIFY2(empty.error.startsWith("heapline-cli: standard input: "), empty.error.constData());
        const Run damaged = runWithPipe({u"summary"_s, u"-"_s}, "{\"snapshot\": 1}");
        QCOMPARE(damaged.status, 1);
        QVERIFY2(damaged.error.startsWith("heapline-cli: standard input: "), damaged.error.constData());
        const Run nowhere = runWithPipe({u"summary"_s, u"-"_s}, "{}", u"/no/such/folder"_s);
        QCOMPARE(nowhere.status, 1);
        QVERIFY2(nowhere.error.contains("/no/such/folder"), nowhere.error.constData());
    }
};

HEAPLINE_TEST(TestCliInput)

} // namespace tst_cli_input

#include "tst_cli_input.moc"
