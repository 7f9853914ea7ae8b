// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/flame_layout.h"
#include "core/stacks/flame_source.h"

#include <QString>
#include <QStringList>

namespace heapline {

/// What is written on a box.
QString flameLabel(const FlameSource& source, FlameBoxId box);
/// "12 smaller": what is written on a block of merged children.
QString smallerLabel(std::uint32_t count);

/// A value of a measure with its unit: "3.20 MB", "12 objects".
QString measureText(Measure measure, std::uint64_t value);

/// A box in one line: "handleRequest server.js:10 · 3.20 MB total (31.0 %) · 1.1 MB self · depth 5 · 3 callees".
QString describeBox(FlameSource& source, FlameBoxId box);

/// All about a box: name, place, every figure, shares of everything, of the zoomed box and of the parent. Lines of plain text.
QStringList boxCard(FlameSource& source, FlameBoxId box, FlameBoxId zoomedBox);
/// About a block of merged children.
QStringList smallerCard(FlameSource& source, const PlacedBox& block);

} // namespace heapline
