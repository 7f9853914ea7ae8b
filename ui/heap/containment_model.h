// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/subtree_model.h"

namespace heapline {

/// What the root refers to, in it what these objects refer to, and so on. A row's key is the EdgeIndex of the reference.
class ContainmentModel : public SubtreeModel {
    Q_OBJECT

public:
    explicit ContainmentModel(std::shared_ptr<const Profile> profile, QObject* parent = nullptr);

    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node& node) const override;
    std::optional<NodeOrdinal> objectOf(const Node& node) const override;
};

} // namespace heapline
