// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"

#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>

namespace tst_no_network {

using namespace Qt::Literals::StringLiterals;

namespace {

/// From here on a socket of whatever kind is the end of the process. Runs between fork() and exec().
void forbidSockets()
{
    sock_filter rules[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                           BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 0, 1),
                           BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
                           BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    const sock_fprog program{4, rules};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        ::_exit(125);
}

QString sample()
{
    return QStringLiteral(HEAPLINE_TEST_DATA "/leaky-http.heaptimeline.gz");
}

/// Runs a program without sockets, away from the user's settings.
void start(QProcess& process, const QString& program, const QStringList& arguments, const QTemporaryDir& home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString& name : {u"HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s, u"XDG_RUNTIME_DIR"_s})
        environment.insert(name, home.path());
    process.setProcessEnvironment(environment);
    process.setChildProcessModifier(forbidSockets);
    process.start(program, arguments);
    QVERIFY(process.waitForFinished(120'000));
}

} // namespace

/// Files are read and shown without a single socket: nothing that is in them can leave the machine.
class TestNoNetwork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QProcess shell;
        const QTemporaryDir home;
        start(shell, u"/bin/bash"_s, {u"-c"_s, u"exec 3<>/dev/tcp/127.0.0.1/9"_s}, home);
        if (shell.exitStatus() == QProcess::NormalExit && shell.exitCode() == 125)
            QSKIP("this system lets no process forbid itself system calls");
        QCOMPARE(shell.exitStatus(), QProcess::CrashExit); // so the rules work
    }

    void terminalProgram_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("summary") << QStringList{u"summary"_s, sample()};
        QTest::newRow("figures") << QStringList{u"figures"_s, sample()};
        QTest::newRow("refused") << QStringList{u"summary"_s, u"/no/such/file"_s};
        QTest::newRow("URL") << QStringList{u"summary"_s, u"http://127.0.0.1:9/a.heapsnapshot"_s};
    }
    void terminalProgram()
    {
        QFETCH(QStringList, arguments);
        const QTemporaryDir home;
        QProcess process;
        start(process, QStringLiteral(HEAPLINE_CLI), arguments, home);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), arguments.last() == sample() ? 0 : 1);
    }

    void window_data()
    {
        QTest::addColumn<QString>("view");
        for (const char* view : {"heavy", "summary", "treemap"})
            QTest::newRow(view) << QString::fromLatin1(view);
    }
    void window()
    {
        QFETCH(QString, view);
        const QTemporaryDir home;
        QProcess process;
        const QString picture = home.filePath(u"p.png"_s);
        start(process, QStringLiteral(HEAPLINE_PROGRAM), {u"--screenshot"_s, picture, u"--view"_s, view, sample()}, home);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(QFileInfo(picture).size() > 0);
    }
};

HEAPLINE_TEST(TestNoNetwork)

} // namespace tst_no_network

#include "tst_no_network.moc"
