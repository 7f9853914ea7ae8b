// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/stacks/flame_boxes.h"
#include "ui/stacks/flame_view.h"
#include "ui/stacks/functions_view.h"
#include "ui/stacks/stack_tree_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/tree_view.h"

#include <QSignalSpy>

namespace tst_functions_view {

using namespace heapline;
using namespace heapline::test;

namespace {

/// The view of a file, shown off screen.
struct ShownFunctions {
    explicit ShownFunctions(Document& document) : view(document)
    {
        view.resize(1200, 600);
        view.show();
        QTest::qWait(1);
        for (FlameView* flame : view.findChildren<FlameView*>())
            (flame->canvas()->accessibleName().startsWith(u"Callers"_s) ? callers : callees) = flame;
    }

    void choose(const QString& function) const
    {
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() == function)
                tree->setCurrentIndex(model->index(row, 0));
        }
        QTest::qWait(1);
    }
    QString current() const { return tree->currentIndex().siblingAtColumn(0).data().toString(); }
    /// The title and the roots, which all are of one function.
    QString shown() const
    {
        const auto rootOf = [](const FlameView* flame) {
            const FlameSource* source = flame->canvas()->source();
            return source ? flameLabel(*source, FlameSource::root()) : u"-"_s;
        };
        return rootOf(callers) + u' ' + rootOf(callees);
    }

    FunctionsView view;
    FlameView* callers = nullptr;
    FlameView* callees = nullptr;
    TreeView* tree = view.findChild<TreeView*>();
    StackTreeModel* model = view.findChild<StackTreeModel*>();
};

} // namespace

class TestFunctionsView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void callersAndCalleesOfAFunction()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const ShownFunctions shown(document);
        QVERIFY(shown.callers && shown.callees);
        QCOMPARE(shown.shown(), u"- -"_s);
        QCOMPARE(shown.callees->findChild<EmptyState*>()->title(), u"Select a function."_s);
        QVERIFY(shown.callers->canvas()->orientation() == FlameOrientation::Flame);

        shown.choose(u"Session"_s);
        QCOMPARE(shown.shown(), u"Session Session"_s);
        QVERIFY(!shown.callees->findChild<EmptyState*>()->isVisible());
        // Their widths are what the list says of it, and all of it came by way of callers.
        const FlameSource& callees = *shown.callees->canvas()->source();
        FlameSource& callers = *shown.callers->canvas()->source();
        const std::uint64_t weight = callees.box(FlameSource::root()).weight;
        QCOMPARE(callers.box(FlameSource::root()).weight, weight);
        QCOMPARE(callers.childWeight(FlameSource::root()), weight);
        const QString total =
            shown.tree->currentIndex().siblingAtColumn(static_cast<int>(StackColumn::TotalLive)).data().toString();
        QCOMPARE(measureText(Measure::LiveBytes, weight), total);
        QVERIFY(heaviestOf(*shown.callees->canvas()->source(), u"makePayload"_s) != noFlameBox);

        QVERIFY(selectRange(document, 25, 50));
        QVERIFY(shown.callees->canvas()->source()->box(FlameSource::root()).weight < weight);
        QCOMPARE(shown.shown(), u"Session Session"_s);
        document.selection().select(SelectedItem::ofClass(ClassId(1)));
        QCOMPARE(shown.shown(), u"- -"_s);
    }

    void goesToAFunctionOfAFlame()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        ShownFunctions shown(document);
        shown.choose(u"Session"_s);
        FlameCanvas* canvas = shown.callees->canvas();
        canvas->select(heaviestOf(*canvas->source(), u"makePayload"_s));
        QTest::qWait(1);
        QCOMPARE(shown.shown(), u"Session Session"_s); // looking does not lead away
        QCOMPARE(shown.current(), u"Session"_s);
        pressOn(shown.view, *canvas, Qt::Key_G);
        QTest::qWait(1);
        QCOMPARE(shown.shown(), u"makePayload makePayload"_s);
        QCOMPARE(shown.current(), u"makePayload"_s);
        FlameCanvas* up = shown.callers->canvas();
        up->select(heaviestOf(*up->source(), u"Session"_s));
        QTest::qWait(1);
        QAction* go = actionOf(*shown.callers, u"Go to This Function"_s);
        QVERIFY(go);
        go->trigger();
        QTest::qWait(1);
        QCOMPARE(shown.shown(), u"Session Session"_s);
        document.selection().back();
        QTest::qWait(1);
        QCOMPARE(shown.shown(), u"makePayload makePayload"_s);
    }
};

HEAPLINE_TEST(TestFunctionsView)

} // namespace tst_functions_view

#include "tst_functions_view.moc"
