// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef> // before <compare>, which moc 6.4 cannot read by itself

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace heapline {

/// A 32-bit row number that does not convert into another kind of row number.
/// The default value is invalid().
template <typename Tag>
struct Id {
    std::uint32_t value = std::numeric_limits<std::uint32_t>::max();

    constexpr Id() = default;
    constexpr explicit Id(std::uint32_t v) : value(v) {}
    constexpr explicit Id(std::size_t v) : value(static_cast<std::uint32_t>(v)) {}
    constexpr explicit Id(int v) : value(static_cast<std::uint32_t>(v)) {}

    static constexpr Id invalid() { return Id(); }
    constexpr bool isValid() const { return value != std::numeric_limits<std::uint32_t>::max(); }
    constexpr auto operator<=>(const Id&) const = default;
};

using NodeOrdinal = Id<struct NodeOrdinalTag>; ///< row of a heap object: node index / number of node fields
using EdgeIndex = Id<struct EdgeIndexTag>;     ///< row of a reference, edges sorted by their owner
using StringId = Id<struct StringIdTag>;       ///< row of a StringTable
using FrameId = Id<struct FrameIdTag>;         ///< row of a frame table: a function as seen in stacks
using CallNodeId = Id<struct CallNodeIdTag>;   ///< row of a call tree in preorder: a function with its callers
using ClassId = Id<struct ClassIdTag>;         ///< row of a class table: objects of one constructor or kind

} // namespace heapline

template <typename Tag>
struct std::hash<heapline::Id<Tag>> {
    std::size_t operator()(heapline::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>()(id.value); }
};
