// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/flame_layout.h"
#include "core/stacks/flame_source.h"

#include <vector>

namespace heapline {

/// Which stretch of a flame is shown, told so that it means the same when widths change: as parts of a box.
struct FlameZoom {
    FlamePath path;    ///< the deepest box that holds all that is shown
    double begin = 0;  ///< of that box's width
    double length = 1; ///< of that box's width

    bool isWhole() const { return path.empty() && begin == 0 && length == 1; }
    bool operator==(const FlameZoom&) const = default;
};

/// A zoom on the boxes that are there now. Where its box is gone, the nearest ancestor is shown whole.
struct ResolvedZoom {
    FlameBoxId box = FlameSource::root();
    FlameStretch stretch;
};
ResolvedZoom resolved(FlameSource& source, const FlameZoom& zoom);

/// The zoom that shows a box over the whole width.
FlameZoom zoomTo(const FlameSource& source, FlameBoxId box);
/// The zoom that shows a stretch, which is cut to the width of the root and not shorter than one unit.
FlameZoom zoomTo(FlameSource& source, const FlameStretch& stretch);

/// A stretch that is @p factor times as long, with @p fixed where it is.
FlameStretch scaled(const FlameStretch& stretch, double factor, double fixed);

/// Zooms in the order they came, to go back.
class FlameZoomHistory {
public:
    const FlameZoom& current() const { return m_current; }
    bool canGoBack() const { return !m_past.empty(); }
    /// @param isStep whether to remember the zoom before it; else it is a part of the step before, such as a turn of the wheel
    void set(const FlameZoom& zoom, bool isStep);
    void back();
    void clear();

private:
    FlameZoom m_current;
    std::vector<FlameZoom> m_past;
};

} // namespace heapline
