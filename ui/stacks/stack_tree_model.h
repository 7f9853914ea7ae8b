// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "core/stacks/match_sum.h"
#include "ui/document/range_figures.h"
#include "ui/document/selection_history.h"
#include "ui/stacks/stack_columns.h"
#include "ui/widgets/lazy_tree_model.h"
#include "ui/widgets/text_matcher.h"

#include <memory>

namespace heapline {

/// What the two call-tree models share: columns, cells, order and filter. Columns are StackColumn.
/// Rows whose every value is 0 in the range are left out.
class StackTreeModel : public LazyTreeModel {
    Q_OBJECT

public:
    /// Shows new figures; rows stay what they are. The first call fills the model.
    /// @param whole those of the whole profile, for "of all"; may be null
    void setFigures(std::shared_ptr<const RangeFigures> figures, std::shared_ptr<const RangeFigures> whole);
    void setMatcher(const TextMatcher& matcher);
    const TextMatcher& matcher() const { return m_matcher; }

    /// Whether the file has what a column shows, in any range.
    bool isAvailable(StackColumn column) const;
    /// Whether sizes are those of a sampling profile.
    bool isSampling() const;

    /// The shown frame of a row.
    FrameId frameOf(const QModelIndex& index) const;
    /// What selecting a row selects.
    SelectedItem itemOf(const QModelIndex& index) const;
    /// What a selected function is shown as.
    FrameId shownFrameOf(const SelectedItem& item) const { return m_shown->shownFrame(item.frame, item.grouping); }
    /// A node of the profile's call tree whose stack shows how the row came about.
    virtual CallNodeId callNodeOf(const QModelIndex& index) const = 0;
    /// Whether the function of a row is what the filter looks for; true without one.
    bool isMatch(const QModelIndex& index) const;
    /// Whether a closed row is on the way to a match that is only shown below it.
    virtual bool hasMatchBelow(const QModelIndex&) const { return false; }
    /// What the filter finds in the range; nothing without a filter.
    MatchSum matchSum() const;
    /// What its bytes are a part of: those of the range.
    std::uint64_t wholeBytes() const { return m_figures ? weights().whole(Measure::LiveBytes) : 0; }

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    /// @pre profile->stacks
    StackTreeModel(std::shared_ptr<const Profile> profile, std::unique_ptr<Node> root, bool isBottomUp, QObject* parent);

    virtual MeasureValues valuesOf(const Node& node) const = 0;
    virtual FrameId frameOf(const Node& node) const = 0;
    /// Called when the filter has changed, before rows are listed again.
    virtual void onMatcherChanged() {}

    /// What is shown; the profile's own stacks before the first figures.
    const ShownStacks& shown() const { return *m_shown; }
    const Stacks& stacks() const { return *m_shown->stacks; }
    const StackWeights& weights() const { return m_figures->weights; }
    /// Frame -> whether it matches; empty without a filter.
    const std::vector<std::uint8_t>& matching() const { return m_matching; }

    /// A row to be sorted.
    struct SortRow {
        Key key;
        FrameId frame;
        std::uint64_t value; ///< in the sort column, 0 for texts
    };
    /// Keys in the current order; equal ones stay as they stand.
    std::vector<Key> sorted(std::vector<SortRow> rows) const;
    /// What to sort by. Allocated bytes and counts are unknown within a range: their live ones stand in.
    StackFigure sortFigure() const;

private:
    QVariant figureData(StackColumn column, const Node& node, int role) const;
    QString figureToolTip(StackColumn column, std::uint64_t value) const;

    std::shared_ptr<const Profile> m_profile;
    void matchFrames();

    std::shared_ptr<const RangeFigures> m_figures;
    std::shared_ptr<const RangeFigures> m_whole;
    std::shared_ptr<const ShownStacks> m_shown;
    TextMatcher m_matcher;
    std::vector<std::uint8_t> m_matching;
    bool m_isBottomUp;
};

} // namespace heapline
