// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/loaded_document.h"
#include "ui/heap/statistics_chart.h"
#include "ui/heap/statistics_model.h"
#include "ui/heap/statistics_view.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/tree_view.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QSignalSpy>

#include <set>

namespace tst_statistics_view {

using namespace heapline;
using namespace heapline::test;

class TestStatisticsView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void showsDevToolsFiguresAndLeadsToTheirObjects()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        StatisticsView view(document);
        auto* model = view.findChild<StatisticsModel*>();
        const QAbstractItemModelTester tester(model);
        auto* table = view.findChild<TreeView*>();
        auto* chart = view.findChild<StatisticsChart*>();
        QCOMPARE(model->rowCount(), 0);
        view.resize(1100, 500);
        view.show();
        QTRY_COMPARE(model->rowCount(), 8);
        const Statistics& s = document.profile()->heap->statistics;
        const auto bytes = [&](int row, int column) { return model->index(row, column).data(SortRole).toULongLong(); };
        QCOMPARE(bytes(0, 1), s.code);
        QCOMPARE(bytes(1, 1), s.strings);
        QCOMPARE(bytes(2, 1), s.jsArrays);
        QCOMPARE(bytes(3, 1), s.typedArrays);
        QCOMPARE(bytes(4, 1), s.system);
        QCOMPARE(bytes(7, 1), s.total);
        QVERIFY(table->isColumnHidden(3));
        QVERIFY(view.findChild<QLabel*>(QStringLiteral("memorySentences"))
                    ->text()
                    .startsWith(QStringLiteral("This file accounts for 5.1 MB")));

        // A range: what is shown stands beside the whole.
        QVERIFY(selectRange(document, 25, 50));
        QTRY_VERIFY(!table->isColumnHidden(3));
        QTRY_COMPARE(bytes(7, 1), document.figures().figures()->bytes);
        QCOMPARE(bytes(7, 2), document.figures().figures()->objectCount);
        QCOMPARE(bytes(1, 3), s.strings);

        // Keys walk the chart, the table goes along, and Enter shows the objects.
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Home);
        QCOMPARE(chart->current(), std::optional(StatisticPart::Code));
        QTest::keyClick(chart, Qt::Key_Right);
        QCOMPARE(chart->current(), std::optional(StatisticPart::Strings));
        QCOMPARE(table->currentIndex().row(), 1);
        QVERIFY(chart->accessibleDescription().startsWith(QStringLiteral("Strings: ")));
        QSignalSpy places(&document, &Document::placeRequested);
        QTest::keyClick(chart, Qt::Key_Return);
        QTRY_COMPARE(places.size(), 1);
        QCOMPARE(places.front().front().value<Place>(), Place::Summary);
        QCOMPARE(document.filter().current().objects->title, QStringLiteral("Strings"));
        const auto strings = bytes(1, 1);
        QTRY_VERIFY(document.figures().figures()->objects.has_value() && !document.figures().isStale());
        QCOMPARE(document.figures().figures()->bytes, strings); // exactly these objects, in the range
        QTRY_COMPARE(bytes(7, 1), strings);
        QTRY_COMPARE(bytes(0, 1), 0U);

        // The table does the same.
        document.filter().clear();
        QTRY_VERIFY(table->isColumnHidden(3));
        table->setFocus();
        table->setCurrentIndex(model->index(2, 0));
        QCOMPARE(chart->current(), std::optional(StatisticPart::JsArrays));
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_COMPARE(places.size(), 2);
        QTRY_VERIFY(document.figures().figures()->objects.has_value() && !document.figures().isStale());
        QCOMPARE(document.figures().figures()->bytes, s.jsArrays);
        table->setCurrentIndex(model->index(7, 0)); // the total is all objects: nothing to narrow
        QTest::keyClick(table, Qt::Key_Return);
        QTest::qWait(50);
        QCOMPARE(places.size(), 2);
    }

    void mouseOnTheRing()
    {
        Document document(dataFile("orders-2-after.heapsnapshot.gz"));
        QVERIFY(load(document));
        StatisticsView view(document);
        view.resize(1100, 600);
        view.show();
        auto* chart = view.findChild<StatisticsChart*>();
        const auto* model = view.findChild<StatisticsModel*>();
        QTRY_COMPARE(model->rowCount(), 8);
        // Every part has a place where it is hit, and no two are hit by one point.
        std::set<StatisticPart> hit;
        for (int y = 0; y < chart->height(); y += 3) {
            for (int x = 0; x < chart->width(); x += 3) {
                if (const auto part = chart->partAt(QPointF(x, y)))
                    hit.insert(*part);
            }
        }
        std::size_t expected = 0;
        for (int row = 0; row < 7; ++row)
            expected += model->index(row, 1).data(SortRole).toULongLong() > 0;
        QCOMPARE(hit.size(), expected);
        QVERIFY(!chart->partAt(QPointF(chart->width() / 2.0, chart->height() / 2.0)));
        QPoint onStrings;
        for (int y = 0; y < chart->height() && onStrings.isNull(); ++y) {
            for (int x = 0; x < chart->width() && onStrings.isNull(); ++x) {
                if (chart->partAt(QPointF(x, y)) == StatisticPart::Strings)
                    onStrings = QPoint(x, y);
            }
        }
        QTest::mouseClick(chart, Qt::LeftButton, {}, onStrings);
        QCOMPARE(chart->current(), std::optional(StatisticPart::Strings));
        QSignalSpy places(&document, &Document::placeRequested);
        QTest::mouseDClick(chart, Qt::LeftButton, {}, onStrings);
        QTRY_COMPARE(places.size(), 1);
    }

    void smallAndEmpty()
    {
        StatisticsChart chart;
        chart.resize(0, 0);
        chart.grab();
        chart.setFigures(std::make_shared<StatisticsFigures>());
        chart.resize(50, 30);
        chart.grab();
        QTest::keyClick(&chart, Qt::Key_Right);
        QVERIFY(!chart.current());
    }
};

HEAPLINE_TEST(TestStatisticsView)

} // namespace tst_statistics_view

#include "tst_statistics_view.moc"
