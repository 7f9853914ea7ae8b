// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/document_view.h"

#include <QKeySequence>
#include <QList>
#include <QString>

namespace heapline {

/// What a view of a profile, or a pane below it, is called and how it is reached.
struct ViewEntry {
    DocumentView::View view;
    QString option; ///< for --view
    QString title;  ///< of its tab, with a mnemonic for the menu
    QKeySequence shortcut;
    QString toolTip;
};
struct PaneEntry {
    LowerPane::Pane pane;
    QString option; ///< for --pane
    QString title;  ///< of its menu entry, with a mnemonic
    QKeySequence shortcut;
    QString toolTip;
};

/// All views and panes in the order in which they stand in the window.
QList<ViewEntry> viewList();
QList<PaneEntry> paneList();

/// A title without the mark of its mnemonic.
QString plainTitle(const QString& title);

/// Why a profile does not offer a view or a pane.
QString obstacleOf(DocumentView::View view, const Profile& profile);
QString obstacleOf(LowerPane::Pane pane, const Profile& profile);

} // namespace heapline
