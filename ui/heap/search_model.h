// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/heap_tree_model.h"
#include "ui/heap/search_query.h"
#include "ui/widgets/text_matcher.h"

#include <memory>
#include <optional>

namespace heapline {

/// What a search found: how it was found, below that classes or properties, then the objects, and what these refer to. An object that was found
/// by its id stands directly below. Kinds keep their order; what is below them is sorted.
class SearchModel : public HeapTreeModel {
    Q_OBJECT

public:
    explicit SearchModel(std::shared_ptr<const Profile> profile, QObject* parent = nullptr);

    /// @param result null: no rows
    void setResult(std::shared_ptr<const SearchResult> result);

    /// The class that the objects below a row have in common; none for other rows.
    std::optional<ClassId> classAt(const QModelIndex& index) const;

    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node& node) const override;
    std::optional<NodeOrdinal> objectOf(const Node& node) const override;

private:
    /// What a row stands for.
    enum class Row { Section, Group, Object, Edge };

    Row rowKind(const Node& node) const;
    static HitKind kindOf(const Node& node);
    const HitSection& sectionOf(const Node& node) const;
    const HitGroup& groupOf(const Node& node) const;
    Listing listGroups(const HitSection& section) const;
    Listing listObjects(const HitGroup& group) const;
    StyledText textOf(const Node& node) const;
    StyledText groupText(const HitGroup& group) const;
    QVariant totalsData(const HitTotals& totals, HeapColumn column, int role) const;
    QString toolTipOf(const Node& node) const;

    std::shared_ptr<const SearchResult> m_result;
    TextMatcher m_matcher; ///< marks what matches
};

} // namespace heapline
