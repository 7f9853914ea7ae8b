// SPDX-License-Identifier: GPL-3.0-or-later
// The table of the ticks: its figures, and how it and the range follow each other.
#include "sample_timelines.h"
#include "tests/support/test_program.h"
#include "ui/timeline/ticks_model.h"
#include "ui/timeline/ticks_view.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/tree_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QFile>
#include <QHeaderView>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace tst_ticks_view {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

namespace {

std::shared_ptr<const Timeline> shared(Timeline timeline)
{
    return std::make_shared<const Timeline>(std::move(timeline));
}

QString rowOf(const QAbstractItemModel& model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells << model.index(row, column).data().toString();
    return cells.join(u" | "_s);
}

QString firstCells(const QAbstractItemModel& model)
{
    QStringList cells;
    for (int row = 0; row < model.rowCount(); ++row)
        cells << QString::number(static_cast<const TicksModel&>(model).tickAt(model.index(row, 0)));
    return cells.join(u' ');
}

void fill(QAbstractItemModel& model)
{
    if (model.canFetchMore({}))
        model.fetchMore({});
}

/// Ticks of selected rows.
QString selected(const TicksView& view)
{
    const auto& model = static_cast<const TicksModel&>(*view.table().model());
    QList<std::size_t> ticks;
    for (const QModelIndex& row : view.table().selectionModel()->selectedRows())
        ticks << model.tickAt(row);
    std::sort(ticks.begin(), ticks.end());
    QStringList texts;
    for (const std::size_t tick : ticks)
        texts << QString::number(tick);
    return texts.join(u' ');
}

} // namespace

class TestTicksView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // The off-screen platform says this of every window that has a smallest size.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints)")));
    }

    void figures()
    {
        TicksModel model(shared(tenSeconds()));
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fill(model);
        QCOMPARE(model.rowCount(), 11);
        QCOMPARE(rowOf(model, 0), u"Older than the recording | 5.0 MB | 50,000 | 50,000 | –"_s);
        QCOMPARE(rowOf(model, 3), u"2.000 s – 3.000 s | 300 kB | 3,000 | 3,000 | 20,000"_s);
        QCOMPARE(model.index(3, 0).data(CopyRole).toString(), u"3.000000"_s);
        QCOMPARE(model.index(3, 1).data(CopyRole).toString(), u"300000"_s);
        for (int section = 0; section < model.columnCount(); ++section) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(CopyRole)})
                QVERIFY(!model.headerData(section, Qt::Horizontal, role).toString().isEmpty());
        }
    }

    void figuresWithLiveEvents()
    {
        Timeline timeline = tenSecondsLive();
        timeline.live->knownTicks = 5;
        TicksModel model(shared(timeline));
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fill(model);
        QCOMPARE(rowOf(model, 3), u"2.000 s – 3.000 s | 300 kB | 3,000 | 3,000 | 20,000 | 600 kB | 300 kB | 300 kB"_s);
        QCOMPARE(rowOf(model, 5), u"4.000 s – 5.000 s | 500 kB | 5,000 | 5,000 | 20,000 | – | – | –"_s);
    }

    void samples()
    {
        TicksModel model(shared(thousandSamples()));
        fill(model);
        QCOMPARE(model.columnCount(), 2);
        QCOMPARE(rowOf(model, 9), u"10 | 1.0 kB"_s);
    }

    void sortsAndFilters()
    {
        TicksModel model(shared(timelineOf(AxisKind::Time, {{0, 900}, {10, 20}, {20, 0}, {30, 500}, {40, 20}})));
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fill(model);
        QCOMPARE(firstCells(model), u"0 1 2 3 4"_s);
        model.sort(model.sectionOf(TickColumn::Bytes), Qt::DescendingOrder);
        QCOMPARE(firstCells(model), u"0 3 1 4 2"_s);
        model.setEmptyHidden(true);
        QCOMPARE(firstCells(model), u"0 3 1 4"_s);
        model.setTicks({1, 4});
        QCOMPARE(firstCells(model), u"3 1"_s);
        model.sort(0, Qt::AscendingOrder);
        QCOMPARE(firstCells(model), u"1 3"_s);
        model.setTicks({0, 5});
        model.setEmptyHidden(false);
        QCOMPARE(firstCells(model), u"0 1 2 3 4"_s);
        QCOMPARE(model.sectionOf(TickColumn::FreedBytes), -1);
    }

    void rowsAreTheRange()
    {
        const auto document = load();
        QVERIFY(document);
        TicksView view(*document);
        view.resize(900, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        const Timeline& timeline = *document->profile()->timeline;
        TreeView& table = view.table();
        QTRY_VERIFY(table.model()->rowCount() > 18);
        FilterState& filter = document->filter();
        const auto at = [&table](int row) { return table.visualRect(table.model()->index(row, 0)).center(); };

        // Rows that are chosen.
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, at(2));
        QVERIFY(filter.current().range);
        QVERIFY((ticksIn(timeline, *filter.current().range) == TickRange{2, 3}));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, Qt::ShiftModifier, at(4));
        QVERIFY((ticksIn(timeline, *filter.current().range) == TickRange{2, 5}));
        QVERIFY(!filter.undoStack()->canUndo());
        QTRY_VERIFY(filter.undoStack()->canUndo()); // one step for both
        QCOMPARE(selected(view), u"2 3 4"_s);
        table.setFocus();
        QTest::keyClick(&table, Qt::Key_Home);
        QVERIFY(isBeforeRecording(timeline, *filter.current().range));
        QTRY_COMPARE(filter.undoStack()->count(), 2);

        // A range that was chosen elsewhere.
        filter.undoStack()->undo();
        QCOMPARE(selected(view), u"2 3 4"_s);
        filter.previewRange(rangeOfTicks(timeline, {16, 18}));
        QCOMPARE(selected(view), u"16 17"_s);
        filter.commitRange({});
        QCOMPARE(selected(view), QString());
        QVERIFY(!filter.current().range);

        // In another order a row is its own tick, and rows between do not count.
        table.header()->setSortIndicator(1, Qt::DescendingOrder);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, at(1));
        const TickRange largest = ticksIn(timeline, *filter.current().range);
        QCOMPARE(largest.last - largest.first, std::size_t{1});
        QCOMPARE(timeline.bytes[largest.first], *std::max_element(timeline.bytes.begin() + 1, timeline.bytes.end()));
        QTRY_COMPARE(selected(view), QString::number(largest.first));
    }

    void followsTheViewAndSleepsWhileHidden()
    {
        const auto document = load();
        QVERIFY(document);
        TicksView view(*document);
        view.resize(900, 300);
        auto& model = static_cast<TicksModel&>(*view.table().model());
        const Timeline& timeline = *document->profile()->timeline;
        view.setView({timeline.position[20], timeline.position[30]});
        QVERIFY((model.ticks() == TickRange{0, timeline.tickCount()}));
        document->filter().commitRange(rangeOfTicks(timeline, {22, 24}));
        view.show();
        QVERIFY((model.ticks() == TickRange{20, 32}));
        QTRY_COMPARE(selected(view), u"22 23"_s);
        view.setView(timeline.extent());
        QVERIFY((model.ticks() == TickRange{0, timeline.tickCount()}));
        QCOMPARE(selected(view), u"22 23"_s);
        QVERIFY((ticksIn(timeline, *document->filter().current().range) == TickRange{22, 24}));
        for (QAction* action : view.actions()) {
            if (action->isCheckable())
                action->trigger(); // leaves out empty ticks
        }
        QVERIFY(model.rowCount() < static_cast<int>(timeline.tickCount()));
    }

private:
    std::unique_ptr<Document> load()
    {
        const QString path = m_folder.filePath(u"a.heaptimeline.gz"_s);
        QFile::copy(QStringLiteral(HEAPLINE_TEST_DATA "/leaky-http.heaptimeline.gz"), path);
        auto document = std::make_unique<Document>(path);
        document->load();
        if (!QTest::qWaitFor([&document] { return document->state() == Document::State::Ready; }))
            return {};
        return document;
    }

    QTemporaryDir m_folder;
};

HEAPLINE_TEST(TestTicksView)

} // namespace tst_ticks_view

#include "tst_ticks_view.moc"
