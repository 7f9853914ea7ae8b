// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/mixed_color.h"

namespace heapline {

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto between = [share](float from, float to) { return from + (to - from) * static_cast<float>(share); };
    return QColor::fromRgbF(between(a.redF(), b.redF()), between(a.greenF(), b.greenF()), between(a.blueF(), b.blueF()));
}

} // namespace heapline
