// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/tick_sums.h"
#include "ui/timeline/bar_measure.h"

#include <QString>

#include <cstdint>
#include <memory>

namespace heapline {

/// A part of each bar that stands out: what some stacks have of it.
struct MarkedBars {
    QString name; ///< of what is marked, as plain text
    // Of the ticks; null: nothing is marked.
    std::shared_ptr<const TickSums> bytes;
    std::shared_ptr<const TickSums> count;

    bool isActive() const { return bytes && !bytes->isEmpty(); }
    /// What is marked of ticks [first, last); 0 where nothing is.
    std::uint64_t of(std::size_t first, std::size_t last, BarMeasure measure) const
    {
        const TickSums* sums = measure == BarMeasure::Bytes ? bytes.get() : count.get();
        return sums ? sums->of(first, last) : 0;
    }

    bool operator==(const MarkedBars&) const = default;
};

} // namespace heapline
