// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"
#include "core/base/progress.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>

namespace heapline {

class HeapGraph;

/// UTF-16 units after which no more parts of a concatenated string are put together; as DevTools.
inline constexpr std::size_t longestConcatenatedText = 1024;

/// What a concatenated string is put together from; as DevTools, the first object of the file for a part that is not there.
struct ConcatenatedParts {
    NodeOrdinal first{0};
    NodeOrdinal second{0};
};

/// The concatenated strings of a graph, and which of them display one text. A program that adds to a text in a loop leaves one string for
/// each addition, a million links from its beginning: without this, each name would need a walk over all of them.
class ConcatenatedStrings {
public:
    ConcatenatedStrings() = default;
    /// @param graph with linked edges and final names. O(nodes + edges of the strings). @throws ErrorException Cancelled
    ConcatenatedStrings(const HeapGraph& graph, const Progress& progress);

    /// @pre node is a concatenated string of the graph; as for all that follow. O(1)
    const ConcatenatedParts& partsOf(NodeOrdinal node) const { return m_parts[rowOf(node)]; }

    /// The object that displays the text of a concatenated string and is as far down among its parts as can be: the only part that is not
    /// empty, or the one it begins with if that one is as long as is displayed. The string itself if there is no such part; invalid if it
    /// has no text. Strings with one namesake have one name. O(1)
    NodeOrdinal namesake(NodeOrdinal node) const { return m_namesakes[rowOf(node)]; }

    std::size_t count() const { return m_namesakes.size(); }
    /// Place of a concatenated string among those of the graph, for columns of such strings. O(1)
    std::size_t rowOf(NodeOrdinal node) const
    {
        const Block& block = m_blocks[node.value / nodesOfBlock];
        const std::uint64_t before = (std::uint64_t{1} << node.value % nodesOfBlock) - 1;
        return block.firstRow + static_cast<std::size_t>(std::popcount(block.strings & before));
    }

    /// See core/cache/archive.h.
    template <typename Archive, typename Self>
    static void archive(Archive& archive, Self& self)
    {
        archive(self.m_blocks, self.m_parts, self.m_namesakes);
    }

private:
    class Linker;

    static constexpr std::uint32_t nodesOfBlock = 64;
    struct Block {
        std::uint64_t strings = 0;  ///< bit n: whether the n-th node of the block is a concatenated string
        std::uint64_t firstRow = 0; ///< how many there are before the block
    };

    Column<Block> m_blocks;            ///< [nodes / nodesOfBlock, rounded up]
    Column<ConcatenatedParts> m_parts; ///< [concatenated strings] in file order, as is
    Column<NodeOrdinal> m_namesakes;
};

/// Text of a concatenated string, of all parts until there are longestConcatenatedText units or more. WTF-8.
/// O(longestConcatenatedText) where no string is a part of itself.
std::string concatenatedText(const HeapGraph& graph, NodeOrdinal node);

} // namespace heapline
