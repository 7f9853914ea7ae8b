// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/heap/drawn_heap.h"
#include "tests/ui/widgets/model_tester.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/heap/summary_model.h"
#include "ui/heap/summary_totals.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text_span.h"

#include <QPersistentModelIndex>
#include <QTest>

namespace tst_summary_model {

using namespace heapline;
using namespace heapline::test;

namespace {

const QList<int> all{0, 1, 2, 3, 4};

constexpr int at(HeapColumn column)
{
    return static_cast<int>(column);
}

} // namespace

class TestSummaryModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void classesOpenIntoObjectsAndTheseIntoReferences()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        SummaryModel model(profile);
        const ModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        model.setFigures(heapFiguresOf(*profile));
        // Retained: global 292 (all), Map 192, the sessions 88 and 64, the text 24.
        QCOMPARE(treeText(model, all), QStringLiteral("global | 1 | 1 | 100 B | 292 B +\n"
                                                      "Map | 1 | 2 | 40 B | 192 B +\n"
                                                      "Session | 2 | 3 | 128 B | 152 B +\n"
                                                      "(string) | 1 | 4 | 24 B | 24 B +\n"));
        open(model, {2, 0});
        open(model, {2, 0, 0});
        QCOMPARE(treeText(model, all), QStringLiteral("global | 1 | 1 | 100 B | 292 B +\n"
                                                      "Map | 1 | 2 | 40 B | 192 B +\n"
                                                      "Session | 2 | 3 | 128 B | 152 B\n"
                                                      "  Session @9 |  | 3 | 64 B | 88 B\n"
                                                      "    owner :: Map @7 |  | 2 | 40 B | 192 B\n"
                                                      "      [0] :: Session @9 (already above) |  | 3 | 64 B | 88 B\n"
                                                      "      [1] :: Session @11 |  | 3 | 64 B | 64 B\n"
                                                      "    1 :: Session @11 (weak) |  | 3 | 64 B | 64 B\n"
                                                      "    id :: \"abc\" @13 |  | 4 | 24 B | 24 B\n"
                                                      "  Session @11 |  | 3 | 64 B | 64 B\n"
                                                      "(string) | 1 | 4 | 24 B | 24 B +\n"));
        const QModelIndex cycle = model.index(0, 0, model.index(0, 0, model.index(0, 0, model.index(2, 0))));
        QVERIFY(!model.hasChildren(cycle));
        QVERIFY(cycle.data(Qt::ToolTipRole).toString().contains(QStringLiteral("stands in a row above already")));
    }

    void percentsAreOfTheWholeHeap()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        SummaryModel model(profile);
        const ModelTester tester(&model);
        model.setFigures(heapFiguresOf(*profile, std::pair(9, 9)));
        QCOMPARE(treeText(model, all), QStringLiteral("Session | 1 | 3 | 64 B | 88 B +\n"));
        const QModelIndex shallow = model.index(0, at(HeapColumn::ShallowSize));
        QCOMPARE(shallow.data(PercentRole).toString(), QStringLiteral("21.9 %")); // 64 of 292
        QCOMPARE(shallow.data(Qt::ToolTipRole).toString(),
                 QStringLiteral("<qt>64 B<br>21.9 % of the whole heap<br>100 % of the selection’s 64 B</qt>"));
        QCOMPARE(shallow.data(CopyRole).toString(), QStringLiteral("64"));
    }

    void rangeKeepsOpenClasses()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        SummaryModel model(profile);
        const ModelTester tester(&model);
        model.setFigures(heapFiguresOf(*profile));
        open(model, {2});
        const QPersistentModelIndex second = model.index(1, 0, model.index(2, 0));
        model.setFigures(heapFiguresOf(*profile, std::pair(10, 13)));
        QCOMPARE(treeText(model, all), QStringLiteral("Session | 1 | 3 | 64 B | 64 B\n"
                                                      "  Session @11 |  | 3 | 64 B | 64 B\n"
                                                      "(string) | 1 | 4 | 24 B | 24 B +\n"));
        QVERIFY(second.isValid());
        model.setFigures(heapFiguresOf(*profile));
        QCOMPARE(model.rowCount(model.index(2, 0)), 2);
        QCOMPARE(second.row(), 1);
        model.setFigures(heapFiguresOf(*profile, std::pair(500, 600)));
        QCOMPARE(model.rowCount(), 0);
    }

    void sorts_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("isDescending");
        QTest::addColumn<QString>("order");
        const auto row = [](const char* name, HeapColumn column, bool isDescending, const char* order) {
            QTest::newRow(name) << at(column) << isDescending << QString::fromLatin1(order);
        };
        row("name", HeapColumn::Name, false, "(string) Map Session @9 @11 global");
        row("count", HeapColumn::Count, true, "Session @9 @11 global Map (string)");
        row("count, up", HeapColumn::Count, false, "global Map (string) Session @11 @9");
        row("distance", HeapColumn::Distance, false, "global Map Session @9 @11 (string)");
        row("shallow size", HeapColumn::ShallowSize, true, "Session @9 @11 global Map (string)");
        row("retained size, up", HeapColumn::RetainedSize, false, "(string) Session @11 @9 Map global");
    }

    void sorts()
    {
        QFETCH(int, column);
        QFETCH(bool, isDescending);
        QFETCH(QString, order);
        const auto profile = drawnHeap(sessionsDrawing);
        SummaryModel model(profile);
        const ModelTester tester(&model);
        model.setFigures(heapFiguresOf(*profile));
        open(model, {2});
        model.sort(column, isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
        QString text = treeText(model, {0});
        text.remove(QStringLiteral(" +")).replace(QStringLiteral("  Session @"), QStringLiteral("@"));
        QCOMPARE(text.split(QLatin1Char('\n'), Qt::SkipEmptyParts).join(QLatin1Char(' ')), order);
    }

    void filterAndTotals()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        SummaryModel model(profile);
        const ModelTester tester(&model);
        model.setMatcher(TextMatcher(QStringLiteral("S"), false)); // before there are figures
        model.setFigures(heapFiguresOf(*profile));
        QCOMPARE(treeText(model, {0}), QStringLiteral("Session +\n(string) +\n"));
        QCOMPARE(model.totals(), (SummaryModel::Totals{2, 4, 3, 152}));
        QCOMPARE(summaryTotalsText(model.totals(), 292),
                 QStringLiteral("2 of 4 classes · 3 objects · 152 B, 52.1 % of the heap"));
        QCOMPARE(model.index(0, 0).data(TextSpansRole).value<QList<TextSpan>>(),
                 (QList<TextSpan>{{0, 1, TextSpan::Style::Match}}));
        model.setMatcher(TextMatcher(QStringLiteral("^(map|global)$"), true));
        QCOMPARE(treeText(model, {0}), QStringLiteral("global +\nMap +\n"));
        model.setMatcher(TextMatcher(QStringLiteral("nothing like it"), false));
        QCOMPARE(model.rowCount(), 0);
        model.setMatcher(TextMatcher());
        QCOMPARE(summaryTotalsText(model.totals(), 292), QStringLiteral("4 classes · 5 objects · 292 B, 100 % of the heap"));
    }

    void bigClassesAreSortedElsewhere()
    {
        std::string drawing = "root 0 synthetic\n  element 1 > (GC_roots)\n(GC_roots) 0 synthetic\n  element 1 > global\n"
                              "global 8 object\n";
        const int objects = 30'000;
        std::string list;
        for (int i = 0; i < objects; ++i) {
            drawing += "  element " + std::to_string(i) + " > Item#" + std::to_string(i) + '\n';
            list += "Item#" + std::to_string(i) + " 16 object\n";
        }
        const auto profile = drawnHeap(drawing + list);
        auto model = std::make_unique<SummaryModel>(profile);
        model->setFigures(heapFiguresOf(*profile));
        const QModelIndex items = open(*model, {1});
        QCOMPARE(items.data().toString(), QStringLiteral("Item"));
        QCOMPARE(model->index(0, 0, items).data().toString(), QStringLiteral("Sorting…"));
        QVERIFY(!model->objectAt(model->index(0, 0, items)));
        QTRY_COMPARE(model->index(0, 0, items).data().toString(), QStringLiteral("Item @7"));
        QCOMPARE(model->rowCount(items), 200);
        QVERIFY(model->hasMoreRows(items));
        model->sort(at(HeapColumn::ShallowSize), Qt::AscendingOrder);
        model.reset(); // while it sorts
    }

    void placesWithTheSelectedObject()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        SummaryModel model(profile);
        model.setFigures(heapFiguresOf(*profile));
        QCOMPARE(model.classAt(model.index(2, 0)), profile->heap->classOf[4]);
        QVERIFY(!model.objectAt(model.index(2, 0)));
        const QModelIndex edge = open(model, {2, 0, 0});
        QCOMPARE(model.objectAt(edge), NodeOrdinal(3)); // the map that "owner" leads to
        QVERIFY(!model.classAt(edge));
    }
};

HEAPLINE_TEST(TestSummaryModel)

} // namespace tst_summary_model

#include "tst_summary_model.moc"
