// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_actions.h"

#include "ui/stacks/flame_canvas.h"

namespace heapline {

FlameActions::FlameActions(FlameCanvas& canvas) : QObject(&canvas), m_canvas(canvas)
{
    using Way = FlameCanvas::Way;
    zoomToSelection = add(tr("&Zoom to Selection"), tr("Show the selected box over the whole width"),
                          {Qt::Key_Return, Qt::Key_Enter}, [this] { m_canvas.zoomToSelection(); });
    zoomBack =
        add(tr("Zoom &Back"), tr("Go back to what was shown before"), {Qt::Key_Backspace}, [this] { m_canvas.zoomBack(); });
    zoomWhole = add(tr("Show &All"), tr("Show the whole flame"), {Qt::Key_Home}, [this] { m_canvas.zoomWhole(); });
    zoomIn = add(tr("Zoom &In"), tr("Zoom in around the selected box"), {Qt::Key_Plus, Qt::Key_Equal},
                 [this] { m_canvas.zoomIn(); });
    zoomOut = add(tr("Zoom &Out"), tr("Show a wider part of the flame"), {Qt::Key_Minus}, [this] { m_canvas.zoomOut(); });
    addSeparator();
    upsideDown = add(tr("Root at the B&ottom"), tr("Let the flame grow from the bottom to the top"), {Qt::Key_U}, [this] {
        m_canvas.setOrientation(upsideDown->isChecked() ? FlameOrientation::Flame : FlameOrientation::Icicle);
    });
    upsideDown->setCheckable(true);
    addSeparator();
    nextMatch = add(tr("&Next Match"), tr("Select the next box that matches the search, the widest first"), {Qt::Key_N},
                    [this] { m_canvas.showMatch(1); });
    previousMatch = add(tr("&Previous Match"), tr("Select the box before that matches the search"), {Qt::SHIFT | Qt::Key_N},
                        [this] { m_canvas.showMatch(-1); });
    addSeparator();
    up = add(tr("Select Above"), tr("Select the box above"), {Qt::Key_Up}, [this] { m_canvas.walk(Way::Up); });
    down = add(tr("Select Below"), tr("Select the box below"), {Qt::Key_Down}, [this] { m_canvas.walk(Way::Down); });
    left = add(tr("Select Left"), tr("Select the box to the left, with the same parent"), {Qt::Key_Left},
               [this] { m_canvas.walk(Way::Left); });
    right = add(tr("Select Right"), tr("Select the box to the right, with the same parent"), {Qt::Key_Right},
                [this] { m_canvas.walk(Way::Right); });
    connect(&canvas, &FlameCanvas::stateChanged, this, &FlameActions::updateEnabled);
    updateEnabled();
}

QAction* FlameActions::add(const QString& text, const QString& explanation, const QList<QKeySequence>& keys,
                           const std::function<void()>& run)
{
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(explanation, keys.front().toString(QKeySequence::NativeText)));
    action->setStatusTip(explanation);
    action->setWhatsThis(explanation);
    connect(action, &QAction::triggered, this, run);
    m_all.append(action);
    return action;
}

void FlameActions::addSeparator()
{
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    m_all.append(separator);
}

void FlameActions::updateEnabled()
{
    const bool isShown = m_canvas.source() != nullptr;
    zoomToSelection->setEnabled(isShown && m_canvas.selectedBox() != noFlameBox);
    zoomBack->setEnabled(m_canvas.canGoBack());
    zoomWhole->setEnabled(isShown && m_canvas.isZoomed());
    zoomIn->setEnabled(isShown);
    zoomOut->setEnabled(isShown && m_canvas.isZoomed());
    nextMatch->setEnabled(isShown && m_canvas.isSearching());
    previousMatch->setEnabled(isShown && m_canvas.isSearching());
    upsideDown->setChecked(m_canvas.orientation() == FlameOrientation::Flame);
    for (QAction* step : {up, down, left, right})
        step->setEnabled(isShown);
}

} // namespace heapline
