// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/stacks/drawn_stacks.h"
#include "tests/ui/widgets/loaded_document.h"
#include "tests/ui/widgets/model_tester.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/stacks/allocation_stack_model.h"
#include "ui/stacks/allocation_stack_view.h"
#include "ui/widgets/empty_state.h"

#include <QLabel>

namespace tst_allocation_stack {

using namespace heapline;
using namespace heapline::test;

namespace {

/// The first object that satisfies a condition; invalid when none does.
template <typename Condition>
NodeOrdinal firstObject(const Heap& heap, Condition condition)
{
    for (std::size_t row = 0; row < heap.graph.nodeCount(); ++row) {
        if (condition(NodeOrdinal(row)))
            return NodeOrdinal(row);
    }
    return {};
}

} // namespace

class TestAllocationStack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void modelStandsInnermostFirst()
    {
        const auto profile = drawnProfile("main 10 100\n  handle 20 50\n    Session 60 60\n    Map 10 10\n");
        AllocationStackModel model(profile);
        const ModelTester tester(&model);
        model.setFigures(figuresOf(*profile));
        model.setStack(CallNodeId(3));
        QCOMPARE(treeText(model, {0, 1, 2, 3}), QStringLiteral("Session | Session.js:1 | 60 B | 60 B\n"
                                                               "handle | handle.js:1 | 20 B | 90 B\n"
                                                               "main | main.js:1 | 10 B | 100 B\n"));
        model.setFigures(figuresOf(*profile, std::pair(4, 4)));
        QCOMPARE(model.index(1, 3).data().toString(), QStringLiteral("10 B"));
        model.setStack(CallNodeId(0));
        QCOMPARE(model.rowCount(), 0);
        model.setStack({});
        QCOMPARE(model.rowCount(), 0);
    }

    // What is hidden, or one row with a caller, has no figures of its own: they would be those of another row.
    void framesBookedElsewhereSaySo()
    {
        const auto profile = drawnProfile("main 10 100\n  handle 20 50\n    Session 60 60\n      handle 5 5\n");
        AllocationStackModel model(profile);
        model.setStack(CallNodeId(4));
        const auto show = [&](StackStep::Kind kind) {
            StackFilter filter;
            StackStep step;
            step.kind = kind;
            step.functions.frames = {profile->stacks->callTree.frame[2]};
            filter.steps = {step};
            auto figures = std::make_shared<RangeFigures>();
            figures->shown = showStacks(std::shared_ptr<const Stacks>(profile, &*profile->stacks), filter);
            std::vector<MeasureColumn> buffer;
            computeWeights(*figures->shown, {}, buffer, figures->weights);
            model.setFigures(figures);
        };
        const auto self = [&](int row) { return model.index(row, 2).data().toString(); };
        const auto says = [&](int row) { return model.index(row, 2).data(Qt::ToolTipRole).toString(); };
        show(StackStep::Kind::MergeIntoCaller);
        QVERIFY(says(0).contains(QStringLiteral("booked to a caller")) && says(2).contains(QStringLiteral("booked")));
        QCOMPARE(self(1), QStringLiteral("65 B")); // Session, with what it called
        QCOMPARE(self(3), QStringLiteral("30 B"));
        show(StackStep::Kind::CollapseRecursion);
        QVERIFY(says(0).contains(QStringLiteral("booked to a caller"))); // one row with the outer call
        QCOMPARE(self(2), QStringLiteral("25 B"));
        show(StackStep::Kind::FocusFunction);
        QVERIFY(says(3).contains(QStringLiteral("Left out")));
        QCOMPARE(self(0), QStringLiteral("5 B"));
    }

    void viewFollowsTheSelection()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const Profile& profile = *document.profile();
        AllocationStackView view(document);
        view.resize(800, 300);
        view.show();
        const auto* empty = view.findChild<EmptyState*>();
        const auto* model = view.findChild<AllocationStackModel*>();
        const auto* title = view.findChild<QLabel*>();
        QVERIFY(empty->isVisible());

        const NodeOrdinal session = firstObject(*profile.heap, [&](NodeOrdinal node) {
            return profile.heap->graph.name(node) == "Session" && allocationStackOf(profile, node).isValid()
                   && allocationStackOf(profile, node).value != 0;
        });
        QVERIFY(session.isValid());
        document.selection().select(SelectedItem::ofObject(session));
        QVERIFY(!empty->isVisible());
        QVERIFY(title->text().startsWith(QStringLiteral("Stack that allocated Session @")));
        QVERIFY2(treeText(*model, {0}).startsWith(QStringLiteral("rememberSession\nhandleRequest\nemit\n")),
                 qPrintable(treeText(*model, {0})));

        const NodeOrdinal old = firstObject(*profile.heap, [&](NodeOrdinal node) {
            const std::uint64_t id = profile.heap->graph.nodes.id[node.value];
            return id % 2 == 1 && id <= profile.timeline->lastId.front() && !allocationStackOf(profile, node).isValid();
        });
        QVERIFY(old.isValid());
        document.selection().select(SelectedItem::ofObject(old));
        QCOMPARE(empty->title(), QStringLiteral("No stack was recorded: this object is older than the recording."));
        QCOMPARE(model->rowCount(), 0);

        const Stacks& stacks = *profile.stacks;
        for (std::size_t row = 0; row < stacks.frames.size(); ++row) {
            if (stacks.strings[stacks.frames.functionName[row]] == "makePayload")
                document.selection().select(SelectedItem::ofFunction(FrameId(row)));
        }
        QCOMPARE(title->text(), QStringLiteral("Heaviest stack through makePayload"));
        QVERIFY(treeText(*model, {0}).startsWith(QStringLiteral("makePayload\nSession\nrememberSession\n")));

        document.selection().select(SelectedItem::ofClass(ClassId(0)));
        QVERIFY(empty->isVisible());
        document.selection().back();
        QVERIFY(!empty->isVisible());
    }

    void fileWithoutStacksSaysSo()
    {
        Document document(dataFile("leaky-http.notraces.heaptimeline.gz"));
        QVERIFY(load(document));
        AllocationStackView view(document);
        view.show();
        document.selection().select(SelectedItem::ofObject(NodeOrdinal(100)));
        const auto* empty = view.findChild<EmptyState*>();
        QCOMPARE(empty->title(), QStringLiteral("This timeline was recorded without allocation stacks."));
    }
};

HEAPLINE_TEST(TestAllocationStack)

} // namespace tst_allocation_stack

#include "tst_allocation_stack.moc"
