// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "core/stacks/flame_layout.h"
#include "core/stacks/flame_source.h"
#include "core/stacks/shown_stacks.h"

#include <functional>
#include <iosfwd>
#include <string>

namespace heapline {

/// How a flame looks as SVG. Colours are "#rrggbb", texts UTF-8.
struct FlameSvgStyle {
    int width = 1200;
    int rowHeight = 18;
    bool rootAtBottom = false;
    std::string fontFamily = "sans-serif";
    double fontSize = 12;
    std::string ground = "#ffffff";
    std::string outline = "#000000"; ///< of highlighted boxes
    std::string smallerFill = "#dddddd";
    std::string smallerText = "#444444";
    std::function<std::string(FlameBoxId)> fill;          ///< of a box
    std::function<std::string(FlameBoxId)> text;          ///< of its label
    std::function<bool(FlameBoxId)> isOutlined;           ///< may be empty: none is
    std::function<std::string(FlameBoxId, double)> label; ///< as far as it has room, in pixels; may be empty text
    std::function<std::string(FlameBoxId)> title;         ///< what pointing at a box tells
    std::function<std::string(const PlacedBox&)> smallerTitle;
};

/// A style for light paper: hues by package, labels cut by a guess at the width of letters, titles with figures.
/// @param source, shown  of these stacks; both outlive the style
FlameSvgStyle plainFlameStyle(FlameSource& source, const ShownStacks& shown);

/// The flame of a profile that has stacks, as SVG in the plain style: callees below callers, or inverted.
/// @pre the file has the measure, in the range if there is one
void writeFlameOf(const Profile& profile, const StacksOptions& options, std::ostream& out);

/// Writes a stretch of a flame with all its rows. Each box has a <title>.
void writeFlameSvg(FlameSource& source, const FlameStretch& stretch, const FlameSvgStyle& style, std::ostream& out);

} // namespace heapline
