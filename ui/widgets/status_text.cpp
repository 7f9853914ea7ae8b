// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status_text.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QStatusTipEvent>
#include <QTimer>
#include <QWidget>

namespace heapline {

namespace {

/// What main windows understand without being known here.
void sendStatusTip(QWidget& window, const QString& text)
{
    QStatusTipEvent event(text);
    QCoreApplication::sendEvent(&window, &event);
}

} // namespace

void showStatusText(QWidget& widget, const QString& text, int milliseconds)
{
    QWidget* const window = widget.window();
    sendStatusTip(*window, text);
    if (milliseconds > 0)
        QTimer::singleShot(milliseconds, window, [window] { sendStatusTip(*window, {}); });
    QAccessibleEvent alert(&widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace heapline
