// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/comparison.h"

#include "core/heap/heap.h"
#include "core/heap/object_shapes.h"
#include "core/heap/property_names.h"
#include "core/heap/stops.h"

#include <algorithm>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>

namespace heapline {

namespace {

/// Classes of the base as they would be if its plain objects had been named by the shapes of another heap.
class BaseClasses {
public:
    BaseClasses(const Heap& base, const std::vector<InterfaceDefinition>& definitions, Progress& progress)
        : m_table{base.classes.name, base.classes.key, {}, {}, {}, {}}
        , m_classOf(base.classOf)
    {
        const ObjectShapes shapes = matchObjectShapes(base.graph, definitions, progress);
        std::map<std::pair<ClassId, std::int32_t>, ClassId> known;
        for (std::size_t i = 0; i < m_classOf.size(); ++i) {
            if (i % nodesBetweenStops == 0)
                progress.throwIfStopped();
            if (!isPlainObject(base.graph, NodeOrdinal(i)))
                continue;
            const std::int32_t shape = shapes.definitionOf[i];
            const auto [entry, isNew] = known.try_emplace({m_classOf[i], shape});
            if (isNew)
                entry->second =
                    classLike(m_classOf[i], shape < 0 ? "Object" : definitions[static_cast<std::size_t>(shape)].name);
            m_classOf[i] = entry->second;
        }
    }

    const ClassTable& table() const { return m_table; }
    std::span<const ClassId> classOf() const { return m_classOf; }

private:
    /// The class of another name whose objects were made at the same place.
    ClassId classLike(ClassId id, const std::string& name)
    {
        const std::string& key = m_table.key[id.value];
        m_table.key.push_back(key.substr(0, key.size() - m_table.name[id.value].size()) + name);
        m_table.name.push_back(name);
        return ClassId(m_table.size() - 1);
    }

    ClassTable m_table; ///< names and keys only; a class may be there twice
    Column<ClassId> m_classOf;
};

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
    const BaseClasses baseClasses(base, newer.classes.interfaces, progress);
    Rows rows;
    const std::vector<Member> before = rows.add(base, baseClasses.table(), baseClasses.classOf(), progress);
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
