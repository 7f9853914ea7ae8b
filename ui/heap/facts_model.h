// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/fact_rows.h"

#include <QAbstractTableModel>

namespace heapline {

/// What the Object pane says, a fact a row.
class FactsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Fact, Value };
    static constexpr int columns = 2;

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<FactRow>& rows);
    void appendRow(const FactRow& row);
    const FactRow& rowAt(int row) const { return m_rows[row]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<FactRow> m_rows;
};

} // namespace heapline
