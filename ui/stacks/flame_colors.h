// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/stacks.h"

#include <QColor>
#include <QPalette>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// What a function's hue is made of, such as its package or file. Functions of an empty key are grey.
using FlameKey = std::function<std::string(FrameId)>;

/// Colours of a flame. Hues tell keys apart; lightness and contrast are those of the palette. Colours repeat what labels say.
class FlameColors {
public:
    /// How a box looks beside the others.
    enum class Look {
        Plain,
        Faded, ///< no match while something is searched
        Match
    };

    FlameColors(const QPalette& palette, std::size_t frameCount, FlameKey key);

    QColor fill(FrameId frame, Look look);
    QColor text(Look look) const;

    QColor ground;
    QColor smaller; ///< block of merged boxes
    QColor smallerText;
    QColor outline;     ///< of the selected box and of matches
    QColor weakOutline; ///< of other boxes of the same function

private:
    QColor plainFill(std::string_view key) const;

    FlameKey m_key;
    QColor m_text;
    QColor m_match;
    QColor m_matchText;
    bool m_isDark;
    std::vector<QRgb> m_fills; ///< frame -> plain fill; 0: not made yet
};

} // namespace heapline
