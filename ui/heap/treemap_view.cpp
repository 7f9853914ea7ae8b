// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/treemap_view.h"

#include "core/heap/dominator_lists.h"
#include "ui/heap/object_actions.h"
#include "ui/heap/object_matches.h"
#include "ui/heap/treemap_actions.h"
#include "ui/heap/treemap_canvas.h"
#include "ui/heap/treemap_legend.h"
#include "ui/heap/treemap_text.h"
#include "ui/widgets/breadcrumbs.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace heapline {

TreemapView::TreemapView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_breadcrumbs(new Breadcrumbs(this))
    , m_canvas(new TreemapCanvas(this))
    , m_matches(ObjectMatches::of(document))
    , m_actions(new TreemapActions(*m_canvas, document.profile()->stacks.has_value()))
    , m_legend(new TreemapLegend(this))
    , m_label(new QLabel(this))
    , m_empty(new EmptyState(m_canvas))
{
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_breadcrumbs);
    lines->addWidget(m_canvas, 1);
    lines->addWidget(m_label);
    auto* colors = new QHBoxLayout;
    colors->addWidget(m_legend, 1);
    for (QAction* action : {m_actions->byClass, m_actions->byPackage, m_actions->byKind}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        colors->addWidget(button);
    }
    lines->addLayout(colors);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setContentsMargins(4, 3, 4, 3);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setFocusProxy(m_canvas);
    makeActions();

    connect(m_canvas, &TreemapCanvas::stateChanged, this, &TreemapView::showState);
    connect(m_canvas, &TreemapCanvas::objectChosen, this,
            [this](NodeOrdinal object) { m_document.selection().select(SelectedItem::ofObject(object)); });
    connect(m_canvas, &TreemapCanvas::smallerRequested, this, [this](NodeOrdinal object) {
        if (object != m_document.profile()->heap->graph.root)
            m_document.selection().select(SelectedItem::ofObject(object));
        m_document.reveal(Place::Dominators);
    });
    connect(m_breadcrumbs, &Breadcrumbs::crumbChosen, this, [this](int level) {
        m_canvas->zoomTo(m_chain[static_cast<std::size_t>(level)]);
        m_canvas->setFocus();
    });
    connect(&DominatorQuery::of(document), &DominatorQuery::updated, this, &TreemapView::follow);
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &TreemapView::showSelection);
    const auto mark = [this] { m_canvas->setMatching(m_matches.classes()); };
    connect(&m_matches, &ObjectMatches::changed, this, mark);
    mark();
    showState();
}

void TreemapView::makeActions()
{
    // The selected object may have no box of its own here, so it is the selection that they act on.
    auto* objects = new ObjectActions(
        m_document, *m_canvas, ObjectActions::Choosing::Selects,
        [this]() -> std::optional<NodeOrdinal> {
            const SelectedItem& item = m_document.selection().current();
            return item.kind == SelectedItem::Kind::Object ? std::optional(item.object) : std::nullopt;
        },
        Place::Treemap);
    connect(&m_document.selection(), &SelectionHistory::currentChanged, objects, &ObjectActions::update);
    auto* separator = new QAction(this);
    separator->setSeparator(true);
    m_canvas->addAction(separator);
    m_canvas->addActions(m_actions->all());
    addActions(m_canvas->actions());
}

void TreemapView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    DominatorQuery::of(m_document).setWanted(*this, true);
    follow();
    showSelection();
}

void TreemapView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    DominatorQuery::of(m_document).setWanted(*this, false);
}

/// A view that nobody sees costs nothing: it catches up when it is shown.
void TreemapView::follow()
{
    const std::shared_ptr<const DominatorFigures> figures = DominatorQuery::of(m_document).figures();
    if (!isVisible() || !figures)
        return;
    m_canvas->setFigures(figures);
    if (std::exchange(m_isRevealDue, false))
        revealSelection();
}

void TreemapView::showSelection()
{
    if (!isVisible())
        return;
    const SelectedItem& item = m_document.selection().current();
    m_canvas->setSelected(item.kind == SelectedItem::Kind::Object ? std::optional(item.object) : std::nullopt);
}

void TreemapView::revealSelection()
{
    const SelectedItem& item = m_document.selection().current();
    if (item.kind != SelectedItem::Kind::Object)
        return;
    m_isRevealDue = !m_canvas->zoomed();
    if (!m_isRevealDue)
        m_canvas->zoomTo(m_document.profile()->heap->dominator[item.object.value]);
}

QString TreemapView::matchText() const
{
    return m_matches.text();
}

bool TreemapView::showMatch(int step)
{
    return m_matches.find(step, *this, [this] { revealSelection(); });
}

void TreemapView::showState()
{
    const auto scene = m_canvas->scene();
    if (!scene)
        m_empty->showText(tr("Finding out what keeps what alive…"));
    else if (!scene->layout.boxes.empty())
        m_empty->hide();
    else if (scene->figures->sums && m_canvas->isZoomed())
        m_empty->showText(tr("No object of the selection is alive through this object."),
                          tr("Zoom out, or select another range."), m_actions->zoomWhole);
    else if (scene->figures->sums)
        m_empty->showText(tr("No object of the selection was alive at the end of the recording."),
                          tr("Select another range, or clear it."));
    else
        m_empty->showText(tr("This heap holds no objects."));
    if (scene)
        m_legend->setEntries(legendOf(*scene, m_canvas->colors()));
    showChain();
    showDescription();
}

void TreemapView::showChain()
{
    const auto scene = m_canvas->scene();
    m_chain = scene ? dominatorChain(scene->heap(), *m_canvas->zoomed()) : std::vector<NodeOrdinal>();
    QStringList names;
    QStringList details;
    for (const NodeOrdinal object : m_chain) {
        const std::uint64_t weight = scene->weightOf(object);
        names += treemapObjectName(scene->heap(), object);
        details +=
            QStringLiteral("%1 · %2 · %3").arg(names.back(), bytesText(weight), percentText(weight, scene->wholeWeight()));
    }
    m_breadcrumbs->setChain(names, details);
}

QString TreemapView::description() const
{
    const auto scene = m_canvas->scene();
    if (!scene || scene->layout.boxes.empty())
        return {};
    if (const TreemapBox* selected = m_canvas->selectedBox())
        return describeTreemapBox(*scene, *selected);
    if (const TreemapBox* around = m_canvas->boxAroundSelected())
        return tr("The selected object has no box of its own here; it is in %1").arg(describeTreemapBox(*scene, *around));
    return describeTreemapBox(*scene, scene->layout.boxes.front());
}

void TreemapView::showDescription()
{
    const QString text = description();
    m_label->setText(m_label->fontMetrics().elidedText(text, Qt::ElideRight, std::max(0, m_label->width() - 8)));
    m_label->setToolTip(plainToolTip({text}));
    const QString spoken = text.isEmpty() ? text : tr("%1. The view Dominators shows the same as a table.").arg(text);
    if (m_canvas->accessibleDescription() != spoken)
        m_canvas->setAccessibleDescription(spoken); // tells assistive programs, too
}

void TreemapView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    showDescription();
}

} // namespace heapline
