// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/heap/parts_first.h"
#include "core/heap/string_text.h"

#include <cstdint>
#include <vector>

namespace heapline {

/// Compares texts of strings, as far as the file has them, without putting them together.
class WholeTexts {
public:
    /// @param graph has to outlive this, as has progress
    WholeTexts(const HeapGraph& graph, const Progress& progress);

    /// Whether two strings have one text; see stringText(). Never of different ones if one is longer than a string of V8 can be.
    /// O(length of the text) if they are of one length, O(1) on average if not. @throws ErrorException Cancelled
    bool areEqual(NodeOrdinal a, NodeOrdinal b);

private:
    std::uint64_t bytesOf(NodeOrdinal string);
    std::uint64_t partBytes(NodeOrdinal part);

    const HeapGraph& m_graph;
    const Progress& m_progress;
    PartTexts m_texts;
    PartsFirst m_order;
    std::vector<std::uint64_t> m_bytes; ///< [concatenated strings] of those that were asked for
};

} // namespace heapline
