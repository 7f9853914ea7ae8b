// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/heap_columns.h"
#include "core/base/progress.h"
#include "core/base/string_table.h"
#include "core/heap/concatenated_strings.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

namespace heapline {

/// Node types that analysis knows; a file's own type numbers map to these by name.
enum class NodeKind : std::uint8_t {
    Hidden,
    Array,
    String,
    Object,
    Code,
    Closure,
    RegExp,
    Number,
    Native,
    Synthetic,
    ConcatenatedString,
    SlicedString,
    Symbol,
    BigInt,
    ObjectShape,
    Other
};

/// Edge types that analysis knows.
enum class EdgeKind : std::uint8_t { Context, Element, Property, Internal, Hidden, Shortcut, Weak, Invisible, Other };

/// Edges that stand one after the other.
struct EdgeRange {
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = EdgeIndex;
        using difference_type = std::ptrdiff_t;
        using pointer = const EdgeIndex*;
        using reference = EdgeIndex;

        Iterator() = default;
        explicit Iterator(std::uint32_t edge) : m_edge(edge) {}
        EdgeIndex operator*() const { return EdgeIndex(m_edge); }
        Iterator& operator++()
        {
            ++m_edge;
            return *this;
        }
        Iterator operator++(int) { return Iterator(m_edge++); }
        bool operator==(const Iterator&) const = default;

    private:
        std::uint32_t m_edge = 0;
    };

    std::uint32_t first = 0;
    std::uint32_t last = 0; ///< first edge that is not in the range

    Iterator begin() const { return Iterator(first); }
    Iterator end() const { return Iterator(last); }
};

/// The object graph: columns as read, owners and retainers in CSR form.
/// Names may be changed once by propagateDetachedness(); everything else is as in the file.
class HeapGraph {
public:
    HeapHeader header;
    StringTable strings;             ///< the file's, then those that analysis adds
    std::size_t fileStringCount = 0; ///< strings that are the file's own
    NodeColumns nodes;
    EdgeColumns edges;
    LocationColumns locations; ///< let go once Heap::sourcePlaces is made of them

    Column<std::uint32_t> firstEdge;     ///< [nodes + 1] first outgoing edge of each node
    Column<std::uint32_t> firstRetainer; ///< [nodes + 1] first entry of each node in the column below
    Column<EdgeIndex> retainingEdge;     ///< [edges] the edges into a node, ascending within a node; see owner()
    ConcatenatedStrings concatenatedStrings;
    NodeOrdinal root{0};
    bool referencesAreWhole =
        true; ///< false of a file that is cut off: nothing is known that depends on all nodes, edges and their names

    std::size_t nodeCount() const { return nodes.size(); }
    std::size_t edgeCount() const { return edges.size(); }

    NodeKind kind(NodeOrdinal node) const { return m_nodeKinds[nodes.type[node.value]]; }
    EdgeKind kind(EdgeIndex edge) const { return m_edgeKinds[edges.type[edge.value]]; }
    NodeOrdinal target(EdgeIndex edge) const { return edges.toNode[edge.value]; }
    std::string_view name(NodeOrdinal node) const { return strings[nodes.name[node.value]]; }
    std::string_view typeName(NodeOrdinal node) const;
    std::string_view typeName(EdgeIndex edge) const;

    /// Whether an edge's nameOrIndex is a number (element, hidden, types that the file does not name) and not a string.
    bool isNumbered(EdgeIndex edge) const
    {
        return kind(edge) == EdgeKind::Element || kind(edge) == EdgeKind::Hidden
               || edges.type[edge.value] >= header.edgeTypes.size();
    }
    /// Name of an edge that is not numbered.
    std::string_view edgeName(EdgeIndex edge) const { return strings[StringId(edges.nameOrIndex[edge.value])]; }

    /// Outgoing edges of a node.
    EdgeRange edgesOf(NodeOrdinal node) const { return {firstEdge[node.value], firstEdge[node.value + 1]}; }
    /// The node that owns an edge. O(log of the nodes that own a few dozen edges).
    NodeOrdinal owner(EdgeIndex edge) const;
    /// The edges into a node, ascending.
    std::span<const EdgeIndex> edgesInto(NodeOrdinal node) const
    {
        const std::uint32_t first = firstRetainer[node.value];
        return std::span(retainingEdge).subspan(first, firstRetainer[node.value + 1] - first);
    }

    /// Fills kinds, root, firstEdge, concatenatedStrings and retainers from the columns. @throws ErrorException Cancelled
    void link(const Progress& progress);
    /// The first part of it: kinds, root and firstEdge. Takes NodeColumns::edgeCount.
    void linkEdges();
    /// The second part of it. Needs final names. @throws ErrorException Cancelled
    void linkConcatenatedStrings(const Progress& progress);
    /// The third part of it. @throws ErrorException Cancelled
    void linkRetainers(const Progress& progress);

    /// See core/cache/archive.h.
    template <typename Archive, typename Self>
    static void archive(Archive& archive, Self& self)
    {
        archive(self.header, self.strings, self.fileStringCount, self.nodes, self.edges, self.firstEdge, self.firstRetainer,
                self.retainingEdge, self.concatenatedStrings, self.root, self.referencesAreWhole, self.m_nodeKinds,
                self.m_edgeKinds, self.m_ownerOfBlock);
    }

private:
    std::array<NodeKind, 256> m_nodeKinds{};
    std::array<EdgeKind, 256> m_edgeKinds{};
    std::vector<NodeOrdinal> m_ownerOfBlock; ///< owner of every 64th edge
};

} // namespace heapline
