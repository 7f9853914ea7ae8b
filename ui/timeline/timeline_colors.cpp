// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_colors.h"

namespace heapline {

TimelineColors::TimelineColors(const QPalette& palette)
    : base(palette.color(QPalette::Base))
    , text(palette.color(QPalette::Text))
    , label(mixed(text, base, 0.25))
    , grid(mixed(base, text, 0.14))
    , frame(mixed(base, text, 0.35))
    , accent(palette.color(QPalette::Highlight))
    , onAccent(palette.color(QPalette::HighlightedText))
    , edge(mixed(accent, text, 0.45))
    , washedBase(mixed(base, text, 0.07))
    , washedBar(mixed(mixed(accent, base, 0.4), mixed(text, base, 0.6), 0.5))
    , gone(mixed(base, text, 0.4))
    , goneEdge(mixed(base, text, 0.6))
    , washedGone(mixed(base, text, 0.3))
    , marked(mixed(accent, text, 0.6))
    , washedMarked(mixed(washedBar, text, 0.4))
    , hatch(mixed(base, text, 0.2))
{
}

} // namespace heapline
