// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"

#include <QList>
#include <QObject>

#include <functional>
#include <optional>

class QAction;
class QWidget;

namespace heapline {

class HeapTreeModel;
class TreeView;

/// What can be done with an object wherever one is shown: go to it, look at it in another place, copy its id or name. Entries of the context
/// menu of a view, with keys that work while the view has the focus.
class ObjectActions : public QObject {
    Q_OBJECT

public:
    /// The object of the row, or box, that is current in a view; none where that is no object.
    using Current = std::function<std::optional<NodeOrdinal>()>;

    /// How the view treats rows that become current.
    enum class Choosing {
        Selects, ///< their objects are the selection at once, so there is nothing to go to
        Waits    ///< Enter makes them the selection
    };

    /// @param view gets the actions, which stand in the order of all() behind those that it has
    /// @param own  the place that the view itself is: no entry for it
    /// @pre the profile has a Heap
    ObjectActions(Document& document, QWidget& view, Choosing choosing, Current current, std::optional<Place> own = {});

    /// The same for a table, whose current row it follows by itself. @pre the table shows the model
    ObjectActions(Document& document, TreeView& table, const HeapTreeModel& model, Choosing choosing,
                  std::optional<Place> own = {});

    /// Enables what can be done with the current object. To be called when another one has become current.
    void update();

    const QList<QAction*>& all() const { return m_actions; }

public Q_SLOTS:
    /// Selects the current object.
    void goTo();

private:
    QAction* add(const QString& text, const QList<QKeySequence>& shortcuts, const QString& toolTip,
                 std::function<void(NodeOrdinal)> act);
    void addPlaces(std::optional<Place> own);
    void addCopying();
    void show(NodeOrdinal object, Place place);

    Document& m_document;
    QWidget& m_view;
    Current m_current;
    QList<QAction*> m_actions;
};

/// That the row of an object stands too far down in its table to be shown, and what to do about it.
QString farRowText(const HeapGraph& graph, NodeOrdinal object);

/// Why an object that is selected is in no row of the Summary, in a sentence; empty if nothing keeps it out.
QString obstacleInSummary(Document& document, NodeOrdinal object);

} // namespace heapline
