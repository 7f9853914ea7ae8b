// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a file in the real window, drags over its timeline, walks through the views and closes it, and tells for each of these how long
// the window did not answer at the longest.

#include "app/document_view.h"
#include "app/main_window.h"
#include "app/settings.h"
#include "ui/document/document.h"
#include "ui/timeline/timeline_canvas.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTest>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <functional>

namespace {

using namespace heapline;

/// Beats once a millisecond; the longest time between two beats is the longest time in which the window did not answer.
class Heartbeat : public QObject {
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        connect(&m_timer, &QTimer::timeout, this, [this] { beat(); });
        m_timer.start();
    }

    /// Runs the event loop until @p done says so, and prints what it took.
    bool measure(const char* what, const std::function<bool()>& done, const std::function<void()>& start = {},
                 int limitMs = 600'000)
    {
        QElapsedTimer whole;
        whole.start();
        m_longestNs = 0;
        m_beats = 0;
        m_sinceBeat.start();
        if (start)
            start();
        while (!done() && whole.elapsed() < limitMs)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        beat();
        std::printf("  %-44s %9.1f ms, window silent at most %6.1f ms\n", what,
                    static_cast<double>(whole.nsecsElapsed()) / 1e6, static_cast<double>(m_longestNs) / 1e6);
        return done();
    }

private:
    void beat()
    {
        m_longestNs = std::max(m_longestNs, m_sinceBeat.nsecsElapsed());
        m_sinceBeat.start();
        ++m_beats;
    }

    QTimer m_timer;
    QElapsedTimer m_sinceBeat;
    qint64 m_longestNs = 0;
    qint64 m_beats = 0;
};

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
    for (const auto& [kind, name] : {std::pair{DocumentView::View::Summary, "show Summary"},
                                     {DocumentView::View::Tree, "show Tree"},
                                     {DocumentView::View::Heavy, "show Heavy"}}) {
        if (!view->offers(kind))
            continue;
        QElapsedTimer settle;
        settle.start();
        heart.measure(
            name, [&] { return settle.elapsed() > 300; }, [&] { view->showView(kind); });
    }
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
