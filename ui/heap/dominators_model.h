// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/dominator_lists.h"
#include "ui/heap/subtree_model.h"

namespace heapline {

/// The dominator tree from the root: below an object what is alive through it alone. Grouped, the objects of one class below one object are
/// one row, which opens into them. Keys: NodeOrdinal of an object, or a class as keyOf(ClassId).
class DominatorsModel : public SubtreeModel {
    Q_OBJECT

public:
    explicit DominatorsModel(std::shared_ptr<const Profile> profile, QObject* parent = nullptr);

    void setGrouped(bool on);
    bool isGrouped() const { return m_isGrouped; }

    /// The class of a row that takes objects together; none for others.
    std::optional<ClassId> classAt(const QModelIndex& index) const;
    /// Where an object stands: the rows of its dominators, and its own.
    Path pathTo(NodeOrdinal object) const;

    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node& node) const override;
    Node* createNode(Node& parent, Key key) override;
    std::optional<NodeOrdinal> objectOf(const Node& node) const override;

private:
    class ClassLevel;
    struct LevelNode;

    static Key keyOf(ClassId id);
    static std::optional<ClassId> classOf(const Node& node);
    DominatedListing listing() const;
    Listing listClasses(LevelNode& node, NodeOrdinal object) const;
    Listing listObjects(NodeOrdinal object, std::optional<ClassId> only) const;
    QVariant classData(const Node& node, ClassId id, int column, int role) const;
    QString classToolTip(const Node& node, ClassId id) const;

    bool m_isGrouped = false;
};

} // namespace heapline
