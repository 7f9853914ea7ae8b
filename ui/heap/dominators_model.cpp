// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/dominators_model.h"

#include "core/heap/object_names.h"
#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <mutex>

namespace heapline {

namespace {

constexpr LazyTreeModel::Key classMark = LazyTreeModel::Key(1) << 32; ///< in the key of a class

DominatedOrder orderOf(int column)
{
    if (column == SubtreeModel::shownBytesColumn)
        return DominatedOrder::ShownBytes;
    if (column == SubtreeModel::shownCountColumn)
        return DominatedOrder::ShownCount;
    switch (static_cast<HeapColumn>(column)) {
    case HeapColumn::Name: return DominatedOrder::Name;
    case HeapColumn::Count: return DominatedOrder::Count;
    case HeapColumn::Distance: return DominatedOrder::Distance;
    case HeapColumn::ShallowSize: return DominatedOrder::ShallowSize;
    default: return DominatedOrder::RetainedSize;
    }
}

} // namespace

/// Figures of the classes below an object. Filled with its list of rows, which may be on another thread.
class DominatorsModel::ClassLevel {
public:
    void set(std::vector<DominatedClass> rows)
    {
        std::ranges::sort(rows, {}, &DominatedClass::id);
        const std::lock_guard lock(m_mutex);
        m_rows = std::move(rows);
    }

    DominatedClass of(ClassId id) const
    {
        const std::lock_guard lock(m_mutex);
        const auto at = std::ranges::lower_bound(m_rows, id, {}, &DominatedClass::id);
        return at != m_rows.end() && at->id == id ? *at : DominatedClass{};
    }

private:
    mutable std::mutex m_mutex;
    std::vector<DominatedClass> m_rows; ///< ascending; guarded by m_mutex
};

struct DominatorsModel::LevelNode : Node {
    std::shared_ptr<ClassLevel> classes; ///< of the rows below; null until they are listed as classes
};

DominatorsModel::DominatorsModel(std::shared_ptr<const Profile> profile, QObject* parent)
    : SubtreeModel(std::move(profile), parent, std::make_unique<LevelNode>())
{
    sort(static_cast<int>(HeapColumn::RetainedSize), Qt::DescendingOrder);
}

LazyTreeModel::Node* DominatorsModel::createNode(Node&, Key)
{
    return new LevelNode;
}

void DominatorsModel::setGrouped(bool on)
{
    if (std::exchange(m_isGrouped, on) != on && figures())
        reset();
}

LazyTreeModel::Key DominatorsModel::keyOf(ClassId id)
{
    return classMark | id.value;
}

std::optional<ClassId> DominatorsModel::classOf(const Node& node)
{
    if (node.depth == 0 || node.key == placeholder || !(node.key & classMark))
        return std::nullopt;
    return ClassId(static_cast<std::uint32_t>(node.key));
}

std::optional<ClassId> DominatorsModel::classAt(const QModelIndex& index) const
{
    return index.isValid() ? classOf(nodeAt(index)) : std::nullopt;
}

std::optional<NodeOrdinal> DominatorsModel::objectOf(const Node& node) const
{
    if (node.depth == 0)
        return heap().graph.root;
    if (node.key == placeholder || (node.key & classMark))
        return std::nullopt;
    return NodeOrdinal(static_cast<std::uint32_t>(node.key));
}

LazyTreeModel::Path DominatorsModel::pathTo(NodeOrdinal object) const
{
    Path path;
    for (const NodeOrdinal node : dominatorChain(heap(), object)) {
        if (node == heap().graph.root)
            continue;
        if (m_isGrouped)
            path.push_back(keyOf(heap().classOf[node.value]));
        path.push_back(node.value);
    }
    return path;
}

DominatedListing DominatorsModel::listing() const
{
    return {orderOf(sortColumn()), isDescending(), figures()->sumsOrNull(), isOnlyShown()};
}

LazyTreeModel::Listing DominatorsModel::list(Node& node)
{
    if (!figures())
        return {};
    if (const std::optional<ClassId> id = classOf(node))
        return listObjects(*objectOf(*node.parent), id);
    const std::optional<NodeOrdinal> object = objectOf(node);
    if (!object)
        return {};
    return m_isGrouped ? listClasses(static_cast<LevelNode&>(node), *object) : listObjects(*object, {});
}

LazyTreeModel::Listing DominatorsModel::listClasses(LevelNode& node, NodeOrdinal object) const
{
    if (!node.classes)
        node.classes = std::make_shared<ClassLevel>();
    // The figures own what their listing points to.
    const auto make = [shown = figures(), how = listing(), object, classes = node.classes] {
        std::vector<DominatedClass> rows = sortedDominatedClasses(*shown->profile->heap, *shown->tree, object, how);
        std::vector<Key> keys;
        keys.reserve(rows.size());
        for (const DominatedClass& row : rows)
            keys.push_back(keyOf(row.id));
        classes->set(std::move(rows));
        return keys;
    };
    if (figures()->tree->childrenOf(object).size() > mostSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

LazyTreeModel::Listing DominatorsModel::listObjects(NodeOrdinal object, std::optional<ClassId> only) const
{
    const auto make = [shown = figures(), how = listing(), object, only] {
        std::vector<Key> keys;
        for (const NodeOrdinal child : sortedDominated(*shown->profile->heap, *shown->tree, object, only, how))
            keys.push_back(child.value);
        return keys;
    };
    if (figures()->tree->childrenOf(object).size() > mostSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

bool DominatorsModel::mayHaveChildren(const Node& node) const
{
    if (!figures())
        return false;
    if (classOf(node))
        return true;
    const std::optional<NodeOrdinal> object = objectOf(node);
    return object && !figures()->tree->childrenOf(*object).empty();
}

QVariant DominatorsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !figures())
        return {};
    const Node& node = nodeAt(index);
    const int column = index.column();
    if (node.key == placeholder)
        return placeholderData(column, role);
    if (const std::optional<ClassId> id = classOf(node))
        return classData(node, *id, column, role);
    const NodeOrdinal object = *objectOf(node);
    if (column != static_cast<int>(HeapColumn::Name))
        return rowFigure(column, object, role);
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
    case TextSpansRole: return styledCell(objectText(heap().graph, object), role);
    case Qt::FontRole: return nameFont(object);
    case Qt::ToolTipRole:
        return plainToolTip(
            objectToolTipLines(heap().graph, object)
            + QStringList{tr("Dominates %1 objects directly: a row opens into what is alive through its object alone.")
                              .arg(countText(figures()->tree->childrenOf(object).size()))});
    default: return {};
    }
}

QVariant DominatorsModel::classData(const Node& node, ClassId id, int column, int role) const
{
    if (column == static_cast<int>(HeapColumn::Name)) {
        if (role == Qt::ToolTipRole)
            return classToolTip(node, id);
        return role == Qt::DisplayRole || role == SortRole ? QVariant(fromFile(heap().classes.name[id.value])) : QVariant();
    }
    const auto* level = static_cast<const LevelNode*>(node.parent)->classes.get();
    const DominatedClass row = level ? level->of(id) : DominatedClass{};
    if (column >= shownBytesColumn)
        return shownFigure(column, row.shownBytes, row.shownCount, role);
    switch (static_cast<HeapColumn>(column)) {
    case HeapColumn::Count: return countCell(role, row.count);
    case HeapColumn::Distance: return distanceCell(role, row.distance);
    case HeapColumn::ShallowSize: return heapBytes(row.shallowSize, 0, role);
    case HeapColumn::RetainedSize: return heapBytes(row.retainedSize, 0, role);
    default: return {};
    }
}

QString DominatorsModel::classToolTip(const Node& node, ClassId id) const
{
    const NodeOrdinal above = *objectOf(*node.parent);
    const QString holder =
        above == heap().graph.root ? tr("the root") : fromFile(objectTitle(heap().graph, above), titleNameLength);
    return plainToolTip(
        {fromFile(heap().classes.name[id.value], 1000),
         tr("The objects of this class that %1 dominates directly. None holds another one, so their retained "
            "sizes add up.")
             .arg(holder)});
}

QVariant DominatorsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == static_cast<int>(HeapColumn::Name) && orientation == Qt::Horizontal) {
        if (role == Qt::DisplayRole)
            return tr("Object");
        if (role == Qt::ToolTipRole)
            return plainToolTip(
                {tr("Below each object stands what would be freed with it: the objects that are alive through it "
                    "alone. At the top are those that nothing but the root dominates.")});
    }
    return SubtreeModel::headerData(section, orientation, role);
}

} // namespace heapline
