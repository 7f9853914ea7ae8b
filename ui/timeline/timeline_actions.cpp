// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_actions.h"

#include "ui/timeline/timeline_canvas.h"

#include <QActionGroup>

namespace heapline {

namespace {

constexpr double pageOfView = 0.8; ///< of the view, when paging

} // namespace

TimelineActions::TimelineActions(TimelineCanvas& canvas) : QObject(&canvas), m_canvas(canvas)
{
    addViewActions();
    addSeparator();
    if (canvas.axis() == AxisKind::Time) {
        addMeasureActions();
        addSeparator();
    }
    addSelectionActions();
    addSeparator();
    addStepActions();
    connect(&canvas, &TimelineCanvas::stateChanged, this, &TimelineActions::updateEnabled);
    updateEnabled();
}

QAction* TimelineActions::add(const QString& text, const QString& explanation, const QList<QKeySequence>& keys,
                              const std::function<void()>& run)
{
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(explanation, keys.front().toString(QKeySequence::NativeText)));
    action->setStatusTip(explanation);
    action->setWhatsThis(explanation);
    connect(action, &QAction::triggered, this, run);
    m_all.append(action);
    return action;
}

void TimelineActions::addSeparator()
{
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    m_all.append(separator);
}

void TimelineActions::addViewActions()
{
    zoomIn = add(tr("Zoom &In"), tr("Show a shorter stretch of the timeline"), {Qt::Key_Plus, Qt::Key_Equal},
                 [this] { m_canvas.zoomIn(); });
    zoomOut =
        add(tr("Zoom &Out"), tr("Show a longer stretch of the timeline"), {Qt::Key_Minus}, [this] { m_canvas.zoomOut(); });
    zoomToSelection = add(tr("&Zoom to Selection"), tr("Show the selected range over the whole width"), {Qt::Key_Z},
                          [this] { m_canvas.zoomToSelection(); });
    showAll = add(tr("Show &All"), tr("Show the whole timeline"), {Qt::Key_0}, [this] { m_canvas.showAll(); });
    panLeft = add(tr("Pan &Left"), tr("Show what came before"), {Qt::Key_PageUp}, [this] { m_canvas.pan(-pageOfView); });
    panRight = add(tr("Pan &Right"), tr("Show what came after"), {Qt::Key_PageDown}, [this] { m_canvas.pan(pageOfView); });
    logarithmicScale =
        add(tr("Lo&garithmic Scale"), tr("Show small bars beside large ones: each grid line is ten times the one below"),
            {Qt::Key_L}, [this] { m_canvas.setLogarithmic(logarithmicScale->isChecked()); });
    logarithmicScale->setCheckable(true);
    zoomToSelection->setIconText(tr("Zoom", "to the selection; on a button"));
    showAll->setIconText(tr("All", "show all; on a button"));
    logarithmicScale->setIconText(tr("Log", "logarithmic; on a button"));
}

void TimelineActions::addMeasureActions()
{
    showBytes = add(tr("Bars by &Bytes"), tr("Let the bars stand for bytes: alive, and allocated where live events tell it"),
                    {Qt::Key_B}, [this] { m_canvas.setMeasure(BarMeasure::Bytes); });
    showObjects = add(tr("Bars by &Objects"), tr("Let the bars stand for objects: alive, and all that were given an id"),
                      {Qt::Key_O}, [this] { m_canvas.setMeasure(BarMeasure::Objects); });
    showBytes->setIconText(tr("Bytes", "bars by bytes; on a button"));
    showObjects->setIconText(tr("Objects", "bars by objects; on a button"));
    auto* group = new QActionGroup(this);
    for (QAction* action : {showBytes, showObjects}) {
        action->setCheckable(true);
        group->addAction(action);
    }
}

void TimelineActions::addSelectionActions()
{
    selectAll = add(tr("&Select All"), tr("Select the whole timeline, with the objects older than the recording"),
                    {QKeySequence(QKeySequence::SelectAll)}, [this] { m_canvas.selectAll(); });
    if (m_canvas.axis() == AxisKind::Time)
        selectOlder = add(tr("Select What Is Older than the &Recording"),
                          tr("Select the objects that were there when the recording began, and nothing else"),
                          {Qt::CTRL | Qt::Key_Home}, [this] { m_canvas.selectOlder(); });
    clearSelection = add(tr("&Clear Selection"), tr("Show everything; during a drag: give back the earlier selection"),
                         {Qt::Key_Escape}, [this] { m_canvas.clearSelection(); });
    clearSelection->setIconText(tr("Clear", "the selection; on a button"));
}

void TimelineActions::addStepActions()
{
    using Part = TimelineCanvas::Part;
    const auto step = [this](const QString& text, const QString& explanation, const QKeySequence& key, Part part,
                             int steps) {
        return add(text, explanation, {key}, [this, part, steps] { m_canvas.moveSelection(part, steps); });
    };
    const auto jump = [this](const QString& text, const QString& explanation, const QKeySequence& key, Part part,
                             int direction) {
        return add(text, explanation, {key}, [this, part, direction] { m_canvas.moveSelectionToEdge(part, direction); });
    };
    moveLeft = step(tr("Move Selection Left"), tr("Move the selection one step to the left"), Qt::Key_Left, Part::Whole, -1);
    moveRight =
        step(tr("Move Selection Right"), tr("Move the selection one step to the right"), Qt::Key_Right, Part::Whole, 1);
    moveEndLeft = step(tr("Move End Left"), tr("Move the end of the selection one step to the left"),
                       Qt::SHIFT | Qt::Key_Left, Part::End, -1);
    moveEndRight = step(tr("Move End Right"), tr("Move the end of the selection one step to the right"),
                        Qt::SHIFT | Qt::Key_Right, Part::End, 1);
    moveBeginLeft = step(tr("Move Start Left"), tr("Move the start of the selection one step to the left"),
                         Qt::CTRL | Qt::SHIFT | Qt::Key_Left, Part::Begin, -1);
    moveBeginRight = step(tr("Move Start Right"), tr("Move the start of the selection one step to the right"),
                          Qt::CTRL | Qt::SHIFT | Qt::Key_Right, Part::Begin, 1);
    moveToStart = jump(tr("Move Selection to Start"), tr("Move the selection to the start of the timeline"), Qt::Key_Home,
                       Part::Whole, -1);
    moveToEnd =
        jump(tr("Move Selection to End"), tr("Move the selection to the end of the timeline"), Qt::Key_End, Part::Whole, 1);
    moveEndToEnd = jump(tr("Stretch to End"), tr("Stretch the selection to the end of the timeline"),
                        Qt::SHIFT | Qt::Key_End, Part::End, 1);
    moveBeginToStart = jump(tr("Stretch to Start"), tr("Stretch the selection to the start of the timeline"),
                            Qt::SHIFT | Qt::Key_Home, Part::Begin, -1);
}

void TimelineActions::updateEnabled()
{
    const bool isSelected = m_canvas.selection().has_value();
    zoomToSelection->setEnabled(isSelected && !m_canvas.isOlderSelected());
    clearSelection->setEnabled(isSelected || m_canvas.isDragging());
    zoomOut->setEnabled(m_canvas.isZoomedIn());
    showAll->setEnabled(m_canvas.isZoomedIn());
    panLeft->setEnabled(m_canvas.isZoomedIn());
    panRight->setEnabled(m_canvas.isZoomedIn());
    logarithmicScale->setChecked(m_canvas.isLogarithmic());
    if (m_canvas.axis() != AxisKind::Time)
        return;
    selectOlder->setEnabled(m_canvas.hasOlder());
    (m_canvas.measure() == BarMeasure::Bytes ? showBytes : showObjects)->setChecked(true);
}

} // namespace heapline
