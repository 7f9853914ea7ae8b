// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_view.h"

#include "ui/timeline/axis_text.h"
#include "ui/timeline/elided_label.h"
#include "ui/timeline/selection_bar.h"
#include "ui/timeline/timeline_actions.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QBoxLayout>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace heapline {

namespace {

constexpr double scrollSteps = 1e6; ///< of the scroll bar, for the whole timeline
constexpr int explanationMargin = 8;

double lengthOf(const AxisRange& range)
{
    return static_cast<double>(range.end) - static_cast<double>(range.begin);
}

} // namespace

TimelineView::TimelineView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_profile(document.profile())
{
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    if (m_profile && m_profile->timeline && m_profile->timeline->tickCount() > 0)
        buildTimeline();
    else
        buildExplanation();
}

TimelineView::~TimelineView()
{
    // Canvas and bar refer to the profile, which goes before the children of a QWidget do.
    delete m_bar;
    delete m_canvas;
}

void TimelineView::buildTimeline()
{
    m_canvas = new TimelineCanvas(*m_profile->timeline, this);
    m_canvas->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_scrollBar = new QScrollBar(Qt::Horizontal, this);
    m_scrollBar->setAccessibleName(tr("Stretch of the timeline that is shown"));
    QSizePolicy policy = m_scrollBar->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // zooming in must not make the bars jump
    m_scrollBar->setSizePolicy(policy);
    m_bar = new SelectionBar(*m_profile->timeline, m_canvas->timelineActions(), this);
    layout()->addWidget(m_canvas);
    layout()->addWidget(m_scrollBar);
    layout()->addWidget(m_bar);
    setFocusProxy(m_canvas);
    addTableAction();
    addActions(m_canvas->actions());

    connect(&m_document.share(), &SelectionShare::updated, this, &TimelineView::showShare);
    FilterState& filter = m_document.filter();
    connect(m_canvas, &TimelineCanvas::rangePreviewed, &filter, &FilterState::previewRange);
    connect(m_canvas, &TimelineCanvas::rangeCommitted, &filter, &FilterState::commitRange);
    connect(m_canvas, &TimelineCanvas::viewChanged, this, &TimelineView::updateScrollBar);
    connect(m_canvas, &TimelineCanvas::measureChanged, this, [this] {
        m_bar->setMeasure(m_canvas->measure());
        showDescription();
    });
    connect(m_scrollBar, &QScrollBar::valueChanged, this, &TimelineView::scrollTo);
    connect(m_bar, &SelectionBar::rangeEntered, this, [this](const AxisRange& range) {
        m_document.filter().commitRange(range);
        m_canvas->reveal(range);
    });
    connect(&filter, &FilterState::rangeChanged, this, &TimelineView::showRange);
    connect(&m_document.figures(), &RangeFiguresQuery::updated, this, &TimelineView::showFigures);
    updateScrollBar();
    showRange();
}

void TimelineView::addTableAction()
{
    auto* separator = new QAction(m_canvas);
    separator->setSeparator(true);
    m_showTable = new QAction(tr("Show as &Table"), m_canvas);
    m_showTable->setShortcut(Qt::Key_T);
    m_showTable->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_showTable->setToolTip(tr("List the ticks with their figures below, to sort and to copy (%1)")
                                .arg(m_showTable->shortcut().toString(QKeySequence::NativeText)));
    m_canvas->addActions({separator, m_showTable});
}

void TimelineView::buildExplanation()
{
    const bool isSampling = m_profile && m_profile->origin.kind == FileKind::SamplingProfile;
    auto* label = new ElidedLabel(this);
    if (isSampling) {
        label->setText(tr("No timeline: this profile holds no samples in the order of allocation."));
        label->setExplanation(
            tr("V8 writes samples since Node.js 12. Record again with such a version, for longer, or with a "
               "shorter sampling interval."));
    } else {
        label->setText(
            tr("No timeline: a heap snapshot is of one moment. Record an allocation timeline to see when memory was "
               "allocated."));
        label->setExplanation(tr("In Chrome DevTools: Memory, \u201cAllocations on timeline\u201d. Save it and open the "
                                 ".heaptimeline file."));
    }
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(label->toolTip());
    layout()->setContentsMargins(explanationMargin, explanationMargin / 2, explanationMargin, explanationMargin / 2);
    layout()->addWidget(label);
}

void TimelineView::showRange()
{
    const std::optional<AxisRange>& range = m_document.filter().current().range;
    m_canvas->setSelection(range);
    m_bar->setRange(range);
    showFigures();
}

void TimelineView::showFigures()
{
    const RangeFiguresQuery& query = m_document.figures();
    const std::shared_ptr<const RangeFigures> figures = query.figures();
    const std::shared_ptr<const RangeFigures> whole = query.wholeFigures();
    if (figures) {
        SelectionFigures shown{
            figures->objectCount, figures->bytes, whole ? whole->bytes : 0, query.isStale() || !whole, {}, 0,
            selectedTicks()};
        addShare(shown);
        m_bar->setFigures(shown);
    } else {
        m_bar->setFigures({});
    }
    showDescription();
}

/// Marks what the selected function has of each bar.
void TimelineView::showShare()
{
    const std::shared_ptr<const StackShare> share = m_document.share().share();
    if (share && !share->bytes.isEmpty())
        m_canvas->setMarked({shareName(), {share, &share->bytes}, {share, &share->count}});
    else
        m_canvas->setMarked({});
    showFigures();
}

/// The ticks that are selected. Tick 0 is left out unless it is the only one: nothing is known to have come into being there.
TickFigures TimelineView::selectedTicks() const
{
    const Timeline& timeline = *m_profile->timeline;
    const std::optional<AxisRange>& range = m_document.filter().current().range;
    TickRange ticks = range ? ticksIn(timeline, *range) : TickRange{0, timeline.tickCount()};
    if (ticks.last > timeline.firstRecordedTick())
        ticks.first = std::max(ticks.first, timeline.firstRecordedTick());
    return figuresOf(timeline, ticks);
}

void TimelineView::addShare(SelectionFigures& shown) const
{
    const std::shared_ptr<const StackShare> share = m_document.share().share();
    if (!share || share->bytes.isEmpty())
        return;
    const Timeline& timeline = *m_profile->timeline;
    const std::optional<AxisRange>& range = m_document.filter().current().range;
    const TickRange ticks = range ? ticksIn(timeline, *range) : TickRange{0, timeline.tickCount()};
    shown.markedName = shareName();
    shown.markedBytes = share->bytes.of(ticks.first, ticks.last);
}

QString TimelineView::shareName() const
{
    const SelectedItem& item = m_document.share().share()->item;
    const auto figures = m_document.figures().figures();
    if (item.kind != SelectedItem::Kind::Function || !figures || !figures->shown)
        return tr("the stacks that are left");
    const FrameId frame = figures->shown->shownFrame(item.frame, item.grouping);
    return fromFile(functionLabel(*figures->shown->stacks, frame), titleNameLength);
}

void TimelineView::showDescription()
{
    const Timeline& timeline = *m_profile->timeline;
    const QString extent = axisRangeText(timeline.extent(), timeline.axis);
    const QString ticks = QString::number(timeline.tickCount());
    const QString what = m_canvas->measure() == BarMeasure::Objects
                             ? tr("Objects alive and given an id by time of allocation, %1 in %2 ticks").arg(extent, ticks)
                         : timeline.axis == AxisKind::Time
                             ? tr("Bytes alive by time of allocation, %1 in %2 ticks").arg(extent, ticks)
                             : tr("Bytes by order of allocation, samples %1").arg(extent);
    m_canvas->setAccessibleDescription(what + QStringLiteral(". ") + m_bar->words());
}

void TimelineView::updateScrollBar()
{
    const AxisRange full = m_canvas->fullView();
    const AxisRange view = m_canvas->view();
    const double scale = scrollSteps / lengthOf(full);
    const int page = std::max(1, static_cast<int>(std::lround(lengthOf(view) * scale)));
    const QSignalBlocker blocker(m_scrollBar);
    m_scrollBar->setPageStep(page);
    m_scrollBar->setSingleStep(std::max(1, page / 20));
    m_scrollBar->setRange(0, static_cast<int>(scrollSteps) - page);
    m_scrollBar->setValue(
        static_cast<int>(std::lround((static_cast<double>(view.begin) - static_cast<double>(full.begin)) * scale)));
    m_scrollBar->setVisible(m_canvas->isZoomedIn());
}

void TimelineView::scrollTo(int value)
{
    const AxisRange full = m_canvas->fullView();
    const double begin = static_cast<double>(full.begin) + value / scrollSteps * lengthOf(full);
    m_canvas->setView(pannedView(m_canvas->view(), full, begin - static_cast<double>(m_canvas->view().begin)));
}

} // namespace heapline
