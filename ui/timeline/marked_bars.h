// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace heapline {

/// A part of each bar that stands out: what some stacks have of it.
struct MarkedBars {
    QString name; ///< of what is marked, as plain text
    /// Tick -> marked bytes in the ticks before it, [ticks + 1]; null: nothing is marked.
    std::shared_ptr<const std::vector<std::uint64_t>> bytesBefore;

    bool isActive() const { return bytesBefore && !bytesBefore->empty(); }
    /// Marked bytes of ticks [first, last); 0 where nothing is marked.
    std::uint64_t bytesOf(std::size_t first, std::size_t last) const
    {
        return bytesBefore && last < bytesBefore->size() ? (*bytesBefore)[last] - (*bytesBefore)[first] : 0;
    }

    bool operator==(const MarkedBars&) const = default;
};

} // namespace heapline
