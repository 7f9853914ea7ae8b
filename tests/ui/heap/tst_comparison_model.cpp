// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/heap/drawn_heap.h"
#include "tests/ui/widgets/model_tester.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/heap/comparison_labels.h"
#include "ui/heap/comparison_model.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text_span.h"

#include <QPersistentModelIndex>
#include <QTest>

namespace tst_comparison_model {

using namespace heapline;
using namespace heapline::test;

namespace {

const QList<int> all{0, 1, 2, 3, 4, 5, 6};

constexpr int at(ComparisonColumn column)
{
    return static_cast<int>(column);
}

const std::string olderDrawing = "root 0 synthetic\n" // @1
                                 "  element 1 > global\n"
                                 "global 100 object\n" // @3
                                 "  property map > Map\n"
                                 "  property old > Cache\n"
                                 "Map 40 object\n" // @5
                                 "  element 0 > Session\n"
                                 "Session 64 object\n" // @7
                                 "Cache 10 object\n";  // @9

const std::string newerDrawing = "root 0 synthetic\n"
                                 "  element 1 > global\n"
                                 "global 100 object\n"
                                 "  property map > Map\n"
                                 "Map 48 object\n" // @5, which has grown
                                 "  element 0 > Session\n"
                                 "  element 1 > Session#2\n"
                                 "  element 2 > Session#3\n"
                                 "Session 64 object\n"   // @7
                                 "Session#2 72 object\n" // @9
                                 "  property owner > Map\n"
                                 "Session#3 64 object\n"; // @11

std::shared_ptr<const ShownComparison> compared(std::shared_ptr<const Profile> newer, std::shared_ptr<const Profile> base,
                                                CompareBy by, const std::optional<IdRange>& ids = {},
                                                std::shared_ptr<const ProfileComparison> matched = {})
{
    Progress progress;
    if (!matched)
        matched = std::make_shared<const ProfileComparison>(compareProfiles(*newer, *base, by, progress));
    return std::make_shared<const ShownComparison>(showProfiles(std::move(newer), std::move(base), std::move(matched), ids));
}

} // namespace

class TestComparisonModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void classesOpenIntoObjectsOfBothSides()
    {
        ComparisonModel model;
        const ModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        model.setComparison(compared(drawnHeap(newerDrawing), drawnHeap(olderDrawing), CompareBy::Id));
        QCOMPARE(treeText(model, all), QStringLiteral("Session | 2 | 0 | +2 | 136 B | 0 B | +136 B +\n"
                                                      "Cache | 0 | 1 | −1 | 0 B | 10 B | −10 B +\n"));
        open(model, {0, 0});
        open(model, {0, 0, 0});
        open(model, {1});
        QCOMPARE(treeText(model, all), QStringLiteral("Session | 2 | 0 | +2 | 136 B | 0 B | +136 B\n"
                                                      "  + Session @9 |  |  |  | 72 B |  | +72 B\n"
                                                      "    owner :: Map @5 |  |  |  |  |  | \n"
                                                      "      [0] :: Session @7 |  |  |  |  |  | \n"
                                                      "      [1] :: Session @9 (already above) |  |  |  |  |  | \n"
                                                      "      [2] :: Session @11 |  |  |  |  |  | \n"
                                                      "  + Session @11 |  |  |  | 64 B |  | +64 B\n"
                                                      "Cache | 0 | 1 | −1 | 0 B | 10 B | −10 B\n"
                                                      "  − Cache @9 |  |  |  |  | 10 B | −10 B\n"));
        QCOMPARE(model.objectAt(model.index(0, 0, model.index(1, 0))), (ComparedObject{ComparedSide::Base, NodeOrdinal(4)}));
        QVERIFY(!model.objectAt(model.index(0, 0)));
        QCOMPARE(model.index(0, at(ComparisonColumn::SizeDelta)).data(CopyRole).toString(), QStringLiteral("136"));
        QCOMPARE(model.index(1, at(ComparisonColumn::SizeDelta)).data(CopyRole).toString(), QStringLiteral("-10"));
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("newer side: 3 objects, 200 B")));
        // The weak id moves along with the sign in front.
        const auto spans = model.index(0, 0, model.index(1, 0)).data(TextSpansRole).value<QList<TextSpan>>();
        QCOMPARE(spans, (QList<TextSpan>{{7, 3, TextSpan::Style::Weak}}));
        QVERIFY(model.totals().sum.changedCount == 1 && model.totals().sum.changedSize == 8); // the map
    }

    void sorts_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("isDescending");
        QTest::addColumn<QString>("order");
        const auto row = [](const char* name, ComparisonColumn column, bool isDescending, const char* order) {
            QTest::newRow(name) << at(column) << isDescending << QString::fromLatin1(order);
        };
        row("size delta, up", ComparisonColumn::SizeDelta, false, "Cache Session @11 @9");
        row("name", ComparisonColumn::Name, false, "Cache Session @9 @11");
        row("deleted", ComparisonColumn::Removed, true, "Cache Session @9 @11");
        row("new", ComparisonColumn::Added, true, "Session @9 @11 Cache");
    }
    void sorts()
    {
        QFETCH(int, column);
        QFETCH(bool, isDescending);
        QFETCH(QString, order);
        ComparisonModel model;
        const ModelTester tester(&model);
        model.setComparison(compared(drawnHeap(newerDrawing), drawnHeap(olderDrawing), CompareBy::Id));
        open(model, {0});
        model.sort(column, isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
        QString text = treeText(model, {0});
        text.remove(QStringLiteral(" +\n")).replace(QStringLiteral("  + Session @"), QStringLiteral("\n@"));
        text.replace(QStringLiteral("Session"), QStringLiteral("\nSession\n"))
            .replace(QStringLiteral("Cache"), QStringLiteral("\nCache\n"));
        QCOMPARE(text.simplified().remove(QStringLiteral(" +")), order);
    }

    void narrowingKeepsOpenRows()
    {
        const auto newer = drawnHeap(newerDrawing);
        const auto older = drawnHeap(olderDrawing);
        const auto whole = compared(newer, older, CompareBy::Id);
        ComparisonModel model;
        const ModelTester tester(&model);
        model.setComparison(whole);
        open(model, {0});
        const QPersistentModelIndex last = model.index(1, 0, model.index(0, 0));
        model.setComparison(compared(newer, older, CompareBy::Id, IdRange{9, 11}, whole->matched));
        QCOMPARE(treeText(model, {0, 1, 4}), QStringLiteral("Session | 1 | 64 B\n  + Session @11 |  | 64 B\n"));
        QVERIFY(last.isValid());
        QCOMPARE(last.row(), 0);
        model.setComparison(whole);
        QCOMPARE(model.rowCount(model.index(0, 0)), 2);
        model.setComparison(nullptr);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.totals() == ComparisonModel::Totals());
    }

    void textFilterAndTotals()
    {
        ComparisonModel model;
        const ModelTester tester(&model);
        model.setMatcher(TextMatcher(QStringLiteral("sess"), false)); // before there is a comparison
        model.setComparison(compared(drawnHeap(newerDrawing), drawnHeap(olderDrawing), CompareBy::Id));
        QCOMPARE(treeText(model, {0}), QStringLiteral("Session +\n"));
        QCOMPARE(comparisonTotalsText(model.totals(), true),
                 QStringLiteral("1 of 2 classes that differ · +2 objects · +136 B (new 136 B, deleted 0 B)"));
        QCOMPARE(model.index(0, 0).data(TextSpansRole).value<QList<TextSpan>>(),
                 (QList<TextSpan>{{0, 4, TextSpan::Style::Match}}));
        model.setMatcher(TextMatcher());
        QCOMPARE(comparisonTotalsText(model.totals(), true),
                 QStringLiteral("2 classes differ · +1 objects · +126 B (new 136 B, deleted 10 B)"));
    }

    void headersSayWhatIsCounted()
    {
        const auto newer = drawnHeap(newerDrawing);
        const auto older = drawnHeap(olderDrawing);
        ComparisonModel model;
        const auto headers = [&model] {
            QStringList texts;
            for (int column = 0; column < model.columnCount(); ++column)
                texts += model.headerData(column, Qt::Horizontal).toString();
            return texts.join(QLatin1Char('|'));
        };
        model.setComparison(compared(newer, older, CompareBy::Id));
        QCOMPARE(headers(), QStringLiteral("Class|New|Deleted|Delta|Alloc. size|Freed size|Size delta"));
        QCOMPARE(model.headerData(6, Qt::Horizontal, CopyRole).toString(), QStringLiteral("Size delta (bytes)"));
        model.setComparison(compared(newer, older, CompareBy::Class));
        QCOMPARE(headers(), QStringLiteral("Class|Count|Base count|Delta|Size|Base size|Size delta"));
        QCOMPARE(treeText(model, all), QStringLiteral("Session | 3 | 1 | +2 | 200 B | 64 B | +136 B +\n"
                                                      "Map | 1 | 1 | 0 | 48 B | 40 B | +8 B +\n"
                                                      "Cache | 0 | 1 | −1 | 0 B | 10 B | −10 B +\n"));
        model.setComparison(std::make_shared<const ShownComparison>(showRanges(newer, IdRange{8, 11}, IdRange{0, 8})));
        QCOMPARE(treeText(model, all), QStringLiteral("Session | 2 | 1 | +1 | 136 B | 64 B | +72 B +\n"
                                                      "Map | 0 | 1 | −1 | 0 B | 48 B | −48 B +\n"
                                                      "global | 0 | 1 | −1 | 0 B | 100 B | −100 B +\n"));
        open(model, {0});
        QCOMPARE(treeText(model, {0}, model.index(0, 0)), QStringLiteral("+ Session @9 +\n+ Session @11\n− Session @7\n"));
    }

    void bigClassesAreSortedElsewhere()
    {
        std::string drawing = "root 0 synthetic\n  element 1 > global\nglobal 8 object\n";
        std::string list;
        for (int i = 0; i < 30'000; ++i) {
            drawing += "  element " + std::to_string(i) + " > Item#" + std::to_string(i) + '\n';
            list += "Item#" + std::to_string(i) + " 16 object\n";
        }
        auto model = std::make_unique<ComparisonModel>();
        model->setComparison(compared(drawnHeap(drawing + list), drawnHeap(olderDrawing), CompareBy::Id));
        const QModelIndex items = open(*model, {0});
        QCOMPARE(items.data().toString(), QStringLiteral("Item"));
        QCOMPARE(model->index(0, 0, items).data().toString(), QStringLiteral("Sorting…"));
        QVERIFY(!model->objectAt(model->index(0, 0, items)));
        QTRY_COMPARE(model->index(0, 0, items).data().toString(), QStringLiteral("+ Item @5"));
        model->sort(at(ComparisonColumn::Name), Qt::AscendingOrder);
        model.reset(); // while it sorts
    }
};

HEAPLINE_TEST(TestComparisonModel)

} // namespace tst_comparison_model

#include "tst_comparison_model.moc"
