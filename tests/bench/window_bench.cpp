// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a file in the real window, drags over its timeline, walks through the views and what they say of the largest class, and closes it,
// and tells for each of these what it took and how long the window did not answer at the longest.

#include "app/document_view.h"
#include "app/main_window.h"
#include "app/settings.h"
#include "heartbeat.h"
#include "object_walk.h"
#include "ui/document/document.h"
#include "ui/timeline/timeline_canvas.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTest>
#include <QTimer>

#include <sys/resource.h>

#include <cstdio>
#include <functional>

namespace {

using namespace heapline;

void sendMouse(QWidget* widget, QEvent::Type type, const QPointF& at, Qt::MouseButtons buttons)
{
    QMouseEvent event(type, at, widget->mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, buttons,
                      Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
}

/// A drag over the middle of the bars: one mouse move for each turn of the event loop.
void measureDrag(Heartbeat& heart, MainWindow& window)
{
    auto* const canvas = window.findChild<TimelineCanvas*>();
    Document* const document = window.currentDocument();
    if (!canvas || !canvas->isVisible())
        return;
    constexpr int moves = 120;
    int move = 0;
    QTimer mouse;
    const auto at = [&](int step) { return QPointF(canvas->width() * (0.3 + 0.4 * step / moves), canvas->height() / 2.0); };
    QObject::connect(&mouse, &QTimer::timeout, canvas, [&] {
        if (move < moves)
            sendMouse(canvas, QEvent::MouseMove, at(++move), Qt::LeftButton);
    });
    sendMouse(canvas, QEvent::MouseButtonPress, at(0), Qt::LeftButton);
    mouse.start(16);
    heart.measure("drag of 120 mouse moves at 60 Hz", [&] { return move >= moves; });
    mouse.stop();
    heart.measure(
        "release, until all figures are there", [&] { return !document->figures().isStale(); },
        [&] { sendMouse(canvas, QEvent::MouseButtonRelease, at(moves), Qt::NoButton); });
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", qgetenv("QT_QPA_PLATFORM").isEmpty() ? QByteArray("offscreen") : qgetenv("QT_QPA_PLATFORM"));
    QApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: heapline_window_bench FILE\n");
        return 2;
    }
    Settings settings(Settings::Scope::Memory);
    Heartbeat heart;
    auto window = std::make_unique<MainWindow>(settings);
    window->resize(1400, 900);
    std::printf("%s\n", argv[1]);
    heart.measure(
        "window shown", [&] { return window->isVisible(); }, [&] { window->show(); });
    heart.measure(
        "opening, until the bars are there", [&] { return window->findChild<TimelineCanvas*>() || window->currentView(); },
        [&] { window->openFiles({QString::fromLocal8Bit(argv[1])}); });
    heart.measure("from there, until the views are there", [&] { return window->currentView() != nullptr; });
    Document* const document = window->currentDocument();
    heart.measure("first figures", [&] { return document->figures().wholeFigures() != nullptr; });
    measureDrag(heart, *window);
    DocumentView* const view = window->currentView();
    for (const auto& [kind, name] :
         {std::pair{DocumentView::View::Tree, "show Tree"}, std::pair{DocumentView::View::Heavy, "show Heavy"}}) {
        if (view->offers(kind))
            heart.measure(
                name, [] { return true; }, [view, kind = kind] { view->showView(kind); });
    }
    heart.measure(
        "the whole profile again", [&] { return !document->figures().isStale(); },
        [&] { document->filter().commitRange(std::nullopt); });
    walkObjects(heart, *window);
    heart.measure(
        "close", [&] { return window->currentDocument() == nullptr; },
        [&] { QTest::keyClick(window.get(), Qt::Key_W, Qt::ControlModifier); }, 5000);
    QElapsedTimer settle;
    settle.start();
    heart.measure("after closing", [&] { return settle.elapsed() > 500; });
    struct rusage usage {};
    ::getrusage(RUSAGE_SELF, &usage);
    std::printf("  %-44s %9.0f MB\n", "peak memory", static_cast<double>(usage.ru_maxrss) * 1024 / 1e6);
    return 0;
}
