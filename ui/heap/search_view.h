// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/search_query.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QIcon;
class QLabel;

namespace heapline {

class EmptyState;
class SearchBar;
class SearchModel;
class TreeView;

/// Searches all objects by id, class, property, text or name, and lists what it finds. Follows range and filters while it is shown.
class SearchView : public QWidget {
    Q_OBJECT

public:
    /// @pre the profile has a Heap
    explicit SearchView(Document& document, QWidget* parent = nullptr);

    /// Lets the user type what to search for.
    void focusText();
    /// See SearchBar::setIcons().
    void setIcons(const QIcon& search, const QIcon& matchCase, const QIcon& expression);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeActions();
    void followFigures();
    void search();
    void goToId();
    void goDown();
    void activate(const QModelIndex& index);
    void showResult();
    void showEmpty(const SearchResult& result);
    void showFault(const QString& fault);
    void showStart();

    Document& m_document;
    SearchBar* m_bar;
    QLabel* m_totals;
    TreeView* m_tree;
    SearchModel* m_model;
    EmptyState* m_empty;
    SearchQuery m_query;
    QAction* m_showOnly;
    QAction* m_searchWhole;
    QTimer m_calm;          ///< runs while the range changes
    bool m_isStale = false; ///< hidden while something changed
};

} // namespace heapline
