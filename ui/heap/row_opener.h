// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/lazy_tree_model.h"

#include <QObject>

namespace heapline {

class TreeView;

/// Opens rows one below the other and makes the last one current, also where levels have to be sorted off the UI thread first.
class RowOpener : public QObject {
    Q_OBJECT

public:
    /// Ways with more rows are not opened: nobody finds the end of them, and the view has to lay out each row.
    static constexpr std::size_t mostLevels = 400;

    /// @param view whose model is set already
    RowOpener(TreeView& view, LazyTreeModel& model);

    /// Gives up what is under way. @param path keys from the first level down
    void open(LazyTreeModel::Path path);
    void cancel();

Q_SIGNALS:
    /// A row of the way is not there, or too far down in its level.
    void failed();

private:
    void go();

    TreeView& m_view;
    LazyTreeModel& m_model;
    LazyTreeModel::Path m_path; ///< empty: nothing to do
    bool m_isPosted = false;
};

} // namespace heapline
