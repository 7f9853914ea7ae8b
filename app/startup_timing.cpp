// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/startup_timing.h"

#include "ui/widgets/timing.h"

#include <QEvent>
#include <QTimer>
#include <QWidget>

namespace heapline {

namespace {

/// Waits for the first paint event of a window, then goes away.
class FirstPaint : public QObject {
public:
    explicit FirstPaint(QWidget& window) : QObject(&window) { window.installEventFilter(this); }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            // The event loop comes back to this once all widgets are painted and handed to the screen.
            QTimer::singleShot(0, this, [this] {
                tellMilestone("window painted");
                deleteLater();
            });
        }
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void tellMilestone(const char* what)
{
    qCInfo(timingLog, "%s %.1f ms after start", what, msSinceStart());
}

void tellFirstPaint(QWidget& window)
{
    if (timingLog().isInfoEnabled())
        new FirstPaint(window);
}

} // namespace heapline
