// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace heapline {

/// Types of nodes, in the order of the numbers that V8 writes for them.
inline constexpr std::array<std::string_view, 15> v8NodeTypes = {"hidden",
                                                                 "array",
                                                                 "string",
                                                                 "object",
                                                                 "code",
                                                                 "closure",
                                                                 "regexp",
                                                                 "number",
                                                                 "native",
                                                                 "synthetic",
                                                                 "concatenated string",
                                                                 "sliced string",
                                                                 "symbol",
                                                                 "bigint",
                                                                 "object shape"};

/// Types of edges, in the order of the numbers that V8 writes for them.
inline constexpr std::array<std::string_view, 7> v8EdgeTypes = {"context", "element",  "property", "internal",
                                                                "hidden",  "shortcut", "weak"};

} // namespace heapline
