// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/name_ranks.h"

#include "core/base/utf16.h"
#include "core/heap/object_names.h"
#include "core/heap/property_names.h"

#include <algorithm>
#include <deque>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>

namespace heapline {

std::vector<std::uint32_t> rankNames(const HeapGraph& graph, std::span<const NodeOrdinal> objects)
{
    std::vector<std::string_view> names; // not all different: the same text may stand in two strings of the file
    std::deque<std::string> madeUp;
    std::unordered_map<NodeOrdinal, std::uint32_t> nameOfNamesake;
    std::unordered_map<StringId, std::uint32_t> nameOfString;
    std::vector<std::uint32_t> nameOf(objects.size());
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const auto next = static_cast<std::uint32_t>(names.size());
        if (graph.kind(objects[i]) == NodeKind::ConcatenatedString) {
            const NodeOrdinal namesake = graph.concatenatedStrings.namesake(objects[i]);
            const auto [entry, isNew] = nameOfNamesake.try_emplace(namesake, next);
            if (isNew)
                names.push_back(madeUp.emplace_back(objectName(graph, objects[i])));
            nameOf[i] = entry->second;
            continue;
        }
        if (isPlainObject(graph, objects[i])) {
            names.push_back(madeUp.emplace_back(objectName(graph, objects[i])));
            nameOf[i] = next;
            continue;
        }
        const auto [entry, isNew] = nameOfString.try_emplace(graph.nodes.name[objects[i].value], next);
        if (isNew)
            names.push_back(graph.name(objects[i]));
        nameOf[i] = entry->second;
    }

    std::vector<std::uint32_t> order(names.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return compareUtf16(names[a], names[b]) < 0; });
    std::vector<std::uint32_t> rankOfName(names.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool isSame = i > 0 && names[order[i]] == names[order[i - 1]];
        rankOfName[order[i]] = isSame ? rankOfName[order[i - 1]] : static_cast<std::uint32_t>(i);
    }
    for (std::uint32_t& name : nameOf)
        name = rankOfName[name];
    return nameOf;
}

} // namespace heapline
