// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/class_table.h"
#include "core/heap/heap.h"
#include "ui/heap/heap_columns.h"
#include "ui/heap/summary_groups.h"
#include "ui/widgets/lazy_tree_model.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace heapline {

/// What a row of the Summary stands for, in the upper half of its key.
enum class SummaryKind : std::uint32_t {
    Edge,         ///< EdgeIndex
    Object,       ///< NodeOrdinal
    Class,        ///< ClassId
    Group,        ///< GroupId
    EngineClasses ///< all classes of the engine's own, folded into one row
};

/// The key of a row in LazyTreeModel.
constexpr LazyTreeModel::Key summaryKey(SummaryKind kind, std::uint32_t row = 0)
{
    return LazyTreeModel::Key{static_cast<std::uint32_t>(kind)} << 32 | row;
}
constexpr SummaryKind summaryKindOf(LazyTreeModel::Key key)
{
    return static_cast<SummaryKind>(key >> 32);
}
constexpr std::uint32_t summaryRowOf(LazyTreeModel::Key key)
{
    return static_cast<std::uint32_t>(key);
}

/// Figures of a class, of a group, or of all classes of the engine.
struct SummaryFigures {
    std::uint64_t count = 0;
    std::uint64_t inAll = 0; ///< objects in the whole file
    std::uint64_t shallowSize = 0;
    std::optional<std::uint64_t> retainedSize = 0; ///< none: not known yet
    std::int32_t distance = 0;
};

/// A row of the first level, for sorting.
struct SummaryEntry {
    LazyTreeModel::Key key = 0;
    SummaryFigures figures;
    std::string_view name;
    bool isNamedByNumber = false; ///< whether names follow the keys, as ages do
};

/// By a column, HeapColumn or SummaryColumn; ties: the larger retained size first, then names ascending, then as they stand.
void sortEntries(std::vector<SummaryEntry>& entries, int column, bool descending);

} // namespace heapline
