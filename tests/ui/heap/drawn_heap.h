// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/document/range_figures.h"

#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace heapline::test {

/// A profile whose Heap is drawn: a line "name size type" for each object, below it, indented, a line "type edge > name" for each
/// reference. The first object is the root. The n-th object has the id 2n - 1. A number as an edge's name makes an element.
inline std::shared_ptr<Profile> drawnHeap(const std::string& drawing)
{
    HeapGraph graph;
    graph.header.nodeFields = {"type", "name", "id", "self_size", "edge_count"};
    graph.header.nodeTypes = {"hidden", "array", "string", "object", "code", "closure", "synthetic"};
    graph.header.edgeTypes = {"context", "element", "property", "internal", "hidden", "shortcut", "weak"};
    const auto numberOf = [](const std::vector<std::string>& names, const std::string& name) {
        return static_cast<std::uint8_t>(std::ranges::find(names, name) - names.begin());
    };
    struct Edge {
        std::uint8_t type;
        std::string name;
        std::string to;
    };
    std::vector<std::vector<Edge>> edges;
    std::vector<std::uint64_t> sizes;
    std::map<std::string, NodeOrdinal> byName;
    std::istringstream lines(drawing);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string first;
        std::string second;
        std::string third;
        std::string fourth;
        words >> first >> second >> third >> fourth;
        if (line.front() == ' ') {
            edges.back().push_back({numberOf(graph.header.edgeTypes, first), second, fourth});
            continue;
        }
        // "Session#2" is a second object of the name "Session"; "_" is a space, as in "system_/_Context".
        std::string name = first.substr(0, first.find('#'));
        std::ranges::replace(name, '_', ' ');
        byName[first] = NodeOrdinal(edges.size());
        graph.nodes.name.push_back(graph.strings.append(name));
        graph.nodes.type.push_back(numberOf(graph.header.nodeTypes, third));
        sizes.push_back(std::stoull(second));
        edges.emplace_back();
    }
    const std::size_t count = edges.size();
    graph.nodes.id.resize(count);
    graph.nodes.selfSize.resize(count);
    for (std::size_t row = 0; row < count; ++row) {
        graph.nodes.id.narrowData()[row] = static_cast<std::uint32_t>(2 * row + 1);
        graph.nodes.selfSize.narrowData()[row] = static_cast<std::uint32_t>(sizes[row]);
        graph.nodes.edgeCount.push_back(static_cast<std::uint32_t>(edges[row].size()));
        for (const Edge& edge : edges[row]) {
            const bool isNumber = graph.header.edgeTypes[edge.type] == "element";
            graph.edges.type.push_back(edge.type);
            graph.edges.nameOrIndex.push_back(isNumber ? static_cast<std::uint32_t>(std::stoul(edge.name))
                                                       : graph.strings.append(edge.name).value);
            graph.edges.toNode.push_back(byName.at(edge.to));
        }
    }
    graph.header.nodeCount = count;
    graph.header.edgeCount = graph.edges.size();
    graph.fileStringCount = graph.strings.size();

    auto profile = std::make_shared<Profile>();
    profile->origin.kind = FileKind::HeapTimeline;
    Progress progress;
    graph.link(progress);
    profile->heap = analyseHeap(std::move(graph), profile->notes, progress);
    return profile;
}

/// Figures of the objects with first <= id <= last, or of all.
inline std::shared_ptr<const RangeFigures> heapFiguresOf(const Profile& profile, std::optional<std::pair<int, int>> ids = {})
{
    auto figures = std::make_shared<RangeFigures>();
    if (ids) {
        figures->range = AxisRange{ids->first, ids->second};
        figures->ids = IdRange{static_cast<std::uint64_t>(ids->first) - 1, static_cast<std::uint64_t>(ids->second)};
    }
    ClassRowScratch scratch;
    computeClassRows(*profile.heap, figures->ids, scratch, figures->classRows);
    for (const ClassRow& row : figures->classRows) {
        figures->objectCount += row.count;
        figures->bytes += row.shallowSize;
    }
    return figures;
}

/// A server that keeps sessions in a map, with a cycle between a session and its owner.
inline const std::string sessionsDrawing = "root 0 synthetic\n" // @1
                                           "  element 1 > (GC_roots)\n"
                                           "  element 2 > global\n"
                                           "(GC_roots) 0 synthetic\n" // @3
                                           "  element 1 > global\n"
                                           "global 100 object\n" // @5
                                           "  property sessions > Map\n"
                                           "Map 40 object\n" // @7
                                           "  element 0 > Session\n"
                                           "  element 1 > Session#2\n"
                                           "Session 64 object\n" // @9
                                           "  property owner > Map\n"
                                           "  property id > abc\n"
                                           "  weak 1 > Session#2\n"
                                           "Session#2 64 object\n" // @11
                                           "abc 24 string\n";      // @13

} // namespace heapline::test
