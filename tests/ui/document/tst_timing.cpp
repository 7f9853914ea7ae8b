// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/document/document.h"
#include "ui/stacks/bottom_up_model.h"
#include "ui/widgets/timing.h"

#include <QRegularExpression>
#include <QTest>

#include <mutex>

namespace tst_timing {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

namespace {

std::mutex mutex;
QStringList lines; ///< of the category; guarded by mutex

void takeLine(QtMsgType, const QMessageLogContext& context, const QString& message)
{
    const std::lock_guard lock(mutex);
    if (QByteArray(context.category) == "heapline.timing")
        lines.append(message);
}

bool isTold(const QString& pattern)
{
    const std::lock_guard lock(mutex);
    return lines.indexOf(QRegularExpression(QRegularExpression::anchoredPattern(pattern))) >= 0;
}

const QString sample = QStringLiteral(HEAPLINE_TEST_DATA "/leaky-http.heaptimeline.gz");

} // namespace

class TestTiming : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isOffByDefault();
    void tellsStagesOfALoad();
    void tellsWhyALoadFailed();
    void tellsUpdatesOfViews();
    void clockTakesLaps();

private:
    QtMessageHandler m_before = nullptr;
};

void TestTiming::init()
{
    m_before = qInstallMessageHandler(takeLine);
    QLoggingCategory::setFilterRules(u"heapline.timing=true"_s);
}

void TestTiming::cleanup()
{
    QLoggingCategory::setFilterRules({});
    qInstallMessageHandler(m_before);
    const std::lock_guard lock(mutex);
    lines.clear();
}

void TestTiming::isOffByDefault()
{
    QLoggingCategory::setFilterRules({});
    QVERIFY(!timingLog().isInfoEnabled());
    Document document(sample);
    document.load();
    QTRY_VERIFY(document.figures().wholeFigures());
    QVERIFY(!isTold(u".*"_s));
}

void TestTiming::tellsStagesOfALoad()
{
    Document document(sample);
    document.load();
    QTRY_VERIFY(document.state() == Document::State::Ready);
    for (const char* stage : {"Reading", "Finding dominators", "Grouping objects by class"})
        QVERIFY2(isTold(u"load of .*leaky-http.heaptimeline.gz: %1 \\d+\\.\\d{3} s"_s.arg(QLatin1String(stage))), stage);
    QVERIFY(isTold(u"load of .*: first bars after \\d+\\.\\d{3} s"_s));
    QVERIFY(isTold(u"load of .*: opened in \\d+\\.\\d{3} s, \\d+\\.\\d MB in the file"_s));
}

void TestTiming::tellsWhyALoadFailed()
{
    Document document(u"/nowhere/x.heaptimeline"_s);
    document.load();
    QTRY_VERIFY(document.state() == Document::State::Failed);
    QVERIFY(isTold(u"load of /nowhere/x.heaptimeline: not opened after \\d+\\.\\d{3} s: .*"_s));
}

void TestTiming::tellsUpdatesOfViews()
{
    Document document(sample);
    document.load();
    QTRY_VERIFY(document.figures().wholeFigures());
    document.figures().request({AxisRange{0, 1'000'000}, {}});
    QTRY_VERIFY(!document.figures().isStale());
    const QString figures = u"figures of %1: call-tree values \\d+\\.\\d\\d ms, class rows \\d+\\.\\d\\d ms"_s;
    QVERIFY(isTold(figures.arg(u"the whole")));
    QVERIFY(isTold(figures.arg(u"0\\.\\.1000000")));
    QVERIFY(isTold(u"views took over the figures of 0\\.\\.1000000 in .* ms"_s));

    BottomUpModel model(document.profile());
    model.setFigures(document.figures().wholeFigures(), document.figures().wholeFigures());
    QVERIFY(isTold(u"heapline::BottomUpModel: \\d+ rows listed and sorted in .* ms"_s));
    model.setFigures(document.figures().figures(), document.figures().wholeFigures());
    QVERIFY(isTold(u"heapline::BottomUpModel: 1 levels listed and sorted in .* ms, rows moved in .* ms"_s));
}

void TestTiming::clockTakesLaps()
{
    TimingClock clock;
    QTest::qSleep(2);
    const double first = clock.lapMs();
    QVERIFY(first >= 2);
    QVERIFY(clock.totalMs() >= first);
    QVERIFY(msSinceStart() >= clock.totalMs());

    QLoggingCategory::setFilterRules({});
    TimingClock off;
    QTest::qSleep(2);
    QCOMPARE(off.totalMs(), 0.0);
    QCOMPARE(off.lapMs(), 0.0);
}

HEAPLINE_TEST(TestTiming)

} // namespace tst_timing

#include "tst_timing.moc"
