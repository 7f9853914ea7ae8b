// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_timelines.h"
#include "ui/timeline/timeline_canvas.h"

#include <QApplication>
#include <QTest>
#include <QWheelEvent>

namespace heapline {

inline constexpr std::int64_t second = 1'000'000;

inline QString printed(const std::optional<AxisRange>& range)
{
    return range ? QStringLiteral("%1..%2").arg(range->begin).arg(range->end) : QStringLiteral("none");
}

/// A canvas on screen, and what it has said.
struct Stage {
    explicit Stage(const Timeline& timeline, const QSize& size = {1000, 160}) : canvas(timeline)
    {
        QObject::connect(&canvas, &TimelineCanvas::rangePreviewed, &canvas,
                         [this](const std::optional<AxisRange>& range) { previews << printed(range); });
        QObject::connect(&canvas, &TimelineCanvas::rangeCommitted, &canvas,
                         [this](const std::optional<AxisRange>& range) { commits << printed(range); });
        canvas.resize(size);
        canvas.show();
        canvas.activateWindow();
        isActive = QTest::qWaitForWindowActive(&canvas);
        canvas.setFocus();
    }

    int x(double seconds) const
    {
        const QRect bars = canvas.parts().bars;
        const AxisRange view = canvas.view();
        const double share =
            (seconds * second - static_cast<double>(view.begin)) / static_cast<double>(view.end - view.begin);
        return static_cast<int>(std::lround(bars.left() + share * bars.width()));
    }
    QPoint inBars(double seconds) const { return {x(seconds), canvas.parts().bars.center().y()}; }
    QPoint inLane(double seconds) const { return {x(seconds), canvas.parts().lane.center().y()}; }

    void press(const QPoint& at, Qt::MouseButton button = Qt::LeftButton) { QTest::mousePress(&canvas, button, {}, at); }
    void move(const QPoint& to) { QTest::mouseMove(&canvas, to); }
    void release(const QPoint& at, Qt::MouseButton button = Qt::LeftButton) { QTest::mouseRelease(&canvas, button, {}, at); }
    void drag(const QPoint& from, const QPoint& to)
    {
        press(from);
        move((from + to) / 2);
        move(to);
        release(to);
    }
    void wheel(const QPoint& at, const QPoint& turned, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(at, canvas.mapToGlobal(at), {}, turned, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&canvas, &event);
    }
    /// Ends of the selection in seconds, rounded to what a pixel can tell.
    QString selection() const
    {
        if (!canvas.selection())
            return QStringLiteral("none");
        return QStringLiteral("%1..%2")
            .arg(static_cast<double>(canvas.selection()->begin) / second, 0, 'f', 1)
            .arg(static_cast<double>(canvas.selection()->end) / second, 0, 'f', 1);
    }

    TimelineCanvas canvas;
    QStringList previews;
    QStringList commits;
    bool isActive = false;
};

} // namespace heapline
