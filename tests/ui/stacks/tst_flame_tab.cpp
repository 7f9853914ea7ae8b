// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/stacks/flame_boxes.h"
#include "ui/stacks/flame_tab.h"
#include "ui/stacks/flame_view.h"
#include "ui/stacks/stack_tree_model.h"
#include "ui/stacks/stack_tree_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/tree_view.h"

#include <QSignalSpy>

namespace tst_flame_tab {

using namespace heapline;
using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The tab of a file, shown off screen.
struct ShownTab {
    explicit ShownTab(Document& theDocument) : document(theDocument), tab(theDocument)
    {
        tab.resize(1000, 600);
        tab.show();
        QTest::qWait(1);
    }

    FlameSource& source() const { return *canvas->source(); }
    std::uint64_t rootWeight() const { return source().box(FlameSource::root()).weight; }
    std::uint64_t whole(Measure measure) const { return document.figures().figures()->weights.whole(measure); }
    QString selected() const { return functionOf(source(), canvas->selectedBox()); }
    void select(const QString& function) const
    {
        canvas->select(heaviestOf(source(), function));
        QTest::qWait(1);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { pressOn(tab, *canvas, key, modifiers); }

    Document& document;
    FlameTab tab;
    FlameView* view = tab.findChild<FlameView*>();
    FlameCanvas* canvas = view->canvas();
    EmptyState* empty = view->findChild<EmptyState*>();
};

} // namespace

class TestFlameTab : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void followsTheRange()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const ShownTab shown(document);
        const std::uint64_t whole = shown.whole(Measure::LiveBytes);
        QCOMPARE(shown.rootWeight(), whole);
        shown.select(u"makePayload"_s);
        shown.canvas->zoomToSelection();
        const QString zoomed = pathText(shown.source(), shown.canvas->zoomedBox());
        QVERIFY2(zoomed.endsWith(u"makePayload"_s), qPrintable(zoomed));
        QVERIFY(selectRange(document, 25, 50));
        QVERIFY(shown.rootWeight() < whole);
        QCOMPARE(shown.rootWeight(), shown.whole(Measure::LiveBytes));
        QCOMPARE(pathText(shown.source(), shown.canvas->zoomedBox()), zoomed);
        QCOMPARE(shown.selected(), u"makePayload"_s);
        document.filter().commitRange(std::nullopt);
        QVERIFY(settle(document));
        QCOMPARE(shown.rootWeight(), whole);
        QCOMPARE(pathText(shown.source(), shown.canvas->zoomedBox()), zoomed);
    }

    void followsMeasureAndInversion()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        ShownTab shown(document);
        for (const Measure measure : {Measure::TotalBytes, Measure::TotalCount, Measure::LiveCount, Measure::LiveBytes}) {
            document.filter().setMeasure(measure);
            QCOMPARE(shown.rootWeight(), shown.whole(measure));
        }
        document.filter().setMeasure(Measure::TotalCount);
        QVERIFY(selectRange(document, 25, 50)); // where that is unknown, live ones stand in
        QVERIFY(shown.canvas->data().measure == Measure::LiveCount);
        QCOMPARE(shown.rootWeight(), shown.whole(Measure::LiveCount));
        document.filter().setMeasure(Measure::TotalBytes);
        QVERIFY(shown.canvas->data().measure == Measure::LiveBytes);
        document.filter().commitRange(std::nullopt);
        QVERIFY(settle(document));
        QVERIFY(shown.canvas->data().measure == Measure::TotalBytes);

        document.filter().setMeasure(Measure::LiveBytes);
        shown.press(Qt::Key_I);
        QVERIFY(document.filter().current().inverted);
        QVERIFY(shown.canvas->data().kind == FlameData::Kind::BottomUp);
        shown.source().open(FlameSource::root(), 1);
        QCOMPARE(flameLabel(shown.source(), shown.source().opened(FlameSource::root()).front()), u"makePayload"_s);
        document.filter().undoStack()->undo();
        QVERIFY(shown.canvas->data().kind == FlameData::Kind::TopDown);
    }

    void selectionGoesBothWays()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const ShownTab shown(document);
        shown.select(u"makePayload"_s);
        const SelectedItem item = document.selection().current();
        QVERIFY(item.kind == SelectedItem::Kind::Function);
        QCOMPARE(functionNameText(*document.profile()->stacks, item.frame), std::string_view("makePayload"));
        QVERIFY(item.callNode.isValid());
        shown.select(u"Session"_s);
        QVERIFY(document.selection().current().frame != item.frame);
        const FlameBoxId session = shown.canvas->selectedBox();
        document.selection().back();
        QCOMPARE(shown.selected(), u"makePayload"_s);
        document.selection().forward();
        QCOMPARE(shown.canvas->selectedBox(), session);
        document.selection().select(SelectedItem::ofClass(ClassId(1)));
        QCOMPARE(shown.selected(), u"none"_s);

        // A box of another view's row, also inverted.
        StackTreeView list(StackTreeView::Kind::Functions, document);
        list.show();
        document.filter().setInverted(true);
        document.selection().select(SelectedItem::ofFunction(item.frame));
        QCOMPARE(pathText(shown.source(), shown.canvas->selectedBox()), u"makePayload"_s);
        // A box further out stays selected, though its function is many boxes.
        const FlameBoxId caller = [&] {
            shown.source().open(shown.canvas->selectedBox(), 1);
            return shown.source().opened(shown.canvas->selectedBox()).front();
        }();
        shown.canvas->select(caller);
        QTest::qWait(1);
        QCOMPARE(shown.canvas->selectedBox(), caller);
        QCOMPARE(document.selection().current().frame, shown.source().box(caller).frame);
    }

    void stepKeysActOnTheSelectedBox()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        ShownTab shown(document);
        const auto steps = [&] { return document.filter().current().stacks.steps; };
        const auto press = [&](const QString& function, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            shown.select(function);
            QCOMPARE(shown.selected(), function);
            shown.press(key, modifiers);
            QVERIFY(settle(document));
            QCOMPARE(shown.rootWeight(), shown.whole(Measure::LiveBytes));
        };
        press(u"Session"_s, Qt::Key_F);
        QCOMPARE(steps().size(), std::size_t{1});
        QVERIFY(steps().back().kind == StackStep::Kind::FocusFunction);
        shown.source().open(FlameSource::root(), 1);
        QCOMPARE(shown.source().childCount(FlameSource::root()), 1U);
        QCOMPARE(flameLabel(shown.source(), shown.source().opened(FlameSource::root()).front()), u"Session"_s);
        press(u"makePayload"_s, Qt::Key_M);
        QVERIFY(steps().back().kind == StackStep::Kind::MergeIntoCaller);
        QCOMPARE(heaviestOf(shown.source(), u"makePayload"_s), noFlameBox);
        document.filter().clear();
        QVERIFY(settle(document));

        press(u"makePayload"_s, Qt::Key_D);
        QVERIFY(steps().back().kind == StackStep::Kind::DropFunction);
        QCOMPARE(heaviestOf(shown.source(), u"makePayload"_s), noFlameBox);
        document.filter().clear();
        QVERIFY(settle(document));

        const std::uint64_t weight = shown.source().box(heaviestOf(shown.source(), u"Session"_s)).weight;
        press(u"Session"_s, Qt::Key_F, Qt::ShiftModifier);
        QVERIFY(steps().back().kind == StackStep::Kind::FocusSubtree);
        QCOMPARE(shown.rootWeight(), weight);
        document.filter().clear();
        QVERIFY(settle(document));

        QSignalSpy asked(&shown.tab, &FlameTab::objectsRequested);
        press(u"makePayload"_s, Qt::Key_O);
        QCOMPARE(asked.size(), 1);
        QVERIFY(document.figures().figures()->passes != nullptr);
    }

    void invertedASubtreeIsAPathOfCallers()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        document.filter().setInverted(true);
        ShownTab shown(document);
        const FlameBoxId leaf = shown.source().child(FlameSource::root(),
                                                     shown.source().box(heaviestOf(shown.source(), u"makePayload"_s)).frame);
        shown.source().open(leaf, 1);
        const FlameBoxId caller = shown.source().opened(leaf).front();
        const std::uint64_t weight = shown.source().box(caller).weight;
        shown.canvas->select(caller);
        QTest::qWait(1);
        shown.press(Qt::Key_F, Qt::ShiftModifier);
        QVERIFY(settle(document));
        const StackStep step = document.filter().current().stacks.steps.back();
        QVERIFY(step.kind == StackStep::Kind::FocusLeafPath);
        QCOMPARE(step.path.size(), std::size_t{2});
        QCOMPARE(shown.rootWeight(), weight);
    }

    void actionsNeedABox()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        ShownTab shown(document);
        QAction* focus = actionOf(shown.tab, u"Focus on Function"_s);
        QVERIFY(focus && !focus->isEnabled());
        shown.canvas->select(FlameSource::root()); // everything is no function
        QTest::qWait(1);
        QVERIFY(!focus->isEnabled());
        shown.select(u"Session"_s);
        QVERIFY(focus->isEnabled());
        QVERIFY(actionOf(shown.tab, u"Zoom to Selection"_s)->isEnabled());
        QStringList shortcuts; // none does two things
        for (const QAction* action : shown.tab.actions()) {
            for (const QKeySequence& keys : action->shortcuts()) {
                QVERIFY2(!shortcuts.contains(keys.toString()), qPrintable(keys.toString()));
                shortcuts << keys.toString();
            }
        }
    }

    void leadsFromMatchToMatch()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        ShownTab shown(document);
        QVERIFY(!shown.tab.showMatch(1));
        QCOMPARE(shown.tab.matchText(), QString());
        document.filter().setText(u"makePayload"_s, false, true);
        QVERIFY2(shown.tab.matchText().contains(u"1 function"_s), qPrintable(shown.tab.matchText()));
        QVERIFY(shown.tab.showMatch(1));
        QCOMPARE(shown.selected(), u"makePayload"_s);
        QVERIFY(selectRange(document, 25, 50));
        QVERIFY(shown.tab.showMatch(1));
        QCOMPARE(shown.selected(), u"makePayload"_s);
        document.filter().setText(u"make("_s, true);
        QVERIFY(!shown.tab.matchText().isEmpty());
        QVERIFY(!shown.tab.showMatch(1));
        document.filter().setText(u"nothing like it"_s, false);
        QVERIFY(!shown.tab.showMatch(1));
        document.filter().setText({}, false);
        QVERIFY(!shown.tab.showMatch(1));
    }

    void hiddenTabCatchesUpWhenItIsShown()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        ShownTab shown(document);
        const std::uint64_t whole = shown.rootWeight();
        shown.tab.hide();
        QVERIFY(selectRange(document, 25, 50));
        QCOMPARE(shown.rootWeight(), whole);
        document.filter().setInverted(true);
        QVERIFY(shown.canvas->data().kind == FlameData::Kind::TopDown);
        shown.tab.show();
        QCOMPARE(shown.rootWeight(), shown.whole(Measure::LiveBytes));
        QVERIFY(shown.canvas->data().kind == FlameData::Kind::BottomUp);
    }

    void saysWhyNothingIsShown()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const ShownTab shown(document);
        QVERIFY(!shown.empty->isVisible());
        StackFilter stacks;
        for (const StackStep::Kind kind : {StackStep::Kind::FocusFunction, StackStep::Kind::DropFunction}) {
            StackStep step;
            step.kind = kind;
            step.functions = {Grouping::Function, {shown.source().box(heaviestOf(shown.source(), u"makePayload"_s)).frame}};
            stacks.steps.push_back(step);
        }
        document.filter().setStacks(stacks, u"Nothing"_s);
        QVERIFY(settle(document));
        QVERIFY(shown.empty->isVisible());
        QCOMPARE(shown.empty->title(), u"No stack is left."_s);
        document.filter().clear();
        QVERIFY(settle(document));
        QVERIFY(!shown.empty->isVisible());
    }

    void aSamplingProfile()
    {
        Document document(dataFile("tsc.heapprofile.gz"));
        QVERIFY(load(document));
        const ShownTab shown(document);
        QCOMPARE(shown.rootWeight(), shown.whole(Measure::LiveBytes));
        document.filter().setMeasure(Measure::TotalCount); // it has no such
        QCOMPARE(shown.rootWeight(), shown.whole(Measure::LiveBytes));
        StackFilter stacks;
        stacks.grouping = Grouping::Package;
        document.filter().setStacks(stacks, u"By package"_s);
        QVERIFY(settle(document));
        QVERIFY(heaviestOf(shown.source(), u"typescript"_s) != noFlameBox);
        shown.select(u"typescript"_s);
        QVERIFY(document.selection().current().grouping == Grouping::Package);
        QCOMPARE(shown.selected(), u"typescript"_s);
    }
};

HEAPLINE_TEST(TestFlameTab)

} // namespace tst_flame_tab

#include "tst_flame_tab.moc"
