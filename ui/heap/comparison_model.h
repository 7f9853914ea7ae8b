// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/shown_comparison.h"
#include "ui/heap/comparison_columns.h"
#include "ui/heap/object_text.h"
#include "ui/widgets/lazy_tree_model.h"
#include "ui/widgets/text_matcher.h"

#include <memory>
#include <optional>

namespace heapline {

/// Classes that differ, in them the objects of both sides, in these what they refer to, and so on. Columns are ComparisonColumn.
/// Keys: first level rows of the comparison, second NodeOrdinal, from the third on EdgeIndex; of the base with baseBit.
class ComparisonModel : public LazyTreeModel {
    Q_OBJECT

public:
    static constexpr Key baseBit = Key(1) << 32;
    /// Classes with more objects than this are sorted off the UI thread.
    static constexpr std::size_t mostSortedAtOnce = 20'000;

    /// What the rows of the first level sum up to.
    struct Totals {
        std::size_t classes = 0;
        std::size_t allClasses = 0; ///< that differ, whatever the text filter
        ClassDifference sum;        ///< without key, name and class

        bool operator==(const Totals&) const = default;
    };

    explicit ComparisonModel(QObject* parent = nullptr);

    /// Shows another comparison: rows stay what they are if only what is narrowed to has changed. Null: none.
    void setComparison(std::shared_ptr<const ShownComparison> comparison);
    const std::shared_ptr<const ShownComparison>& comparison() const { return m_shown; }
    void setMatcher(const TextMatcher& matcher);
    const TextMatcher& matcher() const { return m_matcher; }

    const Totals& totals() const { return m_totals; }
    /// The row of the comparison that a row of the first level shows; none for others.
    std::optional<std::size_t> differenceAt(const QModelIndex& index) const;
    /// The object of a row; none for classes.
    std::optional<ComparedObject> objectAt(const QModelIndex& index) const;
    /// Keys from the first level down to the row of an object of the newer side, if one is listed.
    Path pathTo(NodeOrdinal object) const;
    /// The key of the row of a class of the newer side.
    std::optional<Key> keyOf(ClassId id) const;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QVariant data(const QModelIndex& index, int role) const override;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node& node) const override;

private:
    static ComparedSide sideOf(const Node& node);
    std::optional<ComparedObject> objectOf(const Node& node) const;
    bool isAlreadyAbove(const Node& node) const;
    Listing listClasses();
    Listing listObjects(std::size_t row) const;
    void matchNames();
    StyledText textOf(const Node& node) const;
    QString toolTipOf(const Node& node) const;
    QString figureToolTip(const ClassDifference& row) const;
    DifferenceOrder sortedBy() const { return differenceOrder(static_cast<ComparisonColumn>(sortColumn())); }
    bool isDescending() const { return sortOrder() == Qt::DescendingOrder; }
    bool isById() const { return !m_shown || m_shown->isById(); }

    std::shared_ptr<const ShownComparison> m_shown;
    TextMatcher m_matcher;
    std::vector<std::uint8_t> m_matching; ///< row -> whether its name matches; empty without a filter
    Totals m_totals;
};

} // namespace heapline
