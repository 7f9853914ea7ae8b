// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_tab.h"

#include "core/stacks/match_sum.h"
#include "ui/stacks/flame_saving.h"
#include "ui/stacks/flame_view.h"
#include "ui/stacks/frame_text.h"
#include "ui/stacks/package_key.h"
#include "ui/stacks/shown_selection.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace heapline {

FlameTab::FlameTab(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_view(new FlameView(this))
    , m_packages(std::make_shared<const FrameGroups>(groupFrames(*document.profile()->stacks, Grouping::Package)))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setFocusProxy(m_view);
    makeActions();
    connect(m_view, &FlameView::boxChosen, this, [this](FrameId frame, CallNodeId node) {
        if (m_figures && frame.isValid())
            m_document.selection().select(itemOfShown(*m_figures->shown, frame, node));
    });
    connect(&document.figures(), &RangeFiguresQuery::updated, this, &FlameTab::follow);
    connect(&document.filter(), &FilterState::flameChanged, this, &FlameTab::follow);
    connect(&document.filter(), &FilterState::textChanged, this, &FlameTab::follow);
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &FlameTab::showSelection);
    follow();
}

void FlameTab::makeActions()
{
    auto* steps = new StackActions(m_document, this, StackActions::Inverting::Yes, [this] { return target(); });
    connect(steps, &StackActions::objectsRequested, this, &FlameTab::objectsRequested);
    connect(m_view->canvas(), &FlameCanvas::stateChanged, steps, &StackActions::update);
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    addAction(separator);
    addActions(m_view->actions());
    new FlameSaving(*m_view, *this);
    connect(m_view, &FlameView::contextMenuRequested, this,
            [this](FrameId, CallNodeId, const std::vector<FrameId>&, const QPoint& at) {
                auto* menu = new QMenu(this);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                menu->setToolTipsVisible(true);
                menu->addActions(actions());
                menu->popup(at);
            });
}

void FlameTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        follow();
}

/// A view that nobody sees costs nothing: it catches up when it is shown.
void FlameTab::follow()
{
    m_isStale = !isVisible();
    const auto figures = m_document.figures().figures();
    if (m_isStale || !figures)
        return;
    const Filter& filter = m_document.filter().current();
    const TextMatcher matcher(filter.text, filter.regularExpression, filter.caseSensitive);
    const bool isOtherTree = !m_figures || m_figures->shown != figures->shown;
    m_figures = figures;
    FlameData flameData;
    flameData.stacks = figures->shown->stacks;
    flameData.weights = {figures, &figures->weights};
    flameData.measure = measureToShow(figures->weights, filter.measure);
    flameData.kind = filter.inverted ? FlameData::Kind::BottomUp : FlameData::Kind::TopDown;
    if (isOtherTree)
        m_view->setKey(packageKey(m_packages, figures->shown));
    m_view->setData(flameData);
    if (isOtherTree || !(matcher == m_matcher)) {
        m_matcher = matcher;
        m_matching = matchingFrames(*figures->shown->stacks, matcher);
        m_view->setMatching(m_matching);
    }
    if (figures->leavesOutStacks())
        m_view->setEmptyText(tr("No stack is left."), tr("Take back a focus or drop: each has a chip above."));
    else if (figures->range)
        m_view->setEmptyText(tr("Nothing in the selection has an allocation stack."),
                             tr("Select another range, or clear it."));
    else
        m_view->setEmptyText(tr("No allocation is recorded in this file."), {});
    showSelection();
}

void FlameTab::showSelection()
{
    if (!isVisible() || !m_figures)
        return;
    const SelectedItem& item = m_document.selection().current();
    if (item.kind != SelectedItem::Kind::Function) {
        m_view->setSelected({}, {});
        return;
    }
    const ShownStacks& shown = *m_figures->shown;
    m_view->setSelected(shown.shownFrame(item.frame, item.grouping),
                        item.callNode.isValid() ? shown.shownNode(item.callNode) : item.callNode);
}

std::optional<StackTarget> FlameTab::target() const
{
    FlameCanvas* canvas = m_view->canvas();
    const FlameSource* source = canvas->source();
    if (!source || !m_figures)
        return std::nullopt;
    const FlameBoxId box = canvas->selectedBox();
    if (box == noFlameBox || !source->box(box).frame.isValid())
        return std::nullopt;
    const bool goesToCallers = source->data().goesToCallers();
    StackTarget target{m_figures->shown, source->box(box).frame, {}, {}};
    if (goesToCallers)
        target.leafPath = canvas->leafPathOf(box);
    else
        target.node = source->box(box).node;
    return target;
}

QString FlameTab::matchText() const
{
    if (!m_matcher.isActive() || !m_figures)
        return {};
    if (!m_matcher.error().isEmpty())
        return faultyExpressionText();
    const MatchSum sum = sumMatches(*m_figures->shown->stacks, m_figures->weights, m_matching);
    const QString found = sum.functions == 1 ? tr("1 function") : tr("%1 functions").arg(countText(sum.functions));
    return matchSumText(found, sum.functions, sum.bytes, m_figures->weights.whole(Measure::LiveBytes));
}

bool FlameTab::showMatch(int step)
{
    return m_matcher.isActive() && m_view->showMatch(step);
}

} // namespace heapline
