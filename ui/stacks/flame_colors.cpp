// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_colors.h"

#include "core/stacks/flame_hue.h"
#include "ui/widgets/hue_fill.h"
#include "ui/widgets/mixed_color.h"

namespace heapline {

FlameColors::FlameColors(const QPalette& palette, std::size_t frameCount, FlameKey key)
    : ground(palette.color(QPalette::Base))
    , outline(palette.color(QPalette::Text))
    , m_key(std::move(key))
    , m_text(palette.color(QPalette::Text))
    , m_match(palette.color(QPalette::Highlight))
    , m_matchText(palette.color(QPalette::HighlightedText))
    , m_isDark(isDark(palette))
    , m_fills(frameCount, 0)
{
    smaller = mixed(ground, m_text, 0.12);
    smallerText = mixed(m_text, ground, 0.3);
    weakOutline = mixed(m_text, ground, 0.25);
}

QColor FlameColors::plainFill(std::string_view key) const
{
    if (key.empty())
        return mixed(ground, m_text, 0.2);
    return hueFill(flameHue(key), m_isDark);
}

QColor FlameColors::fill(FrameId frame, Look look)
{
    if (look == Look::Match)
        return m_match;
    QColor plain;
    if (!frame.isValid()) {
        plain = mixed(ground, m_text, 0.2);
    } else {
        QRgb& kept = m_fills[frame.value];
        if (kept == 0)
            kept = plainFill(m_key ? m_key(frame) : std::string()).rgb();
        plain = QColor::fromRgb(kept);
    }
    return look == Look::Faded ? mixed(plain, ground, 0.65) : plain;
}

QColor FlameColors::text(Look look) const
{
    return look == Look::Match ? m_matchText : look == Look::Faded ? mixed(m_text, ground, 0.4) : m_text;
}

} // namespace heapline
