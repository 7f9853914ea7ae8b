// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/merged_selection.h"
#include "ui/widgets/lazy_tree_model.h"

#include <memory>
#include <optional>

namespace heapline {

enum class MergedColumn {
    Reference, ///< name of the reference and class of what holds
    Count,     ///< objects that go through it
    Holders,   ///< objects that hold
    Bytes      ///< shallow bytes of the objects that go through it
};
inline constexpr int mergedColumnCount = 4;

/// Where the ways of some objects go together: at first what holds the objects themselves, below each row what holds these holders, and so
/// on to the roots. A row's key is made of reference and class, so that it is found again among other objects.
class MergedPathsModel : public LazyTreeModel {
    Q_OBJECT

public:
    /// Levels of more holders than this are made off the UI thread.
    static constexpr std::size_t mostMergedAtOnce = 20'000;

    explicit MergedPathsModel(QObject* parent = nullptr);

    /// @param selection null: no rows
    void setSelection(std::shared_ptr<const MergedSelection> selection);

    /// The object of a row if it has only one holder.
    std::optional<NodeOrdinal> objectAt(const QModelIndex& index) const;
    /// The class of a row's holders.
    std::optional<ClassId> classAt(const QModelIndex& index) const;
    /// The first row below one, if nearly everything, nine tenths, goes through it that goes through this one (at the top: all objects); else
    /// invalid.
    QModelIndex mainWay(const QModelIndex& index);

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node& node) const override;
    Node* createNode(Node& parent, Key key) override;
    std::uint64_t weightOf(const Node& parent, Key child) const override;
    std::uint64_t weightOf(const Node& node) const override;

private:
    struct Level;
    struct MergedNode;

    const MergedRow* rowOf(const Node& node) const;
    const Heap& heap() const { return *m_selection->profile->heap; }
    QVariant referenceData(const MergedRow& row, int role) const;
    QString referenceToolTip(const MergedRow& row) const;

    std::shared_ptr<const MergedSelection> m_selection;
};

} // namespace heapline
