// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hue_fill.h"

#include "ui/widgets/mixed_color.h"

#include <QPalette>

namespace heapline {

namespace {

/// How light a colour looks, 0 … 1.
double lightnessOf(const QColor& color)
{
    return 0.299 * color.redF() + 0.587 * color.greenF() + 0.114 * color.blueF();
}

} // namespace

bool isDark(const QPalette& palette)
{
    return lightnessOf(palette.color(QPalette::Base)) < 0.5;
}

QColor hueFill(int hue, bool onDark)
{
    const QColor color = QColor::fromHsl(hue, onDark ? 90 : 150, onDark ? 80 : 200);
    // Equal HSL lightness looks unequal: yellow far lighter than blue. Text must be as legible on each.
    const double wanted = onDark ? 0.29 : 0.79;
    const double is = lightnessOf(color);
    return is > wanted ? mixed(color, Qt::black, 1 - wanted / is) : mixed(color, Qt::white, (wanted - is) / (1 - is));
}

} // namespace heapline
