// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/cells.h"
#include "ui/widgets/lazy_tree_model.h"
#include "ui/widgets/roles.h"

#include <QSemaphore>

#include <algorithm>
#include <map>
#include <memory>

namespace heapline::test {

/// A tree of numbers for tests: a row's key is its number, its weight is beside it. Columns: number, weight.
class NumberTree : public LazyTreeModel {
public:
    using Level = std::map<Key, std::uint64_t>; ///< number -> weight

    explicit NumberTree(QObject* parent = nullptr) : LazyTreeModel(std::make_unique<Node>(), parent) {}

    void setLevel(const Path& path, const Level& level) { m_levels[path] = level; }
    void fill() { reset(); }
    void update() { relist(); }
    /// Levels from now on come from a thread that waits for this semaphore.
    void listLater(std::shared_ptr<QSemaphore> gate) { m_gate = std::move(gate); }

    int columnCount(const QModelIndex& parent = {}) const override { return parent.column() > 0 ? 0 : 2; }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const Node& node = nodeAt(index);
        if (index.column() == 1)
            return bytesCell(role, node.key == placeholder ? 0 : weightOf(node), 100);
        if (role != Qt::DisplayRole)
            return {};
        return node.key == placeholder ? QStringLiteral("wait") : QString::number(node.key);
    }
    QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        if (role == CopyRole && section == 1)
            return QStringLiteral("Weight (bytes)");
        return role == Qt::DisplayRole ? QVariant(section == 0 ? QStringLiteral("Number") : QStringLiteral("Weight"))
                                       : QVariant();
    }

protected:
    Listing list(Node& node) override
    {
        std::vector<Key> keys;
        for (const auto& [key, weight] : levelOf(node))
            keys.push_back(key);
        if (sortColumn() == 1)
            std::ranges::stable_sort(keys, {}, [&](Key key) { return levelOf(node).at(key); });
        if (sortOrder() == Qt::DescendingOrder)
            std::ranges::reverse(keys);
        if (!m_gate)
            return {keys, {}};
        return {{}, [keys, gate = m_gate] {
                    gate->acquire();
                    return keys;
                }};
    }
    bool mayHaveChildren(const Node& node) const override { return !levelOf(node).empty(); }
    std::uint64_t weightOf(const Node& parent, Key child) const override { return levelOf(parent).at(child); }
    std::uint64_t weightOf(const Node& node) const override
    {
        if (!node.parent)
            return 0;
        const Level& level = levelOf(*node.parent);
        return level.contains(node.key) ? level.at(node.key) : 0;
    }

private:
    Path pathOfNode(const Node& node) const
    {
        Path path;
        for (const Node* at = &node; at->parent; at = at->parent)
            path.push_back(at->key);
        std::ranges::reverse(path);
        return path;
    }
    const Level& levelOf(const Node& node) const
    {
        static const Level none;
        const auto found = m_levels.find(pathOfNode(node));
        return found == m_levels.end() ? none : found->second;
    }

    std::map<Path, Level> m_levels;
    std::shared_ptr<QSemaphore> m_gate;
};

} // namespace heapline::test
