// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/filters.h"
#include "ui/document/document.h"

#include <QList>
#include <QMenu>

#include <optional>

class QActionGroup;

namespace heapline {

/// Which objects are shown: all, or those that one of DevTools' filters lets through. The filter of the document follows, with its chip
/// and undo.
class ObjectFilterMenu : public QMenu {
    Q_OBJECT

public:
    /// @pre the profile has a Heap
    explicit ObjectFilterMenu(Document& document, QWidget* parent = nullptr);

    /// What is chosen, as the button says: "All objects", or the filter's title.
    QString chosenText() const;

private:
    QAction* addChoice(QMenu& menu, const QString& title, const QString& toolTip, const std::optional<ObjectFilter>& rule);
    void addContexts();
    void refresh();

    struct Choice {
        QAction* action;
        std::optional<ObjectFilter> rule;
    };

    Document& m_document;
    QActionGroup* m_group;
    QList<Choice> m_choices;
};

} // namespace heapline
