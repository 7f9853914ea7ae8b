// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/root_paths.h"
#include "ui/heap/heap_tree_model.h"

#include <vector>

namespace heapline {

/// The ways from the roots to an object: a row for each, in the order in which they were found, with its steps below, from the root to the
/// object. A way's key is its number, a step's its place in the way.
class PathsModel : public HeapTreeModel {
    Q_OBJECT

public:
    explicit PathsModel(std::shared_ptr<const Profile> profile, QObject* parent = nullptr);

    /// Forgets all ways. @param distance [nodes] by which they are found; what keeps it alive goes along
    void start(std::shared_ptr<const IgnoredRetainers> ignored);
    void addPath(RootPath path);

    const std::vector<RootPath>& paths() const { return m_paths; }

    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node& node) const override;
    std::optional<NodeOrdinal> objectOf(const Node& node) const override;

private:
    const RootPath& pathOf(const Node& node) const;
    QVariant pathData(const RootPath& path, std::size_t number, int role) const;
    QVariant stepData(const PathStep& step, bool isTarget, int role) const;

    std::vector<RootPath> m_paths;
    std::shared_ptr<const IgnoredRetainers> m_ignored; ///< that distances are of; null: none
};

} // namespace heapline
