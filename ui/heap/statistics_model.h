// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/statistics_query.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>

namespace heapline {

/// The parts of the heap and their total, a row each: the table twin of the chart.
class StatisticsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Part, Bytes, Objects, WholeBytes, WholeObjects };
    static constexpr int columns = 5;

    using QAbstractTableModel::QAbstractTableModel;

    void setFigures(std::shared_ptr<const StatisticsFigures> figures);
    /// The part of a row; none for the total.
    static std::optional<StatisticPart> partAt(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant titleData(const std::optional<StatisticPart>& part, int role) const;

    std::shared_ptr<const StatisticsFigures> m_figures;
};

} // namespace heapline
