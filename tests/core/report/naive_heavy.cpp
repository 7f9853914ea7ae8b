// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/report/naive_heavy.h"

#include <map>

namespace heapline {

using nlohmann::json;

std::string functionKey(std::string name, const std::string& scriptId, std::int64_t line, std::int64_t column)
{
    if (name.empty())
        name = "(anonymous)";
    return name + "@" + scriptId + ":" + std::to_string(line) + ":" + std::to_string(column);
}

NaiveHeavy::NaiveHeavy(const json& file, std::uint64_t firstOrdinal, std::uint64_t lastOrdinal)
{
    const bool isRange = firstOrdinal != 0 || lastOrdinal != 0;
    std::map<std::uint64_t, std::uint64_t> sizes; // node id -> bytes in range
    for (const json& sample : isRange ? file.at("samples") : json::array()) {
        const auto ordinal = sample.at("ordinal").get<std::uint64_t>();
        if (ordinal >= firstOrdinal && ordinal <= lastOrdinal)
            sizes[sample.at("nodeId").get<std::uint64_t>()] += sample.at("size").get<std::uint64_t>();
    }

    std::vector<const json*> queue = {&file.at("head")};
    m_nodes.push_back({});
    for (std::size_t i = 0; i < queue.size(); ++i) {
        for (const json& child : queue[i]->at("children")) {
            const json& frame = child.at("callFrame");
            const json& script = frame.at("scriptId");
            Node node;
            node.parent = i;
            node.depth = m_nodes[i].depth + 1;
            node.function =
                functionKey(frame.at("functionName"), script.is_string() ? script.get<std::string>() : script.dump(),
                            frame.at("lineNumber"), frame.at("columnNumber"));
            node.self = isRange ? sizes[child.at("id").get<std::uint64_t>()] : child.at("selfSize").get<std::uint64_t>();
            m_nodes.push_back(node);
            queue.push_back(&child);
        }
    }
    for (std::size_t i = m_nodes.size(); i-- > 0;) {
        m_nodes[i].total += m_nodes[i].self;
        if (i > 0)
            m_nodes[m_nodes[i].parent].total += m_nodes[i].total;
    }
}

NaiveHeavyRow NaiveHeavy::row(const std::vector<std::string>& chain) const
{
    NaiveHeavyRow row;
    std::vector<bool> contributes(m_nodes.size(), false);
    bool isFirst = true;
    for (std::size_t i = 1; i < m_nodes.size(); ++i) { // breadth first: callers come before their callees
        if (m_nodes[i].total == 0)
            continue;
        std::size_t cursor = i;
        std::size_t step = 0;
        while (cursor != 0 && m_nodes[cursor].function == chain[step] && step + 1 < chain.size()) {
            cursor = m_nodes[cursor].parent;
            ++step;
        }
        if (cursor == 0 || step + 1 != chain.size() || m_nodes[cursor].function != chain[step])
            continue;
        contributes[i] = true;
        row.totalPerLevel += m_nodes[i].total;
        bool isInside = false;
        for (std::size_t caller = m_nodes[i].parent; caller != 0; caller = m_nodes[caller].parent)
            isInside = isInside || contributes[caller];
        if (!isInside)
            row.totalOnce += m_nodes[i].total;
        const bool hasCaller = m_nodes[cursor].parent != 0;
        if (isFirst)
            row.firstHasCaller = hasCaller;
        isFirst = false;
        row.anyHasCaller = row.anyHasCaller || hasCaller;
    }
    return row;
}

} // namespace heapline
