// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/lazy_tree_model.h"

#include "ui/widgets/timing.h"

#include <algorithm>

namespace heapline {

LazyTreeModel::LazyTreeModel(std::unique_ptr<Node> root, QObject* parent)
    : QAbstractItemModel(parent)
    , m_root(std::move(root))
{
    m_root->isListed = true;
    connect(&m_lists, &BackgroundLists::finished, this, &LazyTreeModel::onListed);
}

LazyTreeModel::~LazyTreeModel()
{
    destroyBelow(*m_root);
}

LazyTreeModel::Node& LazyTreeModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? *static_cast<Node*>(index.internalPointer()) : *m_root;
}

const LazyTreeModel::Node& LazyTreeModel::nodeAt(const QModelIndex& index) const
{
    return nodeOf(index);
}

QModelIndex LazyTreeModel::indexOf(const Node& node, int column) const
{
    return &node == m_root.get() ? QModelIndex() : createIndex(node.row, column, &node);
}

QModelIndex LazyTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || column >= columnCount(parent) || parent.column() > 0)
        return {};
    const Node& node = nodeOf(parent);
    if (static_cast<std::size_t>(row) >= node.children.size())
        return {};
    return createIndex(row, column, node.children[static_cast<std::size_t>(row)]);
}

QModelIndex LazyTreeModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOf(*nodeOf(child).parent) : QModelIndex();
}

int LazyTreeModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent).children.size());
}

bool LazyTreeModel::hasChildren(const QModelIndex& parent) const
{
    if (parent.column() > 0)
        return false;
    const Node& node = nodeOf(parent);
    return node.isListed ? !node.level.empty() : mayHaveChildren(node);
}

bool LazyTreeModel::canFetchMore(const QModelIndex& parent) const
{
    const Node& node = nodeOf(parent);
    return parent.column() <= 0 && !node.isListed && mayHaveChildren(node);
}

void LazyTreeModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    Node& node = nodeOf(parent);
    listNow(node);
    if (node.level.empty()) // no arrow any more
        Q_EMIT dataChanged(indexOf(node), indexOf(node));
    appendRows(node, chunkSize);
}

bool LazyTreeModel::hasMoreRows(const QModelIndex& parent) const
{
    return rowsToMake(parent) > 0;
}

std::size_t LazyTreeModel::rowsToMake(const QModelIndex& parent) const
{
    const Node& node = nodeOf(parent);
    return node.isListed ? node.level.size() - node.children.size() : 0;
}

void LazyTreeModel::makeMoreRows(const QModelIndex& parent, std::size_t most)
{
    appendRows(nodeOf(parent), most);
}

void LazyTreeModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || (column == m_sortColumn && order == m_sortOrder))
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    relist();
}

LazyTreeModel::Path LazyTreeModel::pathOf(const QModelIndex& index) const
{
    Path path;
    for (const Node* node = &nodeOf(index); node != m_root.get(); node = node->parent)
        path.push_back(node->key);
    std::ranges::reverse(path);
    return path;
}

QModelIndex LazyTreeModel::find(const Path& path) const
{
    const Node* node = m_root.get();
    for (const Key key : path) {
        const auto at = std::ranges::find(node->children, key, &Node::key);
        if (at == node->children.end())
            return {};
        node = *at;
    }
    return indexOf(*node);
}

QModelIndex LazyTreeModel::fetchTo(const QModelIndex& parent, Key key)
{
    Node& node = nodeOf(parent);
    if (!node.isListed)
        fetchMore(parent);
    const auto at = std::ranges::find(node.level, key);
    const auto row = static_cast<std::size_t>(at - node.level.begin());
    if (at == node.level.end() || row >= static_cast<std::size_t>(mostRowsHeld))
        return {};
    if (row >= node.children.size())
        appendRows(node, row + 1 - node.children.size());
    return indexOf(*node.children[row]);
}

QModelIndex LazyTreeModel::heaviestChild(const QModelIndex& parent)
{
    Node& node = nodeOf(parent);
    if (!node.isListed)
        fetchMore(parent);
    if (node.level.empty() || node.level.front() == placeholder)
        return {};
    Key best = node.level.front();
    std::uint64_t bestWeight = weightOf(node, best);
    for (const Key key : node.level) {
        const std::uint64_t weight = weightOf(node, key);
        if (weight > bestWeight) {
            best = key;
            bestWeight = weight;
        }
    }
    const bool isEvenlySpread = &node != m_root.get() && bestWeight < weightOf(node) - weightOf(node) / 2;
    return bestWeight == 0 || isEvenlySpread ? QModelIndex() : fetchTo(parent, best);
}

LazyTreeModel::Node* LazyTreeModel::createNode(Node&, Key)
{
    return new Node;
}

void LazyTreeModel::refreshNode(Node&) {}

std::uint64_t LazyTreeModel::weightOf(const Node&, Key) const
{
    return 0;
}

std::uint64_t LazyTreeModel::weightOf(const Node&) const
{
    return 0;
}

void LazyTreeModel::reset()
{
    beginResetModel();
    destroyBelow(*m_root);
    m_isFilled = true;
    listNow(*m_root);
    const std::size_t rows = std::min<std::size_t>(m_root->level.size(), chunkSize);
    for (std::size_t row = 0; row < rows; ++row)
        m_root->children.push_back(adopt(*m_root, m_root->level[row]));
    endResetModel();
}

void LazyTreeModel::clear()
{
    beginResetModel();
    destroyBelow(*m_root);
    m_root->isListed = true;
    m_isFilled = false;
    endResetModel();
}

LazyTreeModel::Node* LazyTreeModel::adopt(Node& parent, Key key)
{
    Node* const node = createNode(parent, key);
    node->parent = &parent;
    node->key = key;
    node->depth = parent.depth + 1;
    node->row = static_cast<int>(parent.children.size());
    return node;
}

void LazyTreeModel::listNow(Node& node)
{
    const TimingClock clock;
    Listing listing = list(node);
    node.isListed = true;
    node.level = std::move(listing.keys);
    qCInfo(timingLog, "%s: %zu rows listed and sorted in %.2f ms", metaObject()->className(), node.level.size(),
           clock.totalMs());
    if (listing.later) {
        node.level = {placeholder};
        startLater(node, std::move(listing.later));
    }
}

void LazyTreeModel::appendRows(Node& node, std::size_t count)
{
    const std::size_t first = node.children.size();
    const std::size_t end = std::min(node.level.size(), first + count);
    if (first == end)
        return;
    beginInsertRows(indexOf(node), static_cast<int>(first), static_cast<int>(end) - 1);
    for (std::size_t row = first; row < end; ++row)
        node.children.push_back(adopt(node, node.level[row]));
    endInsertRows();
}

void LazyTreeModel::destroyBelow(Node& node)
{
    destroyWithAllBelow(node.children);
    forgetLater(node);
    node.children.clear();
    node.level.clear();
    node.isListed = false;
}

void LazyTreeModel::destroyWithAllBelow(const std::vector<Node*>& nodes)
{
    std::vector<Node*> left = nodes;
    while (!left.empty()) {
        const std::unique_ptr<Node> node(left.back());
        left.pop_back();
        left.insert(left.end(), node->children.begin(), node->children.end());
        forgetLater(*node);
    }
}

} // namespace heapline
