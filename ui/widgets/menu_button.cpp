// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/menu_button.h"

#include <QAction>
#include <QMenu>
#include <QToolButton>

namespace heapline {

QToolButton* makeMenuButton(QMenu& menu, const QString& objectName, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(objectName);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setMenu(&menu);
    button->setToolTip(menu.menuAction()->toolTip());
    return button;
}

} // namespace heapline
