// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/dominator_figures.h"
#include "ui/heap/heap_tree_model.h"

#include <cstdint>
#include <vector>

namespace heapline {

/// What Containment and Dominators share: two more columns, which tell how many of the shown objects are in the subtree that the object of a
/// row dominates, and a switch that hides rows without any.
class SubtreeModel : public HeapTreeModel {
    Q_OBJECT

public:
    static constexpr int shownBytesColumn = heapColumnCount;
    static constexpr int shownCountColumn = heapColumnCount + 1;

    /// Shows new figures; rows stay what they are. The first call fills the model.
    void setFigures(std::shared_ptr<const DominatorFigures> figures);
    const std::shared_ptr<const DominatorFigures>& figures() const { return m_figures; }
    /// Whether some objects are left out, so that the two columns say something.
    bool isPart() const { return m_figures && m_figures->sums; }

    /// Whether to hide rows that hold no shown object.
    void setOnlyShown(bool on);
    bool isOnlyShown() const { return m_onlyShown; }

    /// Marks the objects of some classes by bold names. @param classes [classes] 1 or 0; null: marks none
    void setMatching(std::shared_ptr<const std::vector<std::uint8_t>> classes);

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    using HeapTreeModel::HeapTreeModel;

    /// Cells of the two columns.
    QVariant shownFigure(int column, std::uint64_t bytes, std::uint64_t count, int role) const;
    /// Font of an object's name.
    QVariant nameFont(NodeOrdinal object) const;
    /// Cells of an object in all columns of figures.
    QVariant rowFigure(int column, NodeOrdinal object, int role) const;

private:
    std::shared_ptr<const DominatorFigures> m_figures;
    std::shared_ptr<const std::vector<std::uint8_t>> m_matching; ///< null: nothing is looked for
    bool m_onlyShown = false;
};

} // namespace heapline
