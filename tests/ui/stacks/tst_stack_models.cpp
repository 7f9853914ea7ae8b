// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/stacks/drawn_stacks.h"
#include "tests/ui/widgets/model_tester.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/stacks/bottom_up_model.h"
#include "ui/stacks/top_down_model.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text_span.h"

#include <QPersistentModelIndex>
#include <QTest>

namespace tst_stack_models {

using namespace heapline;
using namespace heapline::test;

namespace {

constexpr int at(StackColumn column)
{
    return static_cast<int>(column);
}

const QList<int> liveColumns{at(StackColumn::Function), at(StackColumn::TotalLive), at(StackColumn::SelfLive),
                             at(StackColumn::TotalLiveCount)};

// line:                     1              2               3              4              5                6
const std::string serverDrawing =
    "main 10 100\n  handle 20 50\n    Session 60 60\n  tick 0 500\n    Session 5 5\nidle 5 5\n";

} // namespace

class TestStackModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void topDown()
    {
        const auto profile = drawnProfile(serverDrawing);
        TopDownModel model(profile);
        const ModelTester tester(&model);
        const auto figures = figuresOf(*profile);
        model.setFigures(figures, figures);
        open(model, {0});
        open(model, {0, 0});
        open(model, {0, 1});
        QCOMPARE(treeText(model, liveColumns), QStringLiteral("main | 95 B | 10 B | 4\n"
                                                              "  handle | 80 B | 20 B | 2\n"
                                                              "    Session | 60 B | 60 B | 1\n"
                                                              "  tick | 5 B | 0 B | 1\n"
                                                              "    Session | 5 B | 5 B | 1\n"
                                                              "idle | 5 B | 5 B | 1\n"));
        QCOMPARE(model.index(0, at(StackColumn::TotalLive)).data(PercentRole).toString(), QStringLiteral("95.0 %"));
        QCOMPARE(model.index(0, at(StackColumn::TotalAllocated)).data().toString(), QStringLiteral("715 B"));
        model.sort(at(StackColumn::SelfAllocated), Qt::DescendingOrder);
        QCOMPARE(model.index(0, 0, model.index(0, 0)).data().toString(), QStringLiteral("tick"));
        model.sort(at(StackColumn::Function), Qt::AscendingOrder);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("idle"));
    }

    void bottomUp()
    {
        const auto profile = drawnProfile(serverDrawing);
        BottomUpModel model(profile);
        const ModelTester tester(&model);
        const auto figures = figuresOf(*profile);
        model.setFigures(figures, figures);
        open(model, {0});
        open(model, {0, 0});
        QCOMPARE(treeText(model, liveColumns), QStringLiteral("Session | 65 B | 65 B | 2\n"
                                                              "  handle | 60 B | 60 B | 1\n"
                                                              "    main | 60 B | 60 B | 1\n"
                                                              "  tick | 5 B | 5 B | 1 +\n"
                                                              "handle | 80 B | 20 B | 2 +\n"
                                                              "main | 95 B | 10 B | 4\n"
                                                              "idle | 5 B | 5 B | 1\n"
                                                              "tick | 5 B | 0 B | 1 +\n"));
        // Of the two stacks that end in Session, the heavier one.
        QCOMPARE(model.callNodeOf(model.index(0, 0)), CallNodeId(3));
        QCOMPARE(model.callNodeOf(model.index(1, 0, model.index(0, 0))), CallNodeId(5));
    }

    void rangeKeepsRowsAndLeavesOutEmptyOnes()
    {
        const auto profile = drawnProfile(serverDrawing);
        TopDownModel topDown(profile);
        BottomUpModel bottomUp(profile);
        const ModelTester topDownTester(&topDown);
        const ModelTester bottomUpTester(&bottomUp);
        const auto whole = figuresOf(*profile);
        topDown.setFigures(whole, whole);
        bottomUp.setFigures(whole, whole);
        const QPersistentModelIndex handle = open(topDown, {0, 0});
        const QPersistentModelIndex session = open(bottomUp, {0});

        const auto range = figuresOf(*profile, std::pair(3, 5));
        topDown.setFigures(range, whole);
        bottomUp.setFigures(range, whole);
        QCOMPARE(treeText(topDown, liveColumns), QStringLiteral("main | 65 B | 0 B | 2\n"
                                                                "  handle | 60 B | 0 B | 1\n"
                                                                "    Session | 60 B | 60 B | 1\n"
                                                                "  tick | 5 B | 0 B | 1 +\n"));
        QCOMPARE(treeText(bottomUp, liveColumns), QStringLiteral("Session | 65 B | 65 B | 2\n"
                                                                 "  handle | 60 B | 60 B | 1 +\n"
                                                                 "  tick | 5 B | 5 B | 1 +\n"
                                                                 "main | 65 B | 0 B | 2\n"
                                                                 "handle | 60 B | 0 B | 1 +\n"
                                                                 "tick | 5 B | 0 B | 1 +\n"));
        QVERIFY(handle.isValid());
        QVERIFY(session.isValid());

        const QModelIndex allocated = topDown.index(0, at(StackColumn::TotalAllocated));
        QCOMPARE(allocated.data().toString(), QStringLiteral("–"));
        QVERIFY(allocated.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Not known for a range")));
        const QModelIndex total = topDown.index(0, at(StackColumn::TotalLive));
        QCOMPARE(total.data(PercentRole).toString(), QStringLiteral("100 %"));
        QCOMPARE(total.data(Qt::ToolTipRole).toString(),
                 QStringLiteral("<qt>65 B<br>100 % of the selection<br>65.0 % of the whole profile</qt>"));

        topDown.setFigures(whole, whole);
        bottomUp.setFigures(whole, whole);
        QCOMPARE(topDown.rowCount(), 2);
        QCOMPARE(bottomUp.rowCount(), 5);
        QVERIFY(handle.isValid());
        // Nothing in the range at all.
        const auto nothing = figuresOf(*profile, std::pair(50, 60));
        topDown.setFigures(nothing, whole);
        bottomUp.setFigures(nothing, whole);
        QCOMPARE(topDown.rowCount(), 0);
        QCOMPARE(bottomUp.rowCount(), 0);
        QVERIFY(!handle.isValid());
    }

    void recursionCountsOnce()
    {
        const auto profile = drawnProfile("walk 1 1\n  walk 2 2\n    walk 4 4\n");
        BottomUpModel model(profile);
        const ModelTester tester(&model);
        const auto figures = figuresOf(*profile);
        model.setFigures(figures, figures);
        QCOMPARE(treeText(model, liveColumns), QStringLiteral("walk | 7 B | 7 B | 3 +\n"));
    }

    void filterOfTopDownShowsTheWayToMatches()
    {
        const auto profile = drawnProfile(serverDrawing);
        TopDownModel model(profile);
        const ModelTester tester(&model);
        const auto figures = figuresOf(*profile);
        model.setFigures(figures, figures);
        model.setMatcher(TextMatcher(QStringLiteral("HANDLE"), false));
        open(model, {0});
        open(model, {0, 0});
        // What is below a match is shown, tick is not.
        QCOMPARE(treeText(model, {0}), QStringLiteral("main\n  handle\n    Session\n"));
        QVERIFY(!model.isMatch(model.index(0, 0)));
        const QModelIndex handle = model.index(0, 0, model.index(0, 0));
        QVERIFY(model.isMatch(handle));
        QCOMPARE(handle.data(TextSpansRole).value<QList<TextSpan>>(), (QList<TextSpan>{{0, 6, TextSpan::Style::Match}}));
        model.setMatcher(TextMatcher(QStringLiteral("^idle$"), true));
        QCOMPARE(treeText(model, {0}), QStringLiteral("idle\n"));
        model.setMatcher(TextMatcher(QStringLiteral("tick.js"), false)); // the file
        QCOMPARE(treeText(model, {0}), QStringLiteral("main +\n"));
        model.setMatcher(TextMatcher(QStringLiteral("nothing like it"), false));
        QCOMPARE(model.rowCount(), 0);
        model.setMatcher(TextMatcher());
        QCOMPARE(treeText(model, {0}), QStringLiteral("main +\nidle\n"));
    }

    void knowsWhereMatchesAre()
    {
        const auto profile = drawnProfile(serverDrawing);
        TopDownModel model(profile);
        const auto figures = figuresOf(*profile);
        QVERIFY(model.matchSum() == MatchSum());
        model.setFigures(figures, figures);
        QVERIFY(!model.hasMatchBelow(model.index(0, 0)));
        model.setMatcher(TextMatcher(QStringLiteral("session"), false));
        open(model, {0});
        const QModelIndex main = model.index(0, 0);
        QCOMPARE(treeText(model, {0}), QStringLiteral("main\n  handle +\n  tick +\n"));
        QVERIFY(model.hasMatchBelow(main));
        QVERIFY(model.hasMatchBelow(model.index(0, 0, main)) && model.hasMatchBelow(model.index(1, 0, main)));
        QVERIFY(!model.hasMatchBelow(open(model, {0, 0, 0})));
        QVERIFY((model.matchSum() == MatchSum{1, 65}));
        QCOMPARE(model.wholeBytes(), std::uint64_t{100});
        model.setMatcher(TextMatcher(QStringLiteral("session"), false, true));
        QVERIFY(model.matchSum() == MatchSum());
        BottomUpModel heavy(profile);
        heavy.setFigures(figures, figures);
        heavy.setMatcher(TextMatcher(QStringLiteral("main"), false));
        QVERIFY((heavy.matchSum() == MatchSum{1, 95}));
        QVERIFY(!heavy.hasMatchBelow(heavy.index(0, 0)));
    }

    void filterOfBottomUpLeavesCallersAlone()
    {
        const auto profile = drawnProfile(serverDrawing);
        BottomUpModel model(profile);
        const ModelTester tester(&model);
        const auto figures = figuresOf(*profile);
        model.setFigures(figures, figures);
        model.setMatcher(TextMatcher(QStringLiteral("sess"), false));
        open(model, {0});
        QCOMPARE(treeText(model, {0}), QStringLiteral("Session\n  handle +\n  tick +\n"));
    }

    void anonymousFunctionsHaveAName()
    {
        const auto profile = drawnProfile("(anonymous) 10 10\n");
        TopDownModel model(profile);
        const auto figures = figuresOf(*profile);
        model.setFigures(figures, figures);
        const QModelIndex row = model.index(0, 0);
        QCOMPARE(row.data().toString(), QStringLiteral("(anonymous) server.js:10:1"));
        QVERIFY(row.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Defined at /srv/app/server.js:10:1")));
        QCOMPARE(row.siblingAtColumn(at(StackColumn::Location)).data().toString(), QStringLiteral("server.js:10"));
    }

    void everyColumnIsDescribed()
    {
        const auto profile = drawnProfile(serverDrawing);
        const TopDownModel model(profile);
        QSet<QString> titles;
        for (int column = 0; column < model.columnCount(); ++column) {
            titles.insert(model.headerData(column, Qt::Horizontal).toString());
            QVERIFY(model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().size() > 20);
            const bool isFigure = column > at(StackColumn::Location);
            QCOMPARE(model.headerData(column, Qt::Horizontal, Qt::InitialSortOrderRole).toInt(),
                     static_cast<int>(isFigure ? Qt::DescendingOrder : Qt::AscendingOrder));
        }
        QCOMPARE(titles.size(), stackColumnCount);
        QCOMPARE(model.headerData(at(StackColumn::TotalLive), Qt::Horizontal, CopyRole).toString(),
                 QStringLiteral("Total alive (bytes)"));
    }

    void samplingProfilesHaveSizesOnly()
    {
        const auto profile = drawnProfile(serverDrawing);
        profile->origin.kind = FileKind::SamplingProfile;
        for (std::size_t measure = 1; measure < measureCount; ++measure)
            profile->stacks->self[measure].clear();
        TopDownModel model(profile);
        const ModelTester tester(&model);
        const auto figures = figuresOf(*profile);
        model.setFigures(figures, figures);
        QVERIFY(model.isAvailable(StackColumn::SelfLive));
        QVERIFY(!model.isAvailable(StackColumn::TotalLiveCount));
        QVERIFY(!model.isAvailable(StackColumn::SelfAllocated));
        QCOMPARE(model.headerData(at(StackColumn::SelfLive), Qt::Horizontal).toString(), QStringLiteral("Self size"));
        QCOMPARE(treeText(model, liveColumns), QStringLiteral("main | 95 B | 10 B | – +\nidle | 5 B | 5 B | –\n"));
    }
};

HEAPLINE_TEST(TestStackModels)

} // namespace tst_stack_models

#include "tst_stack_models.moc"
