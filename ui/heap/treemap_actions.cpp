// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/treemap_actions.h"

#include "ui/heap/treemap_canvas.h"

#include <QActionGroup>

namespace heapline {

TreemapActions::TreemapActions(TreemapCanvas& canvas, bool hasStacks) : QObject(&canvas), m_canvas(canvas)
{
    zoomToSelection = add(tr("&Zoom to Selection"), tr("Show what is in the selected box over the whole area"),
                          {Qt::Key_Return, Qt::Key_Enter}, [this] { m_canvas.zoomToSelection(); });
    zoomOut = add(tr("Zoom &Out"), tr("Show the object around; Escape does so, too"), {Qt::Key_Backspace, Qt::Key_Minus},
                  [this] { m_canvas.zoomOut(); });
    zoomWhole = add(tr("Show &All"), tr("Show the whole heap"), {Qt::Key_Home}, [this] { m_canvas.zoomWhole(); });
    addSeparator();
    addColorings(hasStacks);
    addSeparator();
    addWays();
    connect(&canvas, &TreemapCanvas::stateChanged, this, &TreemapActions::updateEnabled);
    updateEnabled();
}

void TreemapActions::addColorings(bool hasStacks)
{
    auto* group = new QActionGroup(this);
    const auto addColoring = [&](const QString& text, const QString& explanation, TreemapColoring coloring) {
        QAction* action = add(text, explanation, {}, [this, coloring] { m_canvas.setColoring(coloring); });
        action->setCheckable(true);
        group->addAction(action);
        return action;
    };
    byClass = addColoring(tr("Colour by &Class"), tr("Give each class a hue of its own"), TreemapColoring::Class);
    byPackage = addColoring(tr("Colour by &Package"),
                            hasStacks ? tr("Give each package a hue of its own, by the function that allocated the object")
                                      : tr("This file holds no allocation stacks"),
                            TreemapColoring::Package);
    byPackage->setEnabled(hasStacks);
    byKind = addColoring(tr("Colour by &Kind"), tr("Tell apart objects, functions, strings, arrays, code and the engine"),
                         TreemapColoring::Kind);
    byClass->setChecked(true);
}

void TreemapActions::addWays()
{
    const auto addWay = [this](const QString& text, const QString& explanation, const QList<QKeySequence>& keys,
                               TreemapWay way) { add(text, explanation, keys, [this, way] { m_canvas.walk(way); }); };
    addWay(tr("Select Left"), tr("Select the box at the left"), {Qt::Key_Left}, TreemapWay::Left);
    addWay(tr("Select Right"), tr("Select the box at the right"), {Qt::Key_Right}, TreemapWay::Right);
    addWay(tr("Select Above"), tr("Select the box above"), {Qt::Key_Up}, TreemapWay::Up);
    addWay(tr("Select Below"), tr("Select the box below"), {Qt::Key_Down}, TreemapWay::Down);
    addWay(tr("Select Within"), tr("Select the largest box within the selected one"),
           {Qt::Key_PageDown, Qt::CTRL | Qt::Key_Down}, TreemapWay::In);
    addWay(tr("Select Around"), tr("Select the box that the selected one is in"), {Qt::Key_PageUp, Qt::CTRL | Qt::Key_Up},
           TreemapWay::Out);
}

QAction* TreemapActions::add(const QString& text, const QString& explanation, const QList<QKeySequence>& keys,
                             const std::function<void()>& run)
{
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setToolTip(keys.isEmpty()
                           ? explanation
                           : QStringLiteral("%1 (%2)").arg(explanation, keys.front().toString(QKeySequence::NativeText)));
    action->setStatusTip(explanation);
    action->setWhatsThis(explanation);
    connect(action, &QAction::triggered, this, run);
    m_all.append(action);
    return action;
}

void TreemapActions::addSeparator()
{
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    m_all.append(separator);
}

void TreemapActions::updateEnabled()
{
    zoomToSelection->setEnabled(m_canvas.selectedBox() != nullptr);
    zoomOut->setEnabled(m_canvas.isZoomed());
    zoomWhole->setEnabled(m_canvas.isZoomed());
}

} // namespace heapline
