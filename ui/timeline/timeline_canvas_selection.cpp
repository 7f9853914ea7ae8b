// SPDX-License-Identifier: GPL-3.0-or-later
// How the selection of a TimelineCanvas is changed by actions and from elsewhere.
#include "ui/timeline/timeline_canvas.h"

#include <algorithm>

namespace heapline {

namespace {

constexpr double stepsPerView = 100;

} // namespace

void TimelineCanvas::setSelection(const std::optional<AxisRange>& range)
{
    if (range == m_selection)
        return;
    m_commitTimer.stop();
    m_scrollTimer.stop();
    m_drag.reset();
    m_press.reset();
    m_selection = range;
    update();
    Q_EMIT stateChanged();
}

SelectionLimits TimelineCanvas::limits() const
{
    const AxisRange extent = m_timeline.extent();
    return {extent, hasOlderObjects(m_timeline) && extent.begin < extent.end ? extent.begin + 1 : extent.begin};
}

std::optional<SelectionPixels> TimelineCanvas::pixels() const
{
    return m_selection ? selectionPixels(*m_selection, m_view, m_timeline, m_layout) : std::nullopt;
}

std::int64_t TimelineCanvas::keyboardStep() const
{
    return niceStepBelow(scale().positionsPerPixel() * scale().width / stepsPerView);
}

void TimelineCanvas::showSelection(const std::optional<AxisRange>& range)
{
    if (range == m_selection)
        return;
    m_selection = range;
    update();
    Q_EMIT rangePreviewed(range);
    Q_EMIT stateChanged();
}

void TimelineCanvas::editSelection(const std::optional<AxisRange>& range)
{
    if (range == m_selection)
        return;
    showSelection(range);
    m_commitTimer.start();
}

void TimelineCanvas::commitPending()
{
    if (!m_commitTimer.isActive())
        return;
    m_commitTimer.stop();
    Q_EMIT rangeCommitted(m_selection);
}

void TimelineCanvas::selectAll()
{
    if (m_timeline.tickCount() == 0)
        return;
    editSelection(m_timeline.extent());
    commitPending();
}

void TimelineCanvas::selectOlder()
{
    if (m_drag || !hasOlder())
        return;
    editSelection(placeBeforeRecording(m_timeline));
    commitPending();
    keepInView(m_full.begin);
}

void TimelineCanvas::clearSelection()
{
    if (m_drag) {
        cancelDrag();
        return;
    }
    editSelection({});
    commitPending();
}

void TimelineCanvas::moveSelection(Part part, int steps)
{
    if (m_drag || m_timeline.tickCount() == 0)
        return;
    const std::int64_t delta = steps * keyboardStep();
    if (!m_selection) {
        const std::int64_t other = limits().contained(m_cursor + delta);
        editSelection(AxisRange{std::min(m_cursor, other), std::max(m_cursor, other)});
        keepInView(other);
        return;
    }
    const AxisRange range = part == Part::Whole   ? movedSelection(*m_selection, delta, limits())
                            : part == Part::Begin ? withBeginMoved(*m_selection, delta, limits())
                                                  : withEndMoved(*m_selection, delta, limits());
    editSelection(range);
    keepInView(part == Part::End || (part == Part::Whole && steps > 0) ? range.end : range.begin);
}

void TimelineCanvas::moveSelectionToEdge(Part part, int direction)
{
    if (m_drag || m_timeline.tickCount() == 0)
        return;
    const SelectionLimits within = limits();
    const std::int64_t edge = direction < 0 ? within.recorded : within.extent.end;
    if (!m_selection) {
        m_cursor = edge;
        update();
    } else if (part == Part::Whole) {
        const double length = static_cast<double>(within.extent.end) - static_cast<double>(within.extent.begin);
        editSelection(movedSelection(*m_selection, static_cast<std::int64_t>(direction * std::min(length, 4e18)), within));
    } else if (part == Part::Begin) {
        editSelection(AxisRange{std::min(edge, m_selection->end), m_selection->end});
    } else {
        const std::int64_t begin = std::max(m_selection->begin, within.extent.begin);
        editSelection(AxisRange{begin, std::max(edge, begin)});
    }
    keepInView(edge);
}

} // namespace heapline
