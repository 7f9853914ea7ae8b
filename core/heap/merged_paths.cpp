// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/merged_paths.h"

#include "core/heap/distances.h"
#include "core/heap/heap.h"
#include "core/heap/object_names.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace heapline {

namespace {

constexpr const char* allNumber = "[…]";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Puts references into rows.
class RowFinder {
public:
    explicit RowFinder(const HeapGraph& graph) : m_graph(graph) {}

    /// The number of the row of references like this one from objects of a class.
    std::size_t rowOf(EdgeIndex edge, ClassId holderClass, std::vector<MergedRow>& rows)
    {
        const std::uint64_t key = std::uint64_t{nameOf(edge)} << 32 | holderClass.value;
        const auto [entry, isNew] = m_rowOfKey.try_emplace(key, rows.size());
        if (isNew) {
            MergedRow row;
            row.edge = edge;
            row.holderClass = holderClass;
            rows.push_back(std::move(row));
            m_isOneName.push_back(true);
        } else if (m_isOneName[entry->second]) {
            m_isOneName[entry->second] = isSameName(edge, rows[entry->second].edge);
        }
        return entry->second;
    }

    std::string titleOf(std::size_t row, EdgeIndex edge) const
    {
        if (!m_isOneName[row])
            return hasStringName(m_graph, edge) ? withoutNumbers(m_graph.edgeName(edge)) : allNumber;
        return m_graph.kind(edge) == EdgeKind::Element ? '[' + edgeTitle(m_graph, edge) + ']' : edgeTitle(m_graph, edge);
    }

private:
    bool isSameName(EdgeIndex a, EdgeIndex b) const
    {
        return m_graph.isNumbered(a) == m_graph.isNumbered(b)
               && m_graph.edges.nameOrIndex[a.value] == m_graph.edges.nameOrIndex[b.value];
    }

    /// A number for the name without its numbers; 0 for what is all number.
    std::uint32_t nameOf(EdgeIndex edge)
    {
        if (!hasStringName(m_graph, edge))
            return 0;
        const auto [known, isNewString] = m_nameOfString.try_emplace(m_graph.edges.nameOrIndex[edge.value], 0);
        if (isNewString) {
            const std::string name = withoutNumbers(m_graph.edgeName(edge));
            const auto next = static_cast<std::uint32_t>(m_names.size() + 1);
            known->second = name == allNumber ? 0 : m_names.try_emplace(name, next).first->second;
        }
        return known->second;
    }

    const HeapGraph& m_graph;
    std::unordered_map<std::uint32_t, std::uint32_t> m_nameOfString; ///< StringId value -> name
    std::unordered_map<std::string, std::uint32_t> m_names;          ///< name without numbers -> number of it, from 1
    std::unordered_map<std::uint64_t, std::size_t> m_rowOfKey;       ///< name and class -> row
    std::vector<bool> m_isOneName;                                   ///< row -> whether all references are called the same
};

/// Takes entries of one holder together.
void mergeHolders(std::vector<MergedHolder>& holders)
{
    std::ranges::sort(holders, {}, &MergedHolder::object);
    std::size_t kept = 0;
    for (const MergedHolder& holder : holders) {
        if (kept > 0 && holders[kept - 1].object == holder.object) {
            holders[kept - 1].count += holder.count;
            holders[kept - 1].bytes += holder.bytes;
        } else {
            holders[kept++] = holder;
        }
    }
    holders.resize(kept);
    holders.shrink_to_fit();
}

} // namespace

std::string withoutNumbers(std::string_view name)
{
    std::string text;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!isDigit(name[i]))
            text += name[i];
        else if (i == 0 || !isDigit(name[i - 1]))
            text += "…";
    }
    return text == "…" ? allNumber : text;
}

std::vector<MergedHolder> unmerged(const Heap& heap, std::span<const NodeOrdinal> objects)
{
    std::vector<MergedHolder> holders;
    holders.reserve(objects.size());
    for (const NodeOrdinal object : objects)
        holders.push_back({object, 1, heap.shallowSize[object.value]});
    return holders;
}

std::vector<MergedRow> mergeNextStep(const Heap& heap, const PathTree& tree, std::span<const std::int32_t> distance,
                                     std::span<const MergedHolder> from)
{
    const HeapGraph& graph = heap.graph;
    std::vector<MergedRow> rows;
    RowFinder finder(graph);
    MergedRow start;
    start.kind = MergedRow::Kind::Start;
    MergedRow unreached;
    unreached.kind = MergedRow::Kind::Unreached;
    for (const MergedHolder& held : from) {
        const EdgeIndex edge = tree.lastEdge[held.object.value];
        if (!edge.isValid()) {
            MergedRow& end = distance[held.object.value] == noDistance ? unreached : start;
            end.holders.push_back(held);
            continue;
        }
        const NodeOrdinal holder = graph.owner(edge);
        rows[finder.rowOf(edge, heap.classOf[holder.value], rows)].holders.push_back({holder, held.count, held.bytes});
    }
    for (std::size_t row = 0; row < rows.size(); ++row)
        rows[row].reference = finder.titleOf(row, rows[row].edge);
    for (MergedRow* end : {&start, &unreached}) {
        if (!end->holders.empty())
            rows.push_back(std::move(*end));
    }
    for (MergedRow& row : rows) {
        mergeHolders(row.holders);
        for (const MergedHolder& holder : row.holders) {
            row.count += holder.count;
            row.bytes += holder.bytes;
        }
    }
    const auto nameOf = [&](const MergedRow& row) {
        return row.holderClass.isValid() ? std::string_view(heap.classes.name[row.holderClass.value]) : std::string_view();
    };
    std::ranges::stable_sort(rows, [&](const MergedRow& a, const MergedRow& b) {
        return std::tuple(b.count, b.bytes, a.kind, std::string_view(a.reference), nameOf(a))
               < std::tuple(a.count, a.bytes, b.kind, std::string_view(b.reference), nameOf(b));
    });
    return rows;
}

std::vector<std::vector<MergedRow>> mergeMainWay(const Heap& heap, const PathTree& tree,
                                                 std::span<const std::int32_t> distance, std::span<const MergedHolder> from,
                                                 std::size_t mostLevels, const Progress& progress)
{
    std::vector<std::vector<MergedRow>> levels;
    while (!from.empty() && levels.size() < mostLevels) {
        progress.throwIfStopped();
        levels.push_back(mergeNextStep(heap, tree, distance, from));
        const MergedRow& main = levels.back().front();
        if (main.kind != MergedRow::Kind::Reference || 2 * main.count < levels.front().front().count)
            break;
        from = main.holders;
    }
    return levels;
}

} // namespace heapline
