// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/ignored_retainers.h"
#include "ui/heap/heap_tree_model.h"

namespace heapline {

/// What keeps an object alive: the objects that refer to it, in these the ones that refer to them, and so on.
/// A row's key is the EdgeIndex of the reference. Weak references are left out until they are asked for.
class RetainersModel : public HeapTreeModel {
    Q_OBJECT

public:
    explicit RetainersModel(std::shared_ptr<const Profile> profile, QObject* parent = nullptr);

    /// @param object none: no rows
    void setObject(std::optional<NodeOrdinal> object);

    /// What is ruled out as a retainer, and whether weak references are listed. Rows stay open where they are still there.
    void setRules(std::shared_ptr<const IgnoredRetainers> ignored, bool withWeak);

    /// The row below which the way to the roots goes on: the first one, if it leads further; invalid at the end of the way.
    QModelIndex nextTowardsRoot(const QModelIndex& index);

    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node& node) const override;
    std::optional<NodeOrdinal> objectOf(const Node& node) const override;

private:
    bool isWeak(const Node& node) const;
    bool isIgnored(NodeOrdinal object) const;
    bool isUnreachable(const Node& node) const;
    QVariant distance(const Node& node, int role) const;
    QStringList toolTipLines(const Node& node) const;

    std::optional<NodeOrdinal> m_object;
    std::shared_ptr<const IgnoredRetainers> m_ignored; ///< null: nothing
    bool m_withWeak = false;
};

} // namespace heapline
