// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/object_facts.h"
#include "ui/heap/object_text.h"
#include "ui/widgets/lazy_tree_model.h"

#include <memory>
#include <optional>

namespace heapline {

/// What an object holds: its properties, its variables, its elements, the entries of a collection, with their values as far as the
/// file has them. A row's key is its place in that order.
class ObjectValuesModel : public LazyTreeModel {
    Q_OBJECT

public:
    enum class Column { Name, Value, RetainedSize };
    static constexpr int columns = 3;

    explicit ObjectValuesModel(std::shared_ptr<const Profile> profile, QObject* parent = nullptr);

    /// @param facts null: no rows
    void setFacts(std::shared_ptr<const ObjectFacts> facts);
    std::size_t size() const;
    /// The object that a row's value is, or none where the file has no such object.
    std::optional<NodeOrdinal> objectAt(const QModelIndex& index) const;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node& node) const override;

private:
    QString nameText(Key row) const;
    StyledText valueText(NodeOrdinal value) const;

    std::shared_ptr<const Profile> m_profile;
    std::shared_ptr<const ObjectFacts> m_facts;
};

} // namespace heapline
