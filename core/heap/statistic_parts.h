// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/progress.h"
#include "core/base/range.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace heapline {

struct Heap;

/// The parts that DevTools' Statistics view cuts a heap into.
enum class StatisticPart : std::uint8_t { Code, Strings, JsArrays, TypedArrays, System, OtherJs, OtherNative };
inline constexpr std::size_t statisticPartCount = 7;

/// "Code", "JS arrays", …
std::string_view statisticPartName(StatisticPart part);

struct PartFigures {
    std::uint64_t bytes = 0;
    std::uint64_t objects = 0; ///< with shallow size > 0

    bool operator==(const PartFigures&) const = default;
};

/// Figures of all parts, in the order of StatisticPart.
struct PartStatistics {
    std::array<PartFigures, statisticPartCount> parts{};
    PartFigures total; ///< the parts' bytes sum to it; an object that two parts have counts once here
    /// Bytes of OtherNative, and of the total, that no object stands for: extra_native_bytes. 0 unless all objects are counted.
    std::uint64_t bytesWithoutObject = 0;
    /// Bytes of elements of JS arrays that are code or the like and count in both parts. DevTools takes them from OtherJs, which
    /// is a difference, and so does this: its objects have so much more than its figure.
    std::uint64_t countedTwice = 0;

    const PartFigures& of(StatisticPart part) const { return parts[static_cast<std::size_t>(part)]; }
    bool operator==(const PartStatistics&) const = default;
};

/// Which parts each object of a heap counts for. One byte an object.
class StatisticParts {
public:
    /// O(nodes + edges of arrays). @throws ErrorException Cancelled
    StatisticParts(const Heap& heap, const Progress& progress);

    /// Figures of the objects that are in an id range and pass a filter; of all without both, which are DevTools'. O(nodes), on all cores.
    /// @param passes [nodes] 1 or 0; empty: all pass
    PartStatistics figures(const Heap& heap, const std::optional<IdRange>& ids, std::span<const std::uint8_t> passes) const;

    /// The objects of a part, the elements of JS arrays among them. Their shallow sizes sum to the part's bytes, but for what
    /// PartStatistics says. @return [nodes] 1 or 0. O(nodes)
    std::vector<std::uint8_t> objectsOf(StatisticPart part) const;

private:
    Column<std::uint8_t> m_partOf; ///< node -> its part, plus alsoJsArrays
};

} // namespace heapline
