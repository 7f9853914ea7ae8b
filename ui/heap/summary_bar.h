// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/object_grouping.h"
#include "ui/document/document.h"

#include <QList>
#include <QWidget>

#include <optional>

class QAction;
class QMenu;
class QToolButton;

namespace heapline {

class ObjectFilterMenu;

/// How the Summary shows objects: what they are grouped by, which ones are shown, and whether the engine's own classes are folded.
class SummaryBar : public QWidget {
    Q_OBJECT

public:
    /// @pre the profile has a Heap
    explicit SummaryBar(Document& document, QWidget* parent = nullptr);

    /// What objects are grouped by; none: by class.
    std::optional<ObjectGroupBy> groupBy() const { return m_groupBy; }
    void setGroupBy(std::optional<ObjectGroupBy> by);
    /// Folds the engine's own classes; on at first.
    QAction* folding() const { return m_folding; }

    /// The menus and the switch, for the menu of a table and of the window.
    QList<QAction*> menuActions() const;

Q_SIGNALS:
    void groupByChanged();

private:
    QToolButton* addButton(QMenu* menu, const QString& objectName);
    void addGroupings();
    void addFolding();
    void refresh();

    struct Choice {
        QAction* action;
        std::optional<ObjectGroupBy> by;
    };

    Document& m_document;
    std::optional<ObjectGroupBy> m_groupBy;
    QMenu* m_groupings;
    ObjectFilterMenu* m_objects;
    QAction* m_folding;
    QToolButton* m_groupingButton;
    QToolButton* m_objectsButton;
    QList<Choice> m_choices;
};

} // namespace heapline
