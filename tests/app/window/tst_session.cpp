// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document_view.h"
#include "app/icons.h"
#include "app/session/crash_handler.h"
#include "app/session/crash_report.h"
#include "app/session/session_folder.h"
#include "app/session/session_keeper.h"
#include "app/session/session_offer.h"
#include "app/session/window_session.h"
#include "left_session.h"
#include "tests/support/test_program.h"
#include "ui/document/document.h"
#include "ui/heap/comparison_state.h"
#include "window_fixture.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QProcess>
#include <QProcessEnvironment>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool hasSanitizer = true;
#else
constexpr bool hasSanitizer = false;
#endif

namespace tst_session {

using namespace heapline;
using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

/// Crashes, and what is there at the next start.
class TestSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { failOnWarning(); }
    void crashLeavesAll_data();
    void crashLeavesAll();
    void handlerLeavesNote_data();
    void handlerLeavesNote();
    void programIsKilled();
    void programEndsAsItShould();
    void restoreWaitsUntilKept();
    void nothingIsOpenedByItself();
    void detailsNameNoFile();
    void stepsOfAnotherFileAreLeftOut();
    void comparisonComesBack();
};

void TestSession::crashLeavesAll_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGSEGV") << SIGSEGV;
    QTest::newRow("SIGKILL") << SIGKILL;
}

/// A process with a range, a text, steps of the call tree and a view crashes; another one shows all of that again.
void TestSession::crashLeavesAll()
{
    QFETCH(int, signal);
    if (hasSanitizer && signal != SIGKILL)
        QSKIP("sanitizers handle crashes themselves");
    const QTemporaryDir home;
    Child child(home, QCoreApplication::applicationFilePath(), {u"tst_session_child"_s, u"withWindow"_s});
    QVERIFY(child.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(isKept(folderIn(home), "\"text\":\"Session\""), 60'000);
    QCOMPARE(::kill(static_cast<pid_t>(child.processId()), signal), 0);
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    QCOMPARE(child.exitCode(), signal); // it takes its course after the handler

    const QByteArray said = child.readAllStandardError();
    if (signal != SIGKILL) {
        QVERIFY2(said.contains("heapline: ended by signal " + QByteArray::number(signal)), said.constData());
        QCOMPARE(said.count("heapline: ended"), 1);
    }
    QCOMPARE(QFileInfo(folderIn(home)).permissions() & ~QFile::Permissions(0x7000), QFile::Permissions(0x0700));
    for (const QString& name : filesIn(folderIn(home)))
        QCOMPARE(QFileInfo(folderIn(home) + u'/' + name).permissions() & QFile::Permissions(0x0077), QFile::Permissions());

    WindowFixture f;
    auto left = LeftSession::findAll(folderIn(home));
    QCOMPARE(left.size(), std::size_t{1});
    const QByteArray note = left[0]->crashNote();
    QCOMPARE(note.isEmpty(), signal == SIGKILL);
    if (signal != SIGKILL)
        QVERIFY2(note.contains("stack:\n") && note.count('\n') > 6, note.constData());
    SessionOffer* offer = f.window.offer(std::move(left));
    QVERIFY(offer->isVisible());
    QVERIFY(f.child<QLabel>("sessionSentence")->text().contains(u"with 2 files open: terser"_s));
    f.child<QPushButton>("restoreSession")->click();
    QVERIFY(!offer->isVisible());
    QCOMPARE(f.window.profiles().all().size(), 2);
    QCOMPARE(f.window.currentDocument()->path(), timelineFile());
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
    const Filter& filter = f.window.currentDocument()->filter().current();
    QVERIFY(filter.range == (AxisRange{1'500'000, 2'250'000}));
    QCOMPARE(filter.text, u"Session"_s);
    QCOMPARE(filter.stacks.steps.size(), std::size_t{1});
    QVERIFY(filter.objects.has_value());
    QCOMPARE(filter.objects->title, u"Duplicated"_s);
    QVERIFY(f.window.currentView()->currentView() == DocumentView::View::Functions);
    QCOMPARE(f.window.currentDocument()->filter().undoStack()->count(), 1); // taken back at once
}

void TestSession::handlerLeavesNote_data()
{
    QTest::addColumn<int>("signal");
    for (const int number : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL})
        QTest::newRow(::strsignal(number)) << number;
}

void TestSession::handlerLeavesNote()
{
    QFETCH(int, signal);
    if (hasSanitizer)
        QSKIP("sanitizers handle crashes themselves");
    const QTemporaryDir home;
    Child child(home, QCoreApplication::applicationFilePath(), {u"tst_session_child"_s, u"withHandler"_s});
    QTRY_VERIFY_WITH_TIMEOUT(isKept(folderIn(home), "{}"), 60'000);
    ::kill(static_cast<pid_t>(child.processId()), signal);
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitCode(), signal);
    const auto left = LeftSession::findAll(folderIn(home));
    QCOMPARE(left.size(), std::size_t{1}); // although its session is none
    const QByteArray note = left[0]->crashNote();
    QVERIFY2(note.contains("\nsignal " + QByteArray::number(signal) + ": SIG")
                 && note.contains("\nlog:\nlast words\nstack:\n/"),
             note.constData());
}

/// The program as it is installed: the next one offers what the first one had open.
void TestSession::programIsKilled()
{
    const QTemporaryDir home;
    Child child(home, QStringLiteral(HEAPLINE_PROGRAM), {samplingFile(), u"--sample"_s});
    QVERIFY(child.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(isKept(folderIn(home), "terser"), 60'000);
    ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
    QVERIFY(child.waitForFinished());

    Child next(home, QStringLiteral(HEAPLINE_PROGRAM), {u"/no/such/file"_s});
    QTRY_VERIFY_WITH_TIMEOUT(isKept(folderIn(home), "/no/such/file"), 60'000);
    QVERIFY(LeftSession::findAll(folderIn(home)).empty()); // what is offered there is offered nowhere else
    ::kill(static_cast<pid_t>(next.processId()), SIGKILL);
    QVERIFY(next.waitForFinished());
    const auto left = LeftSession::findAll(folderIn(home));
    QCOMPARE(left.size(), std::size_t{2}); // nobody has taken or discarded the first one
    QCOMPARE(left[0]->session().documents.size(), 1);
    QCOMPARE(left[1]->session().documents.size(), 2);
    QVERIFY(left[1]->session().documents[0].isSample);
    QVERIFY(left[1]->session().documents[1].path.endsWith(u"terser.heapprofile.gz"_s));
}

void TestSession::programEndsAsItShould()
{
    const QTemporaryDir home;
    Child child(home, QStringLiteral(HEAPLINE_PROGRAM), {samplingFile()});
    QVERIFY(child.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(isKept(folderIn(home), "terser"), 60'000);
    ::kill(static_cast<pid_t>(child.processId()), SIGTERM);
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::NormalExit);
    QCOMPARE(child.exitCode(), 0);
    QCOMPARE(filesIn(folderIn(home)), QStringList());
}

/// Should the restored files end the program at once, they are offered again.
void TestSession::restoreWaitsUntilKept()
{
    const QTemporaryDir home;
    QVERIFY(leave(folderIn(home), sessionOfOne()));
    WindowFixture f;
    const auto own = OwnSession::start(folderIn(home));
    {
        SessionOffer* offer = f.window.offer(LeftSession::findAll(folderIn(home)));
        f.action(u"Restore Last Session"_s)->trigger();
        QVERIFY(QFile::exists(folderIn(home) + u"/1-1.json"_s));
        SessionKeeper keeper(f.window, std::shared_ptr<OwnSession>(OwnSession::start(folderIn(home))));
        connect(&keeper, &SessionKeeper::saved, offer, &SessionOffer::forgetRestored);
        Q_EMIT f.window.sessionChanged();
        QTRY_VERIFY(!QFile::exists(folderIn(home) + u"/1-1.json"_s));
        QVERIFY(isKept(folderIn(home), "leaky-http"));
    }
    QVERIFY(!f.action(u"Restore Last Session"_s)->isEnabled());
    QVERIFY(f.action(u"Restore Last Session"_s)->toolTip().contains(u"has not ended unexpectedly"_s));
}

void TestSession::nothingIsOpenedByItself()
{
    const QTemporaryDir home;
    QVERIFY(leave(folderIn(home), sessionOfOne()));
    WindowFixture f;
    f.window.openFiles({samplingFile()}); // the bar stands over the document
    SessionOffer* offer = f.window.offer(LeftSession::findAll(folderIn(home)));
    QVERIFY(offer->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
    QCOMPARE(f.window.profiles().all().size(), 1);
    for (const char* name : {"restoreSession", "discardSession", "copyCrashDetails"})
        QVERIFY(!f.child<QPushButton>(name)->toolTip().isEmpty());
    for (const char* name : {"sessionSentence", "sessionAdvice"})
        QCOMPARE(f.child<QLabel>(name)->textFormat(), Qt::PlainText);
    f.action(u"Discard Last Session"_s)->trigger();
    QVERIFY(!offer->isVisible());
    QCOMPARE(filesIn(folderIn(home)), QStringList());
    QCOMPARE(f.window.profiles().all().size(), 1);
}

void TestSession::detailsNameNoFile()
{
    const QTemporaryDir home;
    QVERIFY(leave(folderIn(home), sessionOfOne()));
    QFile note(folderIn(home) + u"/1-1.crash"_s);
    const QByteArray text = "heapline 1\nsignal 11\nlog:\nload of " + timelineFile().toUtf8()
                            + ": Reading\n\x1b[31mleaky-http.heaptimeline.gz\nstack:\n/usr/bin/heapline(+0x1234)[0x5]\n";
    QVERIFY(note.open(QIODevice::WriteOnly) && note.write(text) == text.size());
    note.close();
    WindowFixture f;
    f.window.offer(LeftSession::findAll(folderIn(home)));
    f.action(u"Copy Crash Details"_s)->trigger();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(u"signal 11"_s) && copied.contains(u"+0x1234"_s)
                 && copied.contains(u"load of [file 1]: Reading"_s),
             qPrintable(copied));
    QVERIFY2(copied.contains(QString::fromLatin1(qVersion())) && copied.contains(u"with a range"_s), qPrintable(copied));
    QVERIFY2(!copied.contains(u"leaky"_s) && !copied.contains(QChar(0x1b)), qPrintable(copied));
}

/// Functions and calls are numbers, which mean others in another file.
void TestSession::stepsOfAnotherFileAreLeftOut()
{
    WindowFixture f;
    f.openSample();
    Session session = sessionOf(f.window);
    StackStep step;
    step.functions.frames = {FrameId(4'000'000'000U)};
    session.documents[0].filter.stacks.steps = {step};
    session.documents[0].filter.objects =
        ObjectsFilter{u"x"_s, ObjectFilter{ObjectFilterKind::AttributedToNativeContext, NodeOrdinal(3)}, {}};
    session.documents[0].filter.measure = Measure::SampleCount;
    session.documents[0].filter.text = u"kept"_s;
    session.documents[0].filter.range = AxisRange{0, std::numeric_limits<std::int64_t>::max()};
    const auto read = sessionFromJson(sessionToJson(session));
    QVERIFY(read.has_value());
    restoreSession(f.window, *read);
    const Filter& filter = f.window.currentDocument()->filter().current();
    QCOMPARE(filter.text, u"kept"_s);
    QVERIFY(filter.stacks.isEmpty());
    QVERIFY(!filter.objects);
    QVERIFY(filter.measure == Measure::LiveBytes);
    QVERIFY(filter.range->end <= f.window.currentDocument()->profile()->timeline->extent().end);
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
}

void TestSession::comparisonComesBack()
{
    Session session;
    {
        WindowFixture f;
        f.window.openFiles({samplingFile(), timelineFile()});
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
        ComparisonState::of(*f.window.currentDocument()).compareWith(*f.window.profiles().all()[0]);
        session = sessionOf(f.window);
    }
    WindowFixture f;
    restoreSession(f.window, *sessionFromJson(sessionToJson(session)));
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
    QCOMPARE(ComparisonState::of(*f.window.currentDocument()).base(), f.window.profiles().all()[0]);
    QVERIFY(f.window.profiles().all()[0]->path().endsWith(u"terser.heapprofile.gz"_s));
}

HEAPLINE_TEST(TestSession)

} // namespace tst_session

namespace tst_session_child {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

/// Not a test: the process that crashes. It waits for the signal that ends it.
class CrashingChild : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withWindow()
    {
        initResources();
        const std::shared_ptr<OwnSession> own = OwnSession::start(userSessionFolder());
        WindowFixture f;
        SessionKeeper keeper(f.window, own);
        f.window.openFiles({test::samplingFile(), test::timelineFile()});
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
        FilterState& filter = f.window.currentDocument()->filter();
        filter.commitRange(AxisRange{1'500'000, 2'250'000});
        StackStep step;
        step.kind = StackStep::Kind::DropFunction;
        step.functions.frames = {FrameId(3)};
        filter.setStacks({{}, {step}, {}}, u"step"_s);
        filter.setObjects(ObjectsFilter{u"Duplicated"_s, ObjectFilter{ObjectFilterKind::DuplicatedStrings, {}}, {}});
        f.window.currentView()->showView(DocumentView::View::Functions);
        filter.setText(u"Session"_s, false);
        installCrashHandler(own->noteFile()); // after the one of Qt Test
        QTest::qWait(60'000);
    }

    void withHandler()
    {
        const std::shared_ptr<OwnSession> own = OwnSession::start(userSessionFolder());
        installCrashHandler(own->noteFile());
        keepLogLine("last words");
        QVERIFY(own->write("{}"));
        QTest::qWait(60'000);
    }
};

HEAPLINE_TEST(CrashingChild)

} // namespace tst_session_child

#include "tst_session.moc"
