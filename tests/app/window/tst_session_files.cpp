// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/quit_signals.h"
#include "app/session/session_folder.h"
#include "left_session.h"
#include "tests/support/test_program.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_session_files {

using namespace heapline;
using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

/// What sessions are kept in: files that anybody may have written, in a folder that others use, too.
class TestSessionFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void instancesDoNotMix();
    void foreignBytes_data();
    void foreignBytes();
    void folderCannotBeMade();
    void terminalsAndDesktopsEndTheProgram();
};

void TestSessionFiles::instancesDoNotMix()
{
    const QTemporaryDir home;
    const QString folder = folderIn(home);
    auto first = OwnSession::start(folder);
    QTest::qWait(2); // names have milliseconds; processes differ by their number
    auto second = OwnSession::start(folder);
    QVERIFY(first && second);
    QVERIFY(first->write(sessionOfOne()) && second->write("{}"));
    QVERIFY(LeftSession::findAll(folder).empty()); // both are there
    first.reset();
    QVERIFY(!isKept(folder, "leaky-http"));
    QVERIFY(isKept(folder, "{}"));
    second->remove();
    QVERIFY(!second->write(sessionOfOne())); // late
    QCOMPARE(filesIn(folder), QStringList());
}

void TestSessionFiles::foreignBytes_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray good = sessionOfOne();
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("\x7f"
                                           "ELF\0\1",
                                           6);
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("cut") << good.chopped(20);
    QTest::newRow("too large") << good + QByteArray(5 << 20, ' ');
    const auto with = [&good](const char* name, const char* before, const char* after) {
        const QByteArray bad = QByteArray(good).replace(before, after);
        Q_ASSERT(bad != good);
        QTest::newRow(name) << bad;
    };
    with("other version", "\"heaplineSession\":1", "\"heaplineSession\":99");
    with("path no text", "\"path\":\"", "\"path\":7,\"x\":\"");
    with("path not absolute", "\"path\":\"/", "\"path\":\"--");
    with("kind of grouping", "\"grouping\":0", "\"grouping\":4");
    with("negative grouping", "\"grouping\":0", "\"grouping\":-1");
    with("grouping no number", "\"grouping\":0", "\"grouping\":\"0\"");
    with("measure", "\"measure\":0", "\"measure\":5");
    with("flag", "\"inverted\":false", "\"inverted\":0");
    with("range turned round", "\"end\":2250000", "\"end\":-5");
    with("range no number", "\"end\":2250000", "\"end\":null");
    with("step", "\"steps\":[]", "\"steps\":[7]");
    with("step without parts", "\"steps\":[]", "\"steps\":[{\"kind\":0}]");
    with("base", "\"base\":-1", "\"base\":1");
    with("current", "\"current\":-1", "\"current\":1");
    with("date", "\"savedAt\":\"2", "\"savedAt\":\"x");
}

void TestSessionFiles::foreignBytes()
{
    QFETCH(QByteArray, json);
    QVERIFY(sessionFromJson(sessionOfOne()).has_value());
    const QTemporaryDir home;
    QVERIFY(leave(folderIn(home), json));
    QVERIFY(LeftSession::findAll(folderIn(home)).empty());
    QCOMPARE(filesIn(folderIn(home)), QStringList()); // nor is it looked at again
}

void TestSessionFiles::folderCannotBeMade()
{
    QVERIFY(!OwnSession::start({}));
    QVERIFY(LeftSession::findAll({}).empty());
    QVERIFY(!OwnSession::start(timelineFile())); // a file
    QVERIFY(!OwnSession::start(u"/proc/heapline"_s));
    QVERIFY(LeftSession::findAll(timelineFile()).empty());
}

void TestSessionFiles::terminalsAndDesktopsEndTheProgram()
{
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
        const QuitSignals quitSignals;
        QSignalSpy requested(&quitSignals, &QuitSignals::quitRequested);
        ::raise(number);
        QTRY_COMPARE(requested.count(), 1);
    }
}

HEAPLINE_TEST(TestSessionFiles)

} // namespace tst_session_files

#include "tst_session_files.moc"
