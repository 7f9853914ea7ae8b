// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;

namespace heapline {

class EmptyState;
class TicksModel;
class TreeView;

/// The bars of a timeline as a table: one row for each tick, to sort, to copy, and for those who do not see bars. Selected rows are the range, and
/// the range selects rows; of a view that is zoomed in only its ticks are listed. While it is hidden it does nothing.
class TicksView : public QWidget {
    Q_OBJECT

public:
    /// @param document Ready, with a timeline; must outlive the view
    explicit TicksView(Document& document, QWidget* parent = nullptr);
    ~TicksView() override;

    /// Lists only the ticks of a stretch of the axis.
    void setView(const AxisRange& view);

    TreeView& table() const { return *m_table; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addActions();
    void catchUp();
    void followRange();
    void takeSelection();
    void describe();

    Document& m_document;
    std::shared_ptr<const Timeline> m_timeline;
    TreeView* m_table;
    TicksModel* m_model;
    QLabel* m_remark;
    EmptyState* m_empty;
    QTimer m_commitTimer;             ///< rows chosen one after the other become one change of the range
    AxisRange m_view;                 ///< what is to be listed
    std::optional<AxisRange> m_taken; ///< the range of the selected rows, as long as it stands
    bool m_isStale = true;            ///< whether the document has changed since rows were last selected
    bool m_isFollowing = false;       ///< whether rows are being selected on behalf of the range
};

} // namespace heapline
