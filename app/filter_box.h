// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <functional>

class QAction;
class QLineEdit;

namespace heapline {

class Actions;
class Document;
class ElidedLabel;
class SearchTarget;

/// Where the text filter is typed: narrows classes and functions of the profile that is shown, says how much it finds, and leads
/// from match to match.
class FilterBox : public QWidget {
    Q_OBJECT

public:
    /// @param actions its "Next Match" and "Previous Match" get buttons here, and are done here
    /// @param target  gives the view that is shown; null if there is none to search in
    FilterBox(Actions& actions, std::function<SearchTarget*()> target, QWidget* parent = nullptr);

    /// The profile whose filter is edited; null when none is shown.
    void setDocument(Document* document);
    /// Says anew what is found, once all views have followed. To be called when another view is shown.
    void countSoon() { m_count.start(); }

private:
    QAction* addToggle(const QString& text, const QString& icon, const QKeySequence& shortcut, const QString& toolTip);
    void addButton(QAction* action, const char* objectName);
    void hand();
    void onToggled();
    void onReturn();
    void takeOver();
    void showFault();
    void showMatch(int step);
    void showCount();

    std::function<SearchTarget*()> m_target;
    Document* m_document = nullptr;
    ElidedLabel* m_found; ///< "12 functions, 3.4 MB, 31.0 %"
    QLineEdit* m_edit;
    QAction* m_case;       ///< whether upper and lower case are told apart
    QAction* m_expression; ///< whether the text is a regular expression
    QTimer m_pause;        ///< runs while the user types
    QTimer m_count;        ///< runs until all views have followed
};

} // namespace heapline
