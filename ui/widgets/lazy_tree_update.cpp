// SPDX-License-Identifier: GPL-3.0-or-later

// How a LazyTreeModel moves its rows into new places when figures, filter or order change.

#include "ui/widgets/lazy_tree_model.h"

#include "ui/widgets/timing.h"

#include <algorithm>

namespace heapline {

/// What becomes of the rows of one level.
struct LazyTreeModel::Change {
    Node* node = nullptr;
    std::vector<Key> keys;   ///< the whole level
    std::vector<Node*> rows; ///< its first rows in their new order; null where a row is to be made
    std::vector<Node*> gone; ///< rows that are no longer there
};

void LazyTreeModel::relist()
{
    if (!m_isFilled)
        return;
    TimingClock clock;
    const std::vector<const Node*> held = heldNodes();
    std::vector<Change> changes;
    std::vector<Node*> open{m_root.get()};
    while (!open.empty()) {
        Node* const node = open.back();
        open.pop_back();
        if (!node->isListed)
            continue;
        Listing listing = list(*node);
        const std::vector<Node*>* stay = &node->children; // all, as long as a list is being made
        if (listing.later) {
            startLater(*node, std::move(listing.later));
        } else {
            forgetLater(*node);
            changes.push_back(compare(*node, std::move(listing.keys), held));
            stay = &changes.back().rows;
        }
        for (Node* const child : *stay) {
            if (!child)
                continue;
            refreshNode(*child);
            open.push_back(child);
        }
    }
    const double listMs = clock.lapMs();
    apply(changes);
    qCInfo(timingLog, "%s: %zu levels listed and sorted in %.2f ms, rows moved in %.2f ms", metaObject()->className(),
           changes.size(), listMs, clock.lapMs());
}

/// Nodes that a view holds on to: opened, selected and current ones. Sorted by address.
std::vector<const LazyTreeModel::Node*> LazyTreeModel::heldNodes() const
{
    std::vector<const Node*> held;
    for (const QModelIndex& index : persistentIndexList())
        held.push_back(&nodeOf(index));
    std::ranges::sort(held);
    return held;
}

LazyTreeModel::Change LazyTreeModel::compare(Node& node, std::vector<Key> keys, const std::vector<const Node*>& held) const
{
    std::unordered_map<Key, Node*> old;
    for (Node* const child : node.children)
        old.emplace(child->key, child);

    std::size_t wanted = std::min(keys.size(), std::max<std::size_t>(node.children.size(), chunkSize));
    const std::size_t searched = std::min(keys.size(), std::max<std::size_t>(wanted, mostRowsHeld));
    std::vector<std::pair<std::size_t, Node*>> places;
    for (std::size_t at = 0; at < searched && places.size() < old.size(); ++at) {
        const auto found = old.find(keys[at]);
        if (found == old.end())
            continue;
        places.emplace_back(at, found->second);
        if (std::ranges::binary_search(held, found->second))
            wanted = std::max(wanted, at + 1);
    }

    Change change{&node, std::move(keys), std::vector<Node*>(wanted, nullptr), {}};
    for (const auto& [at, child] : places) {
        if (at < wanted) {
            change.rows[at] = child;
            old.erase(child->key);
        }
    }
    for (const auto& [key, child] : old)
        change.gone.push_back(child);
    return change;
}

/// Calls @p rearrange, which gives nodes other rows, between the two signals that say so.
template <typename Rearrange>
void LazyTreeModel::changeLayout(Rearrange rearrange)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    rearrange();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex& index : before)
        after.append(indexOf(nodeOf(index), index.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void LazyTreeModel::apply(std::vector<Change>& changes)
{
    const auto number = [](const Node& node) {
        for (std::size_t row = 0; row < node.children.size(); ++row)
            node.children[row]->row = static_cast<int>(row);
    };

    // 1. Rows that go move to the end of their level, then they are taken away.
    if (std::ranges::any_of(changes, [](const Change& change) { return !change.gone.empty(); })) {
        changeLayout([&] {
            for (const Change& change : changes) {
                if (change.gone.empty())
                    continue;
                std::vector<Node*>& children = change.node->children;
                children.clear();
                std::ranges::copy_if(change.rows, std::back_inserter(children),
                                     [](const Node* row) { return row != nullptr; });
                children.insert(children.end(), change.gone.begin(), change.gone.end());
                number(*change.node);
            }
        });
        for (Change& change : changes) {
            if (change.gone.empty())
                continue;
            std::vector<Node*>& children = change.node->children;
            const std::size_t stay = children.size() - change.gone.size();
            beginRemoveRows(indexOf(*change.node), static_cast<int>(stay), static_cast<int>(children.size()) - 1);
            children.resize(stay);
            endRemoveRows();
            destroyWithAllBelow(change.gone);
        }
    }

    // 2. New rows come to the end of their level.
    for (Change& change : changes) {
        Node& node = *change.node;
        node.level = std::move(change.keys);
        if (change.rows.size() == node.children.size())
            continue;
        beginInsertRows(indexOf(node), static_cast<int>(node.children.size()), static_cast<int>(change.rows.size()) - 1);
        for (std::size_t row = 0; row < change.rows.size(); ++row) {
            if (!change.rows[row]) {
                change.rows[row] = adopt(node, node.level[row]);
                node.children.push_back(change.rows[row]);
            }
        }
        endInsertRows();
    }

    // 3. All rows into their order.
    if (std::ranges::any_of(changes, [](const Change& change) { return change.rows != change.node->children; })) {
        changeLayout([&] {
            for (const Change& change : changes) {
                change.node->children = change.rows;
                number(*change.node);
            }
        });
    }

    for (const Change& change : changes) {
        Node& node = *change.node;
        if (!node.children.empty())
            Q_EMIT dataChanged(indexOf(*node.children.front()), indexOf(*node.children.back(), columnCount() - 1));
    }
}

void LazyTreeModel::startLater(Node& node, BackgroundLists::Maker maker)
{
    if (node.token != 0) { // one list at a time; it is shown, then made anew
        node.listAgain = true;
        return;
    }
    node.token = ++m_lastToken;
    node.listAgain = false;
    m_running.emplace(node.token, &node);
    m_lists.start(node.token, [make = std::move(maker), model = metaObject()->className()] {
        const TimingClock clock;
        auto keys = make();
        qCInfo(timingLog, "%s: %zu rows listed and sorted beside the window in %.2f ms", model, keys.size(),
               clock.totalMs());
        return keys;
    });
}

void LazyTreeModel::forgetLater(Node& node)
{
    m_running.erase(node.token);
    node.token = 0;
    node.listAgain = false;
}

void LazyTreeModel::onListed(quint64 token, const std::shared_ptr<std::vector<Key>>& keys)
{
    const auto found = m_running.find(token);
    if (found == m_running.end())
        return; // of a row that is gone, or overtaken by a short list
    Node& node = *found->second;
    const bool again = node.listAgain;
    forgetLater(node);
    std::vector<Change> changes;
    changes.push_back(compare(node, std::move(*keys), heldNodes()));
    apply(changes);
    if (!again)
        return;
    Listing listing = list(node);
    if (listing.later) {
        startLater(node, std::move(listing.later));
        return;
    }
    changes.clear();
    changes.push_back(compare(node, std::move(listing.keys), heldNodes()));
    apply(changes);
}

} // namespace heapline
