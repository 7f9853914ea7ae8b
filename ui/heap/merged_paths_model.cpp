// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/merged_paths_model.h"

#include "ui/heap/heap_columns.h"
#include "ui/heap/merged_text.h"
#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace heapline {

/// Rows below one row. Filled on one thread, then read on the UI's.
struct MergedPathsModel::Level {
    std::vector<MergedRow> made;      ///< rows of a level that is not one of the selection's
    std::span<const MergedRow> rows; ///< these, or the selection's: the holders of a million objects are not copied
    std::vector<Key> keys;           ///< row -> key
    std::unordered_map<Key, std::size_t> rowOfKey;
    std::atomic<bool> isFilled = false;

    void fill(std::vector<MergedRow> merged)
    {
        made = std::move(merged);
        fillFrom(made);
    }

    /// @param merged stays there as long as the level
    void fillFrom(std::span<const MergedRow> merged)
    {
        rows = merged;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            Key key = std::hash<std::string>()(rows[row].reference) * 31 + rows[row].holderClass.value
                      + (static_cast<Key>(rows[row].kind) << 40);
            while (key == placeholder || rowOfKey.contains(key))
                ++key;
            rowOfKey.emplace(key, row);
            keys.push_back(key);
        }
        isFilled = true;
    }

    std::vector<Key> sorted(MergedColumn column, bool descending) const
    {
        std::vector<std::size_t> order(rows.size()); // at first as merged: most objects first
        std::iota(order.begin(), order.end(), std::size_t(0));
        const auto sortBy = [&](auto keyOf) {
            std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
                return descending ? keyOf(rows[b]) < keyOf(rows[a]) : keyOf(rows[a]) < keyOf(rows[b]);
            });
        };
        switch (column) {
        case MergedColumn::Reference: sortBy([](const MergedRow& row) { return std::string_view(row.reference); }); break;
        case MergedColumn::Count: sortBy([](const MergedRow& row) { return row.count; }); break;
        case MergedColumn::Holders: sortBy([](const MergedRow& row) { return row.holders.size(); }); break;
        case MergedColumn::Bytes: sortBy([](const MergedRow& row) { return row.bytes; }); break;
        }
        std::vector<Key> sortedKeys;
        sortedKeys.reserve(order.size());
        for (const std::size_t row : order)
            sortedKeys.push_back(keys[row]);
        return sortedKeys;
    }
};

struct MergedPathsModel::MergedNode : Node {
    std::shared_ptr<const Level> above; ///< that row is of; null for the invisible root
    const MergedRow* row = nullptr;
    std::shared_ptr<Level> below; ///< null until it is asked for
    bool goesOn = false;          ///< whether ways go on behind the row
    std::size_t mainLevel = 0; ///< level of MergedSelection::levels that stands below this row; 0: none, but below the root
};

MergedPathsModel::MergedPathsModel(QObject* parent) : LazyTreeModel(std::make_unique<MergedNode>(), parent)
{
    sort(static_cast<int>(MergedColumn::Count), Qt::DescendingOrder);
}

void MergedPathsModel::setSelection(std::shared_ptr<const MergedSelection> selection)
{
    clear();
    static_cast<MergedNode&>(root()).below.reset();
    m_selection = std::move(selection);
    if (m_selection)
        reset();
}

const MergedRow* MergedPathsModel::rowOf(const Node& node) const
{
    return node.depth == 0 || node.key == placeholder ? nullptr : static_cast<const MergedNode&>(node).row;
}

LazyTreeModel::Listing MergedPathsModel::list(Node& node)
{
    auto& merged = static_cast<MergedNode&>(node);
    const auto column = static_cast<MergedColumn>(sortColumn());
    const bool descending = sortOrder() == Qt::DescendingOrder;
    if (merged.below && merged.below->isFilled)
        return {merged.below->sorted(column, descending), {}};
    merged.below = std::make_shared<Level>();
    const bool isReady = node.depth == 0 || merged.mainLevel > 0;
    if (isReady && merged.mainLevel < m_selection->levels.size()) {
        merged.below->fillFrom(m_selection->levels[merged.mainLevel]); // which all nodes go before
        return {merged.below->sorted(column, descending), {}};
    }
    if (!merged.row)
        return {};
    const auto make = [selection = m_selection, above = merged.above, row = merged.row, below = merged.below, column,
                       descending] {
        below->fill(mergeNextStep(*selection->profile->heap, selection->tree(), selection->distance(), row->holders));
        return below->sorted(column, descending);
    };
    if (merged.row->holders.size() > mostMergedAtOnce)
        return {{}, make};
    return {make(), {}};
}

bool MergedPathsModel::mayHaveChildren(const Node& node) const
{
    return node.depth == 0 ? m_selection != nullptr : static_cast<const MergedNode&>(node).goesOn;
}

LazyTreeModel::Node* MergedPathsModel::createNode(Node& parent, Key key)
{
    auto* node = new MergedNode;
    if (key == placeholder)
        return node;
    const auto& above = static_cast<const MergedNode&>(parent);
    const std::size_t place = above.below->rowOfKey.at(key);
    node->above = above.below;
    node->row = &above.below->rows[place];
    if (node->row->kind != MergedRow::Kind::Reference)
        return node;
    const PathTree& tree = m_selection->tree();
    node->goesOn = std::ranges::any_of(
        node->row->holders, [&](const MergedHolder& holder) { return tree.lastEdge[holder.object.value].isValid(); });
    const bool isMain = place == 0 && (parent.depth == 0 || above.mainLevel > 0);
    if (isMain && above.mainLevel + 1 < m_selection->levels.size())
        node->mainLevel = above.mainLevel + 1;
    return node;
}

std::uint64_t MergedPathsModel::weightOf(const Node& parent, Key child) const
{
    const auto& level = static_cast<const MergedNode&>(parent).below;
    return child == placeholder ? 0 : level->rows[level->rowOfKey.at(child)].count;
}

std::uint64_t MergedPathsModel::weightOf(const Node& node) const
{
    const MergedRow* row = rowOf(node);
    return row ? row->count : m_selection ? m_selection->count : 0;
}

std::optional<NodeOrdinal> MergedPathsModel::objectAt(const QModelIndex& index) const
{
    const MergedRow* row = index.isValid() ? rowOf(nodeAt(index)) : nullptr;
    if (!row || row->holders.size() != 1)
        return std::nullopt;
    return row->holders.front().object;
}

std::optional<ClassId> MergedPathsModel::classAt(const QModelIndex& index) const
{
    const MergedRow* row = index.isValid() ? rowOf(nodeAt(index)) : nullptr;
    if (!row || !row->holderClass.isValid())
        return std::nullopt;
    return row->holderClass;
}

QModelIndex MergedPathsModel::mainWay(const QModelIndex& index)
{
    if (canFetchMore(index))
        fetchMore(index);
    const QModelIndex first = this->index(0, 0, index);
    const MergedRow* row = first.isValid() ? rowOf(nodeAt(first)) : nullptr;
    return row && row->count * 10 >= weightOf(nodeAt(index)) * 9 && hasChildren(first) ? first : QModelIndex();
}

int MergedPathsModel::columnCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : mergedColumnCount;
}

QVariant MergedPathsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const MergedRow* row = rowOf(nodeAt(index));
    const auto column = static_cast<MergedColumn>(index.column());
    if (!row)
        return column == MergedColumn::Reference && role == Qt::DisplayRole ? tr("Merging…") : QVariant();
    switch (column) {
    case MergedColumn::Reference: return referenceData(*row, role);
    case MergedColumn::Count:
        if (role == TotalRole)
            return QVariant::fromValue<qulonglong>(m_selection->count);
        if (role == PercentRole)
            return percentText(row->count, m_selection->count);
        if (role == Qt::ToolTipRole)
            return plainToolTip({tr("%1 of %2 objects").arg(countText(row->count), countText(m_selection->count))});
        return countCell(role, row->count);
    case MergedColumn::Holders:
        return row->kind == MergedRow::Kind::Reference ? countCell(role, row->holders.size()) : QVariant();
    case MergedColumn::Bytes:
        if (role == Qt::ToolTipRole)
            return plainToolTip(
                {exactBytesText(row->bytes), tr("%1 of the whole heap").arg(percentText(row->bytes, heap().totalSize))});
        return bytesCell(role, row->bytes, heap().totalSize);
    }
    return {};
}

QVariant MergedPathsModel::referenceData(const MergedRow& row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case SortRole: return mergedRowText(heap(), row).text;
    case TextSpansRole: return QVariant::fromValue(mergedRowText(heap(), row).spans);
    case Qt::ToolTipRole: return referenceToolTip(row);
    default: return {};
    }
}

QString MergedPathsModel::referenceToolTip(const MergedRow& row) const
{
    switch (row.kind) {
    case MergedRow::Kind::Start: return plainToolTip({tr("A root refers to these objects themselves.")});
    case MergedRow::Kind::Unreached:
        return plainToolTip({m_selection->ignored
                                 ? tr("Without the ignored retainers only weak references or rings of objects lead here.")
                                 : tr("Only weak references or rings of objects lead here.")});
    case MergedRow::Kind::Reference: break;
    }
    QStringList lines;
    if (row.holders.size() == 1)
        lines = objectToolTipLines(heap().graph, row.holders.front().object);
    else
        lines = {
            tr("%1 objects of the class %2").arg(countText(row.holders.size()), mergedClassName(heap(), row.holderClass))};
    lines.prepend(edgeKindText(heap().graph, row.edge));
    return plainToolTip(lines);
}

QVariant MergedPathsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= mergedColumnCount)
        return {};
    const auto column = static_cast<MergedColumn>(section);
    const bool isName = column == MergedColumn::Reference;
    const auto text = [column](bool isToolTip) -> QString {
        switch (column) {
        case MergedColumn::Reference:
            return isToolTip ? tr(
                       "Which reference of objects of which class keeps the objects above alive, on the shortest way from the roots. "
                       "“…” stands for different numbers.")
                             : tr("Held over");
        case MergedColumn::Count:
            return isToolTip ? tr("How many of the objects are kept alive this way, and their share of all.")
                             : tr("Objects");
        case MergedColumn::Holders: return isToolTip ? tr("How many different objects hold them.") : tr("Holders");
        case MergedColumn::Bytes:
            return isToolTip ? tr("Shallow bytes of the objects that are kept alive this way, in percent of the whole heap.")
                             : heapColumnTitle(HeapColumn::ShallowSize);
        }
        return {};
    };
    switch (role) {
    case Qt::DisplayRole: return text(false);
    case Qt::ToolTipRole: return plainToolTip({text(true)});
    case CopyRole: return column == MergedColumn::Bytes ? tr("%1 (bytes)").arg(text(false)) : text(false);
    case Qt::InitialSortOrderRole: return QVariant::fromValue<int>(isName ? Qt::AscendingOrder : Qt::DescendingOrder);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue<int>((isName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default: return {};
    }
}

} // namespace heapline
