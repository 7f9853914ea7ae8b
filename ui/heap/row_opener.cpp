// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/row_opener.h"

#include "ui/widgets/tree_view.h"

namespace heapline {

RowOpener::RowOpener(TreeView& view, LazyTreeModel& model) : QObject(&view), m_view(view), m_model(model)
{
    // A level that has been sorted comes as new rows.
    const auto goOn = [this] {
        if (m_path.empty() || m_isPosted)
            return;
        m_isPosted = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_isPosted = false;
                go();
            },
            Qt::QueuedConnection);
    };
    connect(&model, &QAbstractItemModel::rowsInserted, this, goOn);
    connect(&model, &QAbstractItemModel::modelReset, this, goOn);
}

void RowOpener::open(LazyTreeModel::Path path)
{
    m_path = std::move(path);
    go();
}

void RowOpener::cancel()
{
    m_path.clear();
}

void RowOpener::go()
{
    if (m_path.empty())
        return;
    const LazyTreeModel::Path path = m_path; // opening rows makes rows, which would lead here again
    QModelIndex row;
    for (std::size_t level = 0; level < path.size(); ++level) {
        const QModelIndex next = m_model.fetchTo(row, path[level]);
        if (!next.isValid()) {
            if (m_model.isListing())
                return; // to go on once the level is there
            m_path.clear();
            Q_EMIT failed();
            return;
        }
        if (level + 1 < path.size())
            m_view.openRow(next);
        row = next;
    }
    m_path.clear();
    m_view.showCurrent(row);
    m_view.scrollTo(row, QAbstractItemView::PositionAtCenter);
}

} // namespace heapline
