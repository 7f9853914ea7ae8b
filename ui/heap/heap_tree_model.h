// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/class_places.h"
#include "core/profile/profile.h"
#include "ui/heap/heap_columns.h"
#include "ui/heap/object_text.h"
#include "ui/widgets/lazy_tree_model.h"

#include <memory>
#include <optional>

namespace heapline {

/// What the trees of objects share: columns, and the cells of an object. Columns are HeapColumn.
class HeapTreeModel : public LazyTreeModel {
    Q_OBJECT

public:
    /// Levels with more rows than this are sorted off the UI thread.
    static constexpr std::size_t mostSortedAtOnce = 20'000;

    /// The object of a row; none for classes and for rows that only say that a level is being sorted.
    std::optional<NodeOrdinal> objectAt(const QModelIndex& index) const;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    /// @pre profile->heap
    /// @param root see LazyTreeModel; null: a plain node
    HeapTreeModel(std::shared_ptr<const Profile> profile, QObject* parent, std::unique_ptr<Node> root = {});

    /// The object that a row shows.
    virtual std::optional<NodeOrdinal> objectOf(const Node& node) const = 0;
    /// Whether the object of a row is also that of a row above it.
    bool isAlreadyAbove(const Node& node) const;
    /// What an object refers to, in the current order, as EdgeIndex.
    Listing listEdges(NodeOrdinal object) const;
    /// Lines on a row whose key is the EdgeIndex of a reference to its object.
    QStringList edgeToolTipLines(const Node& node) const;

    const Heap& heap() const { return *m_profile->heap; }
    const std::shared_ptr<const Profile>& profile() const { return m_profile; }
    /// Where the constructors of classes are. The first call looks at all functions.
    const ClassPlaces& places() const;
    HeapColumn sortedBy() const { return static_cast<HeapColumn>(sortColumn()); }
    bool isDescending() const { return sortOrder() == Qt::DescendingOrder; }

    /// Cells of an object in the columns of figures.
    /// @param rangeBytes bytes of the selection, for the tool tip; 0: no selection
    QVariant objectFigure(HeapColumn column, NodeOrdinal object, std::uint64_t rangeBytes, int role) const;
    /// A cell with bytes, in percent of the whole heap.
    QVariant heapBytes(std::uint64_t bytes, std::uint64_t rangeBytes, int role) const;
    /// The same for a retained size, and a distance: unknown where the file does not hold all references.
    QVariant retainedBytes(std::uint64_t bytes, std::uint64_t rangeBytes, int role) const;
    QVariant distanceOf(std::int32_t distance, int role) const;
    /// First cell of a row.
    static QVariant styledCell(const StyledText& text, int role);
    /// Cells of the row that stands in for a level that is being sorted.
    QVariant placeholderData(int column, int role) const;

private:
    std::shared_ptr<const Profile> m_profile;
    mutable std::optional<ClassPlaces> m_places; ///< made when first needed
};

} // namespace heapline
