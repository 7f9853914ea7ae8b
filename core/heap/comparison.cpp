// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/comparison.h"

#include "core/heap/build_classes.h"
#include "core/heap/heap.h"
#include "core/heap/object_shapes.h"

#include <algorithm>
#include <span>
#include <unordered_map>

namespace heapline {

namespace {

constexpr std::size_t nodesBetweenStops = 1 << 14;

/// An object as the comparison sees it.
struct Member {
    std::uint32_t row; ///< of the result
    std::uint64_t id;
    std::uint64_t size;
};

/// Numbers the rows of the result: one for each key, in the order in which objects ask for them.
class Rows {
public:
    /// @param classOf [nodes] class of each object of @p heap, in @p classes
    /// @return the objects with a size, by row and then id
    std::vector<Member> add(const Heap& heap, const ClassTable& classes, std::span<const ClassId> classOf,
                            const Progress& progress)
    {
        constexpr std::uint32_t unknown = ~std::uint32_t{0};
        std::vector<std::uint32_t> rowOfClass(classes.size(), unknown);
        std::vector<Member> members;
        for (std::size_t i = 0; i < classOf.size(); ++i) {
            if (i % nodesBetweenStops == 0)
                progress.throwIfStopped();
            if (heap.shallowSize[i] == 0)
                continue;
            std::uint32_t& row = rowOfClass[classOf[i].value];
            if (row == unknown)
                row = rowOf(classes.key[classOf[i].value], classes.name[classOf[i].value]);
            members.push_back({row, heap.graph.nodes.id[i], heap.shallowSize[i]});
        }
        std::ranges::sort(members,
                          [](const Member& a, const Member& b) { return a.row != b.row ? a.row < b.row : a.id < b.id; });
        progress.throwIfStopped();
        return members;
    }

    std::vector<ClassDifference> take() { return std::move(m_rows); }
    ClassDifference& operator[](std::uint32_t row) { return m_rows[row]; }

private:
    std::uint32_t rowOf(const std::string& key, const std::string& name)
    {
        const auto [entry, isNew] = m_rowOfKey.try_emplace(key, static_cast<std::uint32_t>(m_rows.size()));
        if (isNew)
            m_rows.push_back({key, name});
        return entry->second;
    }

    std::vector<ClassDifference> m_rows;
    std::unordered_map<std::string, std::uint32_t> m_rowOfKey;
};

} // namespace

std::vector<ClassDifference> compareById(const Heap& newer, const Heap& base, Progress& progress)
{
    ClassTable baseClasses;
    const Column<ClassId> baseClassOf =
        nameClasses(base.graph, matchObjectShapes(base.graph, newer.classes.interfaces, progress), baseClasses, progress);
    Rows rows;
    const std::vector<Member> before = rows.add(base, baseClasses, baseClassOf, progress);
    const std::vector<Member> after = rows.add(newer, newer.classes, newer.classOf, progress);

    const auto removed = [&rows](const Member& member) {
        ++rows[member.row].removedCount;
        rows[member.row].removedSize += member.size;
    };
    const auto added = [&rows](const Member& member) {
        ++rows[member.row].addedCount;
        rows[member.row].addedSize += member.size;
    };
    auto old = before.begin();
    for (const Member& member : after) {
        for (; old != before.end() && (old->row != member.row ? old->row < member.row : old->id < member.id); ++old)
            removed(*old);
        if (old != before.end() && old->row == member.row && old->id == member.id)
            ++old;
        else
            added(member);
    }
    std::for_each(old, before.end(), removed);

    std::vector<ClassDifference> result = rows.take();
    std::erase_if(result, [](const ClassDifference& row) { return row.addedCount == 0 && row.removedCount == 0; });
    return result;
}

bool areIdsComparable(const Heap& newer, const Heap& base)
{
    std::unordered_map<std::uint64_t, std::uint32_t> nodeOfId;
    nodeOfId.reserve(base.graph.nodeCount());
    for (std::uint32_t i = 0; i < base.graph.nodeCount(); ++i) {
        if (base.graph.nodes.id[i] % 2 == 1)
            nodeOfId.emplace(base.graph.nodes.id[i], i);
    }
    std::uint64_t common = 0;
    std::uint64_t alike = 0;
    for (std::uint32_t i = 0; i < newer.graph.nodeCount(); ++i) {
        const auto found = nodeOfId.find(newer.graph.nodes.id[i]);
        if (found == nodeOfId.end())
            continue;
        ++common;
        const NodeOrdinal a(i);
        const NodeOrdinal b(found->second);
        alike += newer.graph.kind(a) == base.graph.kind(b) && newer.graph.name(a) == base.graph.name(b);
    }
    return common > 0 && alike * 10 >= common * 9;
}

} // namespace heapline
