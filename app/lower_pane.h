// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTabWidget>

#include <map>

namespace heapline {

class Document;
class SearchView;
class TicksView;

/// Retainers, paths, facts, stack, ticks, notes and a search of a profile. What is selected decides which of them is shown, until the user chooses
/// another one for that kind of selection.
class LowerPane : public QTabWidget {
    Q_OBJECT

public:
    enum class Pane { Retainers, Paths, MergedPaths, Object, AllocationStack, Objects, Ticks, Notes, Search };

    explicit LowerPane(Document& document, QWidget* parent = nullptr);

    bool offers(Pane pane) const;
    /// Shows a pane because the user asked for it.
    void choose(Pane pane);
    /// Shows the search and lets the user type.
    void startSearch();
    /// The actions of the pane that is shown.
    QList<QAction*> currentActions() const;
    /// null when the profile has no timeline
    TicksView* ticks() const { return m_ticks; }

Q_SIGNALS:
    /// The user wants to see the selected function in the call tree.
    void treeRequested();

private:
    void add(Pane pane, QWidget* view, const QString& title, const QString& toolTip);
    void followSelection();
    void remember(int tab);

    Document& m_document;
    std::map<Pane, QWidget*> m_views; ///< without those that the profile cannot fill
    TicksView* m_ticks = nullptr;
    SearchView* m_search = nullptr; ///< null when the profile has no objects
    QHash<int, Pane> m_chosen; ///< SelectedItem::Kind -> what to show for it
};

} // namespace heapline
