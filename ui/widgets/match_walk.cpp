// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/match_walk.h"

#include "ui/widgets/lazy_tree_model.h"

namespace heapline {

namespace {

/// Goes from row to row. Rows that are made on the way leave all others where they are.
class Walk {
public:
    Walk(LazyTreeModel& model, const RowTest& isOpen) : m_model(model), m_isOpen(isOpen) {}

    /// The row below; invalid after the last one.
    QModelIndex after(const QModelIndex& at)
    {
        if (const QModelIndex child = isEntered(at) ? child0(at) : QModelIndex(); child.isValid())
            return child;
        for (QModelIndex up = at; up.isValid(); up = up.parent()) {
            if (const QModelIndex next = sibling(up); next.isValid())
                return next;
        }
        return {};
    }

    /// The row above; invalid before the first one.
    QModelIndex before(const QModelIndex& at)
    {
        if (!at.isValid())
            return lastWithin({});
        return at.row() == 0 ? at.parent() : lastWithin(at.siblingAtRow(at.row() - 1));
    }

private:
    bool isEntered(const QModelIndex& at) const { return !at.isValid() || m_isOpen(at); }

    QModelIndex child0(const QModelIndex& parent)
    {
        m_model.fetchMore(parent);
        return m_model.index(0, 0, parent);
    }

    QModelIndex sibling(const QModelIndex& at)
    {
        const QModelIndex parent = at.parent();
        if (at.row() + 1 == m_model.rowCount(parent) && at.row() + 1 < LazyTreeModel::mostRowsHeld)
            m_model.makeMoreRows(parent);
        return m_model.index(at.row() + 1, 0, parent);
    }

    QModelIndex lastChild(const QModelIndex& parent)
    {
        m_model.fetchMore(parent);
        const int made = m_model.rowCount(parent);
        if (made < LazyTreeModel::mostRowsHeld)
            m_model.makeMoreRows(parent, static_cast<std::size_t>(LazyTreeModel::mostRowsHeld - made));
        return m_model.index(m_model.rowCount(parent) - 1, 0, parent);
    }

    /// The last row of a subtree; a row itself if nothing is below it.
    QModelIndex lastWithin(QModelIndex at)
    {
        while (isEntered(at)) {
            const QModelIndex last = lastChild(at);
            if (!last.isValid())
                break;
            at = last;
        }
        return at;
    }

    LazyTreeModel& m_model;
    const RowTest& m_isOpen;
};

} // namespace

QModelIndex nextMatch(LazyTreeModel& model, const QModelIndex& from, int step, const RowTest& isMatch, const RowTest& isOpen)
{
    Walk walk(model, isOpen);
    bool isSecondRound = false;
    for (QModelIndex at = from;;) {
        at = step > 0 ? walk.after(at) : walk.before(at);
        if (at.isValid() ? isMatch(at) : isSecondRound)
            return at;
        if (!at.isValid())
            isSecondRound = true;
        else if (at == from)
            return {};
    }
}

} // namespace heapline
