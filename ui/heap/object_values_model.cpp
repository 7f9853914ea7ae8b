// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/object_values_model.h"

#include "core/heap/object_names.h"
#include "ui/heap/heap_columns.h"
#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <numeric>

namespace heapline {

namespace {

constexpr std::size_t mostSortedAtOnce = 20'000;

std::size_t sizeOf(const RecordedValues& values)
{
    return values.properties.size() + values.variables.size() + values.elements.size() + values.entries.size();
}

/// The edge that a row stands for, or null for an entry of a collection.
const EdgeIndex* edgeOf(const RecordedValues& values, std::size_t row)
{
    for (const auto* edges : {&values.properties, &values.variables, &values.elements}) {
        if (row < edges->size())
            return &(*edges)[row];
        row -= edges->size();
    }
    return nullptr;
}

const CollectionEntry& entryOf(const RecordedValues& values, std::size_t row)
{
    return values.entries[row - (sizeOf(values) - values.entries.size())];
}

/// The value of a row; invalid when the file does not have it.
NodeOrdinal valueOf(const HeapGraph& graph, const RecordedValues& values, std::size_t row)
{
    if (const EdgeIndex* edge = edgeOf(values, row))
        return graph.target(*edge);
    const CollectionEntry& entry = entryOf(values, row);
    return values.collection == CollectionKind::Set ? entry.key : entry.value;
}

} // namespace

ObjectValuesModel::ObjectValuesModel(std::shared_ptr<const Profile> profile, QObject* parent)
    : LazyTreeModel(std::make_unique<Node>(), parent)
    , m_profile(std::move(profile))
{
}

void ObjectValuesModel::setFacts(std::shared_ptr<const ObjectFacts> facts)
{
    m_facts = std::move(facts);
    if (m_facts)
        reset();
    else
        clear();
}

std::size_t ObjectValuesModel::size() const
{
    return m_facts ? sizeOf(m_facts->values) : 0;
}

std::optional<NodeOrdinal> ObjectValuesModel::objectAt(const QModelIndex& index) const
{
    if (!index.isValid() || nodeAt(index).key == placeholder)
        return {};
    const NodeOrdinal value = valueOf(m_profile->heap->graph, m_facts->values, nodeAt(index).key);
    return value.isValid() ? std::optional(value) : std::nullopt;
}

int ObjectValuesModel::columnCount(const QModelIndex&) const
{
    return columns;
}

QString ObjectValuesModel::nameText(Key row) const
{
    const HeapGraph& graph = m_profile->heap->graph;
    if (const EdgeIndex* edge = edgeOf(m_facts->values, row)) {
        const QString name = fromFile(edgeTitle(graph, *edge));
        if (graph.kind(*edge) == EdgeKind::Element)
            return QStringLiteral("[%1]").arg(name);
        return name.isEmpty() ? QStringLiteral("\"\"") : name;
    }
    const CollectionEntry& entry = entryOf(m_facts->values, row);
    //: one of the objects in a JavaScript Set
    if (m_facts->values.collection == CollectionKind::Set)
        return tr("member");
    return valueText(entry.key).text + QStringLiteral(" →");
}

StyledText ObjectValuesModel::valueText(NodeOrdinal value) const
{
    const HeapGraph& graph = m_profile->heap->graph;
    if (!value.isValid()) {
        StyledText text{tr("not in the file"), {}};
        text.spans.append({0, text.text.size(), TextSpan::Style::Weak});
        return text;
    }
    if (graph.kind(value) != NodeKind::String && graph.kind(value) != NodeKind::ConcatenatedString) {
        if (const auto primitive = primitiveText(graph, value))
            return {fromFile(*primitive), {}};
    }
    return objectText(graph, value);
}

QVariant ObjectValuesModel::data(const QModelIndex& index, int role) const
{
    const Key key = nodeAt(index).key;
    const auto column = static_cast<Column>(index.column());
    if (key == placeholder)
        return role == Qt::DisplayRole && column == Column::Name ? QVariant(tr("Sorting…")) : QVariant();
    const Heap& heap = *m_profile->heap;
    const NodeOrdinal value = valueOf(heap.graph, m_facts->values, key);
    const EdgeIndex* edge = edgeOf(m_facts->values, key);
    if (role == Qt::ToolTipRole)
        return plainToolTip((edge ? QStringList{edgeKindText(heap.graph, *edge)} : QStringList())
                            + (value.isValid()
                                   ? objectToolTipLines(heap.graph, value)
                                   : QStringList{tr("Small integers have no object of their own; files that were "
                                                    "recorded with numeric values have them.")}));
    switch (column) {
    case Column::Name: return role == Qt::DisplayRole ? QVariant(nameText(key)) : QVariant();
    case Column::Value:
        if (role == Qt::DisplayRole)
            return valueText(value).text;
        return role == TextSpansRole ? QVariant::fromValue(valueText(value).spans) : QVariant();
    case Column::RetainedSize:
        return value.isValid() && heap.knowsReferences() ? bytesCell(role, heap.retainedSize[value.value], heap.totalSize)
                                                         : unknownCell(role);
    }
    return {};
}

QVariant ObjectValuesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole && column == Column::RetainedSize)
        return QVariant::fromValue<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Name: return tr("Holds");
    case Column::Value: return tr("Value");
    case Column::RetainedSize: return heapColumnTitle(HeapColumn::RetainedSize);
    }
    return {};
}

/// In the order of the file by name and value, or by retained size.
LazyTreeModel::Listing ObjectValuesModel::list(Node&)
{
    const auto make = [profile = m_profile, facts = m_facts, column = static_cast<Column>(sortColumn()),
                       descending = sortOrder() == Qt::DescendingOrder] {
        std::vector<Key> keys(sizeOf(facts->values));
        std::iota(keys.begin(), keys.end(), Key{0});
        if (column == Column::RetainedSize) {
            const Heap& heap = *profile->heap;
            const auto sizeOfRow = [&](Key row) {
                const NodeOrdinal value = valueOf(heap.graph, facts->values, row);
                return value.isValid() ? heap.retainedSize[value.value] : 0;
            };
            std::ranges::stable_sort(
                keys, [&](Key a, Key b) { return descending ? sizeOfRow(a) > sizeOfRow(b) : sizeOfRow(a) < sizeOfRow(b); });
        } else if (descending) {
            std::ranges::reverse(keys);
        }
        return keys;
    };
    if (size() > mostSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

bool ObjectValuesModel::mayHaveChildren(const Node& node) const
{
    return node.depth == 0 && size() > 0;
}

} // namespace heapline
