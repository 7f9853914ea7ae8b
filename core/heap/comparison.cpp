// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/comparison.h"

#include "core/heap/class_matching.h"
#include "core/heap/heap.h"
#include "core/heap/row_order.h"
#include "core/heap/stops.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace heapline {

namespace {

constexpr std::uint32_t noClassRow = ~std::uint32_t{0};

/// Numbers the rows of a comparison by id: one for each key, in the order in which objects ask for them.
class RowsByKey {
public:
    explicit RowsByKey(std::vector<ClassDifference>& rows) : m_rows(rows) {}

    std::uint32_t rowOf(const std::string& key, const std::string& name)
    {
        const auto [entry, isNew] = m_rowOfKey.try_emplace(key, static_cast<std::uint32_t>(m_rows.size()));
        if (isNew) {
            m_rows.emplace_back();
            m_rows.back().key = key;
            m_rows.back().name = name;
        }
        return entry->second;
    }

private:
    std::vector<ClassDifference>& m_rows;
    std::unordered_map<std::string, std::uint32_t> m_rowOfKey;
};

/// The objects with a size, each with its row.
class Side {
public:
    /// @param rowOf class -> row; asked once for each class, in the order of their first objects
    template <typename RowOf>
    Side(const Heap& heap, std::span<const ClassId> classOf, std::size_t classes, const Progress& progress, RowOf rowOf)
        : m_heap(heap)
    {
        std::vector<std::uint32_t> rowOfClass(classes, noClassRow);
        for (std::uint32_t i = 0; i < classOf.size(); ++i) {
            if (i % nodesBetweenStops == 0)
                progress.throwIfStopped();
            if (heap.shallowSize[i] == 0)
                continue;
            std::uint32_t& row = rowOfClass[classOf[i].value];
            if (row == noClassRow)
                row = rowOf(classOf[i]);
            m_objects.push_back(NodeOrdinal(i));
            m_rows.push_back(row);
        }
    }

    /// Sorts by row and then by id; equal ids stay as in the file.
    void sort(const Progress& progress)
    {
        RowOrder order(static_cast<std::uint32_t>(m_objects.size()));
        order.sortBy([this](std::uint32_t at) -> std::uint64_t { return m_heap.graph.nodes.id[m_objects[at].value]; },
                     false);
        progress.throwIfStopped();
        order.sortBy([this](std::uint32_t at) -> std::uint64_t { return m_rows[at]; }, false);
        progress.throwIfStopped();
        Column<NodeOrdinal> objects(m_objects.size());
        Column<std::uint32_t> rows(m_rows.size());
        for (std::size_t place = 0; place < objects.size(); ++place) {
            objects[place] = m_objects[order[place]];
            rows[place] = m_rows[order[place]];
        }
        m_objects = std::move(objects);
        m_rows = std::move(rows);
    }

    std::size_t size() const { return m_objects.size(); }
    NodeOrdinal object(std::size_t at) const { return m_objects[at]; }
    std::uint32_t row(std::size_t at) const { return m_rows[at]; }
    std::uint64_t id(std::size_t at) const { return m_heap.graph.nodes.id[m_objects[at].value]; }
    std::uint64_t bytes(std::size_t at) const { return m_heap.shallowSize[m_objects[at].value]; }

private:
    const Heap& m_heap;
    Column<NodeOrdinal> m_objects;
    Column<std::uint32_t> m_rows;
};

/// Collects objects that come row by row.
class ObjectsOfRows {
public:
    ObjectsOfRows(Column<NodeOrdinal>& objects, std::vector<std::uint32_t>& first, std::size_t rows)
        : m_objects(objects)
        , m_first(first)
    {
        m_first.assign(rows + 1, 0);
    }

    void add(std::uint32_t row, NodeOrdinal object)
    {
        m_objects.push_back(object);
        ++m_first[row + 1];
    }

    void finish()
    {
        for (std::size_t row = 1; row < m_first.size(); ++row)
            m_first[row] += m_first[row - 1];
        m_objects.shrink_to_fit();
    }

private:
    Column<NodeOrdinal>& m_objects;
    std::vector<std::uint32_t>& m_first;
};

/// Counts objects into rows, and collects those that only one side has. @pre both are sorted
void merge(const Side& newer, const Side& base, Comparison& result, const Progress& progress)
{
    ObjectsOfRows added(result.added, result.firstAdded, result.rows.size());
    ObjectsOfRows removed(result.removed, result.firstRemoved, result.rows.size());
    const auto isBefore = [](const Side& a, std::size_t i, const Side& b, std::size_t k) {
        return a.row(i) != b.row(k) ? a.row(i) < b.row(k) : a.id(i) < b.id(k);
    };
    std::size_t i = 0;
    std::size_t k = 0;
    for (std::size_t step = 0; i < newer.size() || k < base.size(); ++step) {
        if (step % nodesBetweenStops == 0)
            progress.throwIfStopped();
        const bool hasNewer = i < newer.size() && (k == base.size() || !isBefore(base, k, newer, i));
        const bool hasBase = k < base.size() && (i == newer.size() || !isBefore(newer, i, base, k));
        ClassDifference& row = result.rows[hasNewer ? newer.row(i) : base.row(k)];
        if (hasNewer && hasBase && result.by == MatchedBy::Id) {
            row.changedCount += newer.bytes(i) != base.bytes(k);
            row.changedSize += static_cast<std::int64_t>(newer.bytes(i) - base.bytes(k));
        }
        const bool isBoth = hasNewer && hasBase && result.by == MatchedBy::Id;
        if (hasNewer) {
            ++row.newerCount;
            row.newerSize += newer.bytes(i);
            if (!isBoth) {
                ++row.addedCount;
                row.addedSize += newer.bytes(i);
                added.add(newer.row(i), newer.object(i));
            }
            ++i;
        }
        if (hasBase) {
            ++row.baseCount;
            row.baseSize += base.bytes(k);
            if (!isBoth) {
                ++row.removedCount;
                row.removedSize += base.bytes(k);
                removed.add(base.row(k), base.object(k));
            }
            ++k;
        }
    }
    added.finish();
    removed.finish();
}

} // namespace

void ClassDifference::add(const ClassDifference& other)
{
    addedCount += other.addedCount;
    removedCount += other.removedCount;
    addedSize += other.addedSize;
    removedSize += other.removedSize;
    newerCount += other.newerCount;
    baseCount += other.baseCount;
    newerSize += other.newerSize;
    baseSize += other.baseSize;
    changedCount += other.changedCount;
    changedSize += other.changedSize;
}

Comparison compareById(const Heap& newer, const Heap& base, Progress& progress)
{
    Comparison result;
    RowsByKey rows(result.rows);
    const RenamedClasses baseClasses = renameClasses(base, newer.classes.interfaces, progress);
    Side before(base, baseClasses.classOf, baseClasses.size(), progress,
                [&](ClassId id) { return rows.rowOf(baseClasses.key[id.value], baseClasses.name[id.value]); });
    Side after(newer, newer.classOf, newer.classes.size(), progress, [&](ClassId id) {
        const std::uint32_t row = rows.rowOf(newer.classes.key[id.value], newer.classes.name[id.value]);
        result.rows[row].newerClass = id;
        return row;
    });
    before.sort(progress);
    after.sort(progress);
    merge(after, before, result, progress);
    return result;
}

Comparison compareByClass(const Heap& newer, std::span<const std::string> newerScripts, const Heap& base,
                          std::span<const std::string> baseScripts, Progress& progress)
{
    Comparison result;
    result.by = MatchedBy::Class;
    const RenamedClasses baseClasses = renameClasses(base, newer.classes.interfaces, progress);
    const ClassMatches matches = matchClasses(newer.classes, newerScripts, baseClasses, baseScripts);
    result.rows.resize(matches.rows);
    const auto describe = [&result](std::uint32_t row, const std::string& key, const std::string& name) {
        if (result.rows[row].key.empty()) {
            result.rows[row].key = key;
            result.rows[row].name = name;
        }
        return row;
    };
    // The newer side first: its keys are those that the rows go by.
    Side after(newer, newer.classOf, newer.classes.size(), progress, [&](ClassId id) {
        const std::uint32_t row = matches.rowOfNewer[id.value];
        if (!result.rows[row].newerClass.isValid())
            result.rows[row].newerClass = id;
        return describe(row, newer.classes.key[id.value], newer.classes.name[id.value]);
    });
    Side before(base, baseClasses.classOf, baseClasses.size(), progress, [&](ClassId id) {
        return describe(matches.rowOfBase[id.value], baseClasses.key[id.value], baseClasses.name[id.value]);
    });
    before.sort(progress);
    after.sort(progress);
    merge(after, before, result, progress);
    return result;
}

std::vector<ClassDifference> narrowRows(const Comparison& comparison, const Heap& newer, const Heap& base,
                                        const std::optional<IdRange>& ids, std::span<const std::uint8_t> passes)
{
    const auto isIn = [&ids](const Heap& heap, NodeOrdinal node) {
        return !ids || ids->contains(heap.graph.nodes.id[node.value]);
    };
    std::vector<ClassDifference> rows = comparison.rows;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        ClassDifference& row = rows[r];
        row.addedCount = row.addedSize = row.removedCount = row.removedSize = 0;
        for (const NodeOrdinal node : comparison.addedOf(r)) {
            if (isIn(newer, node) && (passes.empty() || passes[node.value] != 0)) {
                ++row.addedCount;
                row.addedSize += newer.shallowSize[node.value];
            }
        }
        if (!passes.empty())
            continue;
        for (const NodeOrdinal node : comparison.removedOf(r)) {
            if (isIn(base, node)) {
                ++row.removedCount;
                row.removedSize += base.shallowSize[node.value];
            }
        }
    }
    return rows;
}

std::vector<ClassDifference> compareRows(const Heap& heap, std::span<const ClassRow> newer, std::span<const ClassRow> base)
{
    std::vector<ClassDifference> rows;
    const auto rowFor = [&](ClassId id) -> ClassDifference& {
        ClassDifference& row = rows.emplace_back();
        row.key = heap.classes.key[id.value];
        row.name = heap.classes.name[id.value];
        row.newerClass = id;
        return row;
    };
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < newer.size() || k < base.size()) {
        const ClassRow* a = i < newer.size() && (k == base.size() || newer[i].id <= base[k].id) ? &newer[i] : nullptr;
        const ClassRow* b = k < base.size() && (i == newer.size() || base[k].id <= newer[i].id) ? &base[k] : nullptr;
        ClassDifference& row = rowFor(a ? a->id : b->id);
        if (a) {
            row.addedCount = row.newerCount = a->count;
            row.addedSize = row.newerSize = a->shallowSize;
            ++i;
        }
        if (b) {
            row.removedCount = row.baseCount = b->count;
            row.removedSize = row.baseSize = b->shallowSize;
            ++k;
        }
    }
    return rows;
}

} // namespace heapline
