// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/document/filter_state.h"

#include <QSignalSpy>
#include <QTest>

namespace tst_filter_state {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

class TestFilterState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void previewsLeaveNoSteps();
    void dragIsOneStep();
    void dragBackToTheStartIsNoStep();
    void typingIsOneStep();
    void emptyingTheTextIsAStep();
    void erasingToTheStartLeavesNoStep();
    void typingKeepsAPreview();
    void clearIsOneStep();
    void signalsSayWhatChanged();
    void stepsOfStacksAreUndoneInTurn();
    void clearShowsAllStacks();
    void anotherProfileForgetsSteps();
    void dragGoesOnBesideAStep();
};

namespace {

constexpr AxisRange first{100, 200};
constexpr AxisRange second{300, 450};

} // namespace

void TestFilterState::previewsLeaveNoSteps()
{
    FilterState state;
    state.previewRange(first);
    state.previewRange(second);
    QVERIFY(state.current().range == second);
    QCOMPARE(state.undoStack()->count(), 0);
    QVERIFY(!state.undoStack()->canUndo());
}

void TestFilterState::dragIsOneStep()
{
    FilterState state;
    state.commitRange(first);
    state.previewRange(AxisRange{110, 220});
    state.previewRange(AxisRange{200, 300});
    state.commitRange(second);
    QCOMPARE(state.undoStack()->count(), 2);
    QCOMPARE(state.undoStack()->undoText(), u"Select range"_s);
    state.undoStack()->undo();
    QVERIFY(state.current().range == first);
    state.undoStack()->undo();
    QVERIFY(!state.current().range);
    state.undoStack()->redo();
    state.undoStack()->redo();
    QVERIFY(state.current().range == second);
}

void TestFilterState::dragBackToTheStartIsNoStep()
{
    FilterState state;
    state.commitRange(first);
    state.previewRange(second);
    state.commitRange(first);
    QVERIFY(state.current().range == first);
    QCOMPARE(state.undoStack()->count(), 1);
}

void TestFilterState::typingIsOneStep()
{
    FilterState state;
    for (const QString& text : {u"S"_s, u"Se"_s, u"Ses"_s, u"Se"_s, u"Session"_s})
        state.setText(text, false);
    QCOMPARE(state.undoStack()->count(), 1);
    state.setText(u"Buffer"_s, false); // pasted over it
    QCOMPARE(state.undoStack()->count(), 2);
    state.undoStack()->undo();
    QCOMPARE(state.current().text, u"Session"_s);
    state.undoStack()->undo();
    QVERIFY(state.current().text.isEmpty());
}

void TestFilterState::emptyingTheTextIsAStep()
{
    FilterState state;
    state.setText(u"Map"_s, false);
    state.setText({}, false);
    state.setText(u"Set"_s, true);
    state.undoStack()->undo();
    QVERIFY(state.current().text.isEmpty());
    state.undoStack()->undo();
    QCOMPARE(state.current().text, u"Map"_s);
    QVERIFY(!state.current().regularExpression);
}

void TestFilterState::erasingToTheStartLeavesNoStep()
{
    FilterState state;
    state.setText(u"Map"_s, false);
    state.undoStack()->setClean(); // nothing joins what is before
    state.setText(u"MapI"_s, false);
    state.setText(u"Map"_s, false);
    QCOMPARE(state.undoStack()->count(), 1);
    QCOMPARE(state.current().text, u"Map"_s);
}

void TestFilterState::typingKeepsAPreview()
{
    FilterState state;
    state.commitRange(first);
    state.previewRange(second);
    state.setText(u"Map"_s, false);
    QVERIFY(state.current().range == second);
    state.undoStack()->undo(); // the text; the preview was never a step
    QVERIFY(state.current().range == first);
}

void TestFilterState::clearIsOneStep()
{
    FilterState state;
    state.clear();
    QCOMPARE(state.undoStack()->count(), 0); // there was nothing to clear
    state.commitRange(first);
    state.setText(u"Map"_s, true, true);
    state.clear();
    QVERIFY(!state.current().range);
    QVERIFY(state.current().text.isEmpty());
    QVERIFY(state.current().regularExpression && state.current().caseSensitive); // how a text is read is no filter
    state.undoStack()->undo();
    QVERIFY(state.current().range == first);
    QCOMPARE(state.current().text, u"Map"_s);
}

void TestFilterState::signalsSayWhatChanged()
{
    FilterState state;
    QSignalSpy range(&state, &FilterState::rangeChanged);
    QSignalSpy text(&state, &FilterState::textChanged);
    state.previewRange(first);
    state.previewRange(first);
    state.commitRange(first); // the views show it already
    QCOMPARE(range.count(), 1);
    QCOMPARE(text.count(), 0);
    state.setText(u"a"_s, false);
    state.setText(u"a"_s, true);
    state.setText(u"a"_s, true, true);
    state.setText(u"a"_s, true, true);
    QCOMPARE(range.count(), 1);
    QCOMPARE(text.count(), 3);
    state.undoStack()->setIndex(0);
    QCOMPARE(range.count(), 2);
}

void TestFilterState::stepsOfStacksAreUndoneInTurn()
{
    FilterState state;
    QSignalSpy changed(&state, &FilterState::stacksChanged);
    StackFilter stacks;
    stacks.grouping = Grouping::Package;
    state.setStacks(stacks, u"By package"_s);
    StackStep step;
    step.kind = StackStep::Kind::DropFunction;
    step.functions = {Grouping::Function, {FrameId(3)}};
    stacks.steps.push_back(step);
    state.setStacks(stacks, u"Drop it"_s);
    state.setInverted(true);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(state.undoStack()->count(), 3);
    state.setStacks(stacks, u"The same again"_s);
    QCOMPARE(state.undoStack()->count(), 3);
    state.undoStack()->undo();
    QVERIFY(!state.current().inverted);
    QCOMPARE(state.undoStack()->undoText(), u"Drop it"_s);
    state.undoStack()->undo();
    QVERIFY(state.current().stacks.steps.empty());
    state.undoStack()->undo();
    QVERIFY(state.current() == Filter());
    state.undoStack()->redo();
    state.undoStack()->redo();
    QVERIFY(state.current().stacks == stacks);
}

void TestFilterState::clearShowsAllStacks()
{
    FilterState state;
    StackFilter stacks;
    stacks.lens = PackageLens::ownCodeOnly();
    state.setStacks(stacks, u"Own code"_s);
    state.setInverted(true);
    state.setMeasure(Measure::LiveCount);
    state.clear();
    QVERIFY(state.current().stacks.isEmpty());
    QVERIFY(!state.current().inverted);
    QVERIFY(state.current().measure == Measure::LiveCount); // leaves nothing out
    state.undoStack()->undo();
    QVERIFY(state.current().stacks == stacks);
}

void TestFilterState::anotherProfileForgetsSteps()
{
    FilterState state;
    state.commitRange(first);
    StackFilter stacks;
    stacks.steps.emplace_back();
    state.setStacks(stacks, u"Focus"_s);
    state.forgetProfile();
    QVERIFY(state.current().stacks.isEmpty());
    QVERIFY(state.current().range == first);
    QVERIFY(!state.undoStack()->canUndo()); // it would bring frames of the other profile back
}

void TestFilterState::dragGoesOnBesideAStep()
{
    FilterState state;
    state.commitRange(first);
    state.previewRange(second);
    state.setInverted(true);
    QVERIFY(state.current().range == second);
    state.undoStack()->undo();
    QVERIFY(state.current().range == first);
}

HEAPLINE_TEST(TestFilterState)

} // namespace tst_filter_state

#include "tst_filter_state.moc"
