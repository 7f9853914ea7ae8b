// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/document/range_figures.h"

#include <QAbstractTableModel>

#include <memory>

namespace heapline {

/// One allocation stack, innermost frame first, without the root.
class AllocationStackModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column {
        Function,
        Location,
        Self, ///< bytes that this frame allocated itself
        Total ///< bytes of everything allocated through this frame, by exactly these callers
    };
    static constexpr int columns = 4;

    explicit AllocationStackModel(std::shared_ptr<const Profile> profile, QObject* parent = nullptr);

    /// @param leaf innermost call-tree node; invalid or the root: no rows
    void setStack(CallNodeId leaf);
    void setFigures(std::shared_ptr<const RangeFigures> figures);
    CallNodeId nodeAt(int row) const { return m_nodes[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString obstacleOf(CallNodeId node, CallNodeId shownNode) const;
    QVariant bytesData(const std::vector<MeasureColumn>& measures, CallNodeId node, int role) const;

    std::shared_ptr<const Profile> m_profile;
    std::shared_ptr<const RangeFigures> m_figures;
    std::vector<CallNodeId> m_nodes; ///< row -> node
};

} // namespace heapline
