// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace tst_screenshot {

using namespace Qt::Literals::StringLiterals;

/// The program as a process: pictures, exit status, words on standard error.
class TestScreenshot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sizeAsAsked();
    void optionsChangeThePicture();
    void exitStatus_data();
    void exitStatus();
    void version();
    void noDisplay();
    void leavesNoSettings();

private:
    struct Run {
        int status = -1;
        QString output;
        QString error;
    };
    Run run(const QStringList& arguments, const QStringList& without = {});
    QImage picture(const QStringList& arguments);

    QTemporaryDir m_folder;
};

TestScreenshot::Run TestScreenshot::run(const QStringList& arguments, const QStringList& without)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.filePath(u"config"_s));
    for (const QString& name : without)
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(HEAPLINE_PROGRAM), arguments);
    if (!process.waitForFinished(90'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

QImage TestScreenshot::picture(const QStringList& arguments)
{
    const QString path = m_folder.filePath(u"picture.png"_s);
    QFile::remove(path);
    const Run result = run(QStringList{u"--screenshot"_s, path} + arguments);
    if (result.status != 0 || !result.error.isEmpty())
        qWarning("status %d: %s", result.status, qPrintable(result.error));
    return QImage(path);
}

void TestScreenshot::sizeAsAsked()
{
    QCOMPARE(picture({u"--size"_s, u"900x600"_s, u"--sample"_s}).size(), QSize(900, 600));
    // Heaps hold secrets, and so do their pictures.
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY((QFile::permissions(m_folder.filePath(u"picture.png"_s)) & others) == QFile::Permissions());
    QCOMPARE(picture({}).size(), QSize(1280, 860)); // the welcome page
}

void TestScreenshot::optionsChangeThePicture()
{
    const QStringList plain = {u"--sample"_s, u"--size"_s, u"1000x700"_s};
    const QImage first = picture(plain);
    QVERIFY(!first.isNull());
    // It waits until nothing changes, so pictures are alike; but the status bar says how long opening took.
    const QRect aboveStatusBar = first.rect().adjusted(0, 0, 0, -40);
    QCOMPARE(picture(plain).copy(aboveStatusBar), first.copy(aboveStatusBar));
    const QList<QStringList> others = {{u"--view"_s, u"summary"_s},
                                       {u"--range"_s, u"1s..2s"_s},
                                       {u"--pane"_s, u"notes"_s},
                                       {u"--select"_s, u"rememberSession"_s},
                                       {u"--dark"_s}};
    for (const QStringList& other : others) {
        const QImage second = picture(plain + other);
        QVERIFY2(!second.isNull() && second.copy(aboveStatusBar) != first.copy(aboveStatusBar),
                 qPrintable(other.join(u' ')));
    }
}

void TestScreenshot::exitStatus_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("word"); // that standard error has to have
    const QString out = m_folder.filePath(u"out.png"_s);
    QTest::newRow("missing file") << QStringList{u"--screenshot"_s, out, u"/nowhere.heaptimeline"_s} << 1 << u"nowhere"_s;
    QTest::newRow("missing base") << QStringList{u"--screenshot"_s, out, u"--sample"_s, u"--base"_s,
                                                 u"/nowhere.heapsnapshot"_s}
                                  << 1 << u"nowhere"_s;
    QTest::newRow("base of nothing") << QStringList{u"--base"_s, u"/nowhere.heapsnapshot"_s} << 2 << u"--base"_s;
    QTest::newRow("unwritable") << QStringList{u"--screenshot"_s, u"/nowhere/out.png"_s} << 1 << u"cannot be written"_s;
    QTest::newRow("bad range") << QStringList{u"--screenshot"_s, out, u"--sample"_s, u"--range"_s, u"late..early"_s} << 2
                               << u"late"_s;
    QTest::newRow("no such row") << QStringList{u"--screenshot"_s, out, u"--sample"_s, u"--select"_s, u"NoSuchName"_s} << 2
                                 << u"NoSuchName"_s;
    QTest::newRow("too small") << QStringList{u"--screenshot"_s, out, u"--sample"_s, u"--size"_s, u"100x80"_s} << 2
                               << u"least size"_s;
    QTest::newRow("usage") << QStringList{u"--size"_s} << 2 << u"--size"_s;
}

void TestScreenshot::exitStatus()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, word);
    const Run result = run(arguments);
    QCOMPARE(result.status, status);
    QVERIFY2(result.error.contains(word), qPrintable(result.error));
}

void TestScreenshot::version()
{
    const Run result = run({u"--version"_s});
    QCOMPARE(result.status, 0);
    const QRegularExpression form(u"^heapline \\d+\\.\\d+\\.\\d+\\n$"_s);
    QVERIFY2(form.match(result.output).hasMatch(), qPrintable(result.output));
}

void TestScreenshot::noDisplay()
{
    const Run result = run({u"--sample"_s}, {u"QT_QPA_PLATFORM"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s});
    QCOMPARE(result.status, 1);
    QVERIFY(result.error.contains(u"--screenshot"_s));
}

void TestScreenshot::leavesNoSettings()
{
    QVERIFY(!picture({u"--sample"_s}).isNull());
    QVERIFY(!QFile::exists(m_folder.filePath(u"config/heapline"_s)));
}

HEAPLINE_TEST(TestScreenshot)

} // namespace tst_screenshot

#include "tst_screenshot.moc"
