// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace heapline {

/// A colour between two: 0 gives @p a, 1 gives @p b.
QColor mixed(const QColor& a, const QColor& b, double share);

} // namespace heapline
