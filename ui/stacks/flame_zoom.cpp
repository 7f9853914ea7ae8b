// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_zoom.h"

#include <algorithm>

namespace heapline {

namespace {

constexpr std::size_t mostSteps = 200; ///< that are remembered

double asDouble(std::uint64_t value)
{
    return static_cast<double>(value);
}

} // namespace

ResolvedZoom resolved(FlameSource& source, const FlameZoom& zoom)
{
    const FlameBoxId id = source.nearest(zoom.path);
    const FlameBox& box = source.box(id);
    if (box.depth < zoom.path.size())
        return {id, {asDouble(box.begin), asDouble(box.weight)}};
    return {id, {asDouble(box.begin) + zoom.begin * asDouble(box.weight), zoom.length * asDouble(box.weight)}};
}

FlameZoom zoomTo(const FlameSource& source, FlameBoxId box)
{
    return {source.pathTo(box), 0, 1};
}

FlameZoom zoomTo(FlameSource& source, const FlameStretch& stretch)
{
    const double whole = asDouble(source.box(FlameSource::root()).weight);
    const double length = std::clamp(stretch.length, std::min(1.0, whole), whole);
    const double begin = std::clamp(stretch.begin, 0.0, whole - length);
    if (length >= whole)
        return {}; // everything, though outer boxes may be as wide
    FlameBoxId id = FlameSource::root();
    for (bool goesOn = true; goesOn;) {
        const std::span<const FlameBoxId> children = source.opened(id);
        const auto child = std::partition_point(
            children.begin(), children.end(), [&](FlameBoxId other) { return asDouble(source.box(other).end()) <= begin; });
        goesOn = child != children.end() && asDouble(source.box(*child).begin) <= begin
                 && asDouble(source.box(*child).end()) >= begin + length;
        if (goesOn)
            id = *child;
    }
    const FlameBox& box = source.box(id);
    return {source.pathTo(id), (begin - asDouble(box.begin)) / asDouble(box.weight), length / asDouble(box.weight)};
}

FlameStretch scaled(const FlameStretch& stretch, double factor, double fixed)
{
    return {fixed - (fixed - stretch.begin) * factor, stretch.length * factor};
}

void FlameZoomHistory::set(const FlameZoom& zoom, bool isStep)
{
    if (zoom == m_current)
        return;
    if (isStep) {
        m_past.push_back(m_current);
        if (m_past.size() > mostSteps)
            m_past.erase(m_past.begin());
    }
    m_current = zoom;
}

void FlameZoomHistory::back()
{
    if (m_past.empty())
        return;
    m_current = std::move(m_past.back());
    m_past.pop_back();
}

void FlameZoomHistory::clear()
{
    m_current = {};
    m_past.clear();
}

} // namespace heapline
