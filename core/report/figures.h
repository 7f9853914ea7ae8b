// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// A range of object ids (min < id <= max), or of sample ordinals (both ends included).
struct FigureRange {
    std::uint64_t min = 0;
    std::optional<std::uint64_t> max; ///< none: without end

    bool operator==(const FigureRange&) const = default;
};

/// "MIN:MAX" in whole numbers; MAX may be "Infinity". Nothing if the text is something else.
std::optional<FigureRange> parseFigureRange(std::string_view text);

struct FiguresOptions {
    std::string version;             ///< of the program, for the tool member
    std::vector<FigureRange> ranges; ///< without any, a timeline gets six windows of its length
    std::size_t topNodes = 1000;     ///< objects listed by retained size
    std::size_t depth = 8;           ///< levels of the call-tree views of a sampling profile
    std::size_t traceDepth = 6;      ///< levels of callers of allocation stacks
    bool filters = false;            ///< whether to add the classes of each filter
    const Profile* base = nullptr;   ///< older profile with a heap, to compare with
    std::size_t rows = 12;           ///< rows below each row of the call-tree views
};

/// Writes every figure of a profile as JSON, in names, order and rounding that make it comparable with other programs,
/// member by member. Differences to DevTools' figures are in HACKING.md.
void writeFigures(const Profile& profile, const FiguresOptions& options, std::ostream& out);

} // namespace heapline
