// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/heap.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// A sentence with places %1, %2, … for amounts of memory.
struct MemorySentence {
    std::string_view text; ///< English, for translation
    std::vector<std::uint64_t> bytes;

    /// In English, with formatBytes().
    std::string english() const;
};

/// "Why is RSS bigger?": what of a process's memory a heap file accounts for, what it cannot, and what was garbage. Three sentences,
/// with the figures that the file has.
std::vector<MemorySentence> memorySentences(const Heap& heap);

} // namespace heapline
