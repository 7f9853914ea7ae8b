// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>

#include <cstdint>

namespace heapline {

// What a cell with a figure answers to each role; an invalid QVariant for roles that it does not know, such as its tool tip.

/// Bytes with their share of a whole, shown with a bar.
QVariant bytesCell(int role, std::uint64_t bytes, std::uint64_t whole);
/// A count.
QVariant countCell(int role, std::uint64_t count);
/// How far a size may be off that is estimated from samples; sorts and copies as the number of samples.
QVariant sampleErrorCell(int role, std::uint64_t samples);
/// A distance from the roots.
QVariant distanceCell(int role, std::int32_t distance);
/// A figure that the file cannot tell.
QVariant unknownCell(int role);

} // namespace heapline
