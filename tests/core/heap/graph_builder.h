// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/heap.h"
#include "core/heap/heap_graph.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// Makes object graphs for tests, from drawings or piece by piece.
///
/// A drawing is a list of statements, apart by ';' or line ends:
///
///     root -> shortcut a(10) b; a -> c:string(8)@17 weak d internal:elements e
///
/// The word before "->" owns edges to the words behind it. An object is `label[:type][(size)][@id][='name']`; what is given at any of its
/// places holds for all. Before an object may stand its edge: a type, or `type:name`, with the name in '' if it holds blanks. Else the edge
/// is a property named like the label. Objects get the type `object` and their label as name, but `root`, the first object of every
/// graph, is synthetic and has no name. Ids are odd and ascend if not given. `cons` stands for "concatenated string".
class GraphBuilder {
public:
    struct Node {
        std::string type = "object";
        std::string name;
        std::uint64_t id = 0;
        std::uint64_t size = 0;
        std::uint8_t state = 0; ///< detachedness
    };
    struct Edge {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        std::string type = "property";
        std::string name; ///< a number for element and hidden
    };

    explicit GraphBuilder(std::string_view drawing = {});

    void draw(std::string_view drawing);
    /// The object of a label, made if there is none.
    std::uint32_t node(const std::string& label);
    /// Adds an object without a label, or with its number as one.
    std::uint32_t add(std::string type, std::string name, std::uint64_t size);
    void link(std::uint32_t from, std::uint32_t to, std::string type = "property", std::string name = "x");

    NodeOrdinal operator[](const std::string& label) const { return NodeOrdinal(m_labels.at(label)); }
    std::string labelOf(NodeOrdinal node) const;

    /// The graph with linked edges.
    HeapGraph build() const;
    /// The graph analysed whole.
    Heap analyse() const;

    std::vector<Node> nodes;
    std::vector<Edge> edges; ///< in any order; those of one owner keep theirs
    LocationColumns locations;
    bool withStates = false; ///< whether the file has the field `detachedness`
    std::uint64_t extraNativeBytes = 0;
    std::uint32_t root = 0;

private:
    HeapGraph columns() const;

    std::map<std::string, std::uint32_t> m_labels;
};

} // namespace heapline
