// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/range_figures.h"
#include "ui/heap/heap_tree_model.h"
#include "ui/widgets/text_matcher.h"

namespace heapline {

/// Classes, in them their objects, in these the objects that they refer to, and so on.
/// Keys: first level ClassId, second NodeOrdinal, from the third on EdgeIndex.
class SummaryModel : public HeapTreeModel {
    Q_OBJECT

public:
    /// What the shown classes sum up to.
    struct Totals {
        std::size_t classes = 0;
        std::size_t allClasses = 0; ///< in the range, whatever the filter
        std::uint64_t objects = 0;
        std::uint64_t bytes = 0;

        bool operator==(const Totals&) const = default;
    };

    explicit SummaryModel(std::shared_ptr<const Profile> profile, QObject* parent = nullptr);

    /// Shows new figures; rows stay what they are. The first call fills the model.
    void setFigures(std::shared_ptr<const RangeFigures> figures);
    void setMatcher(const TextMatcher& matcher);
    const TextMatcher& matcher() const { return m_matcher; }

    Totals totals() const { return m_totals; }
    /// The class of a row of the first level; none for others.
    std::optional<ClassId> classAt(const QModelIndex& index) const;

    QVariant data(const QModelIndex& index, int role) const override;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node& node) const override;
    std::optional<NodeOrdinal> objectOf(const Node& node) const override;

private:
    Listing listClasses();
    Listing listMembers(ClassId id) const;
    const ClassRow* rowOf(ClassId id) const;
    StyledText textOf(const Node& node) const;
    QVariant classData(const Node& node, HeapColumn column, int role) const;
    QString rowToolTip(const Node& node) const;
    QString classToolTip(ClassId id) const;
    std::uint64_t rangeBytes() const;

    std::shared_ptr<const RangeFigures> m_figures;
    TextMatcher m_matcher;
    std::vector<std::uint8_t> m_matching; ///< class -> whether its name matches; empty without a filter
    Totals m_totals;
};

} // namespace heapline
