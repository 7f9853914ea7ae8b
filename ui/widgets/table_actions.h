// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/table_file.h"
#include "ui/widgets/table_text.h"

#include <QAction>
#include <QObject>

class QMenu;

namespace heapline {

class TreeView;

/// Copying and saving what a table shows: the actions of its context menu, which also stand in the menus of the window.
class TableActions : public QObject {
    Q_OBJECT

public:
    static constexpr int mostRows = 100'000; ///< of a whole table that is copied or saved

    /// Adds the actions to a table, which owns this.
    explicit TableActions(TreeView& table);

    /// In the order in which they stand in a menu.
    QList<QAction*> all() const { return {m_copyRows, m_copyCell, m_copyAs, m_save}; }
    QAction* copyRows() const { return m_copyRows; }
    QAction* copyCell() const { return m_copyCell; }
    /// Opens the submenu of all that can be copied in each format.
    QAction* copyAs() const { return m_copyAs; }
    QAction* save() const { return m_save; }

private:
    /// What is copied.
    enum class Extent { Cell, Rows, Table };

    QAction* add(const QString& text, const QKeySequence& shortcut, const QString& toolTip);
    void addCopyAs();
    void copy(Extent extent, TableFormat format);
    void chooseFile();
    void saveTo(const QString& path, TableFileFormat format);

    TreeView& m_table;
    QMenu* m_menu;
    QAction* m_copyRows;
    QAction* m_copyCell;
    QAction* m_copyAs;
    QAction* m_save;
};

} // namespace heapline
