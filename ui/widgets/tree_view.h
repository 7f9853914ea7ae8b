// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/lazy_tree_model.h"
#include "ui/widgets/match_walk.h"
#include "ui/widgets/table_rows.h"

#include <QPersistentModelIndex>
#include <QTreeView>

#include <functional>
#include <set>

class QTimer;

namespace heapline {

class TableActions;

/// The table of all views: rows can be copied and saved, columns sorted and sized, big levels grow while scrolling, and current row and
/// opened rows stay when the model changes.
class TreeView : public QTreeView {
    Q_OBJECT

public:
    explicit TreeView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;

    /// Width of a column from the widest text that is usual in it; kept in step with the font.
    void setColumnSample(int column, const QString& sample);
    /// Width of a column with figures and bars; also sets their delegate.
    void setBarColumn(int column);

    /// Width below which names are not cut to make room for the other columns, for views that have many.
    void setLeastNameWidth(int width);

    /// Shows or hides a column and gives its width to the first one.
    void setSectionShown(int column, bool on);

    /// Copying and saving rows.
    const TableActions& tableActions() const { return *m_tableActions; }
    /// Offers "Expand Along Heaviest Path", also on the * key.
    QAction* addExpandHeaviestAction();
    /// Offers "Expand All Below": opens all rows below the current one, up to a number that a person can look through.
    QAction* addExpandBelowAction();
    /// Offers "Collapse All Below": closes the current row and all rows below it.
    QAction* addCollapseBelowAction();
    QAction* addCollapseAllAction();

    /// Calls @p change, which changes the model's rows, and then makes the same row current again, and the same rows open,
    /// as far as they are there. Says nothing through rowChosen().
    void keepPlaces(const std::function<void()>& change);
    /// Makes a row current (none, if invalid) without rowChosen().
    void showCurrent(const QModelIndex& index);
    /// Whether letters that are no shortcut go to the next row that begins with them; on at first.
    void setFindsByLetters(bool on) { m_findsByLetters = on; }
    void keyboardSearch(const QString& search) override;
    void expandHeaviest();
    void expandBelow();
    void collapseBelow();
    /// Expands a row at once: its children are there when this returns.
    void openRow(const QModelIndex& index);

    /// Makes the next (1) or previous (-1) row that matches the current one, as if the user had chosen it, and opens the way to it;
    /// after the last one comes the first. Looks at rows that are open, and below those that are closed if there is a match.
    /// @return false when no row matches
    bool showMatch(int step, const RowTest& isMatch, const RowTest& hasMatchBelow);

    /// The selected rows with the columns that are shown, in the order of the screen.
    TableRows selectedTableRows() const;
    /// All rows but those below closed ones, with the columns that are shown. Makes rows that scrolling would make.
    /// @param most rows at most; the others are counted
    TableRows openTableRows(int most);

Q_SIGNALS:
    /// The user made another row the current one.
    void rowChosen(const QModelIndex& index);
    /// The user opened a row.
    void rowOpened(const QModelIndex& index);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QList<int> shownColumns() const;
    void tellChoice();
    void fetchVisible();
    void sizeColumns();
    void fillWidth();
    LazyTreeModel* lazyModel() const;

    TableActions* m_tableActions;
    QAction* m_expandHeaviest = nullptr;
    QTimer* m_fetchTimer;
    QMap<int, QString> m_samples;      ///< column -> sample text; empty text: figures with a bar
    bool m_isFirstColumnSized = false; ///< by the user
    int m_leastFirstWidth;
    int m_leastNameWidth; ///< of the name in the first column, behind the indentation of the deepest row in sight
    bool m_findsByLetters = true;
    int m_deepestInSight = 0;                  ///< level of the deepest row in sight, from 1
    int m_quiet = 0;                           ///< depth of calls that change the current row on behalf of the program
    QPersistentModelIndex m_chosen;            ///< what rowChosen() said last
    LazyTreeModel::Path m_currentPath;         ///< of the row that the user chose last; empty for none
    std::set<LazyTreeModel::Path> m_openPaths; ///< rows that the user opened, also while they are out of range
};

} // namespace heapline
