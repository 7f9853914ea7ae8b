// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"
#include "ui/heap/statistics_query.h"

#include <QWidget>

class QLabel;

namespace heapline {

class StatisticsChart;
class StatisticsModel;
class TreeView;

/// The heap by parts as a chart with its table, and what of the process's memory that is. Each part leads to its objects.
class StatisticsView : public QWidget {
    Q_OBJECT

public:
    /// @pre the profile has a Heap
    explicit StatisticsView(Document& document, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeTable();
    QWidget* makeTexts();
    void follow();
    void showFigures();
    void showObjectsOf(int row);

    Document& m_document;
    StatisticsQuery m_query;
    StatisticsChart* m_chart;
    StatisticsModel* m_model;
    TreeView* m_table;
    QLabel* m_remark;
    bool m_isStale = false; ///< hidden while something changed
};

} // namespace heapline
