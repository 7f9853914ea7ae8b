// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <functional>

namespace heapline {

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
        m_sinceBeat.start();
        if (start)
            start();
        while (!done() && whole.elapsed() < limitMs)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        const auto wholeNs = static_cast<double>(whole.nsecsElapsed());
        QElapsedTimer after; // what has been shown is painted after it is there
        after.start();
        while (after.elapsed() < 60)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        beat();
        std::printf("  %-52s %9.1f ms, window silent at most %6.1f ms\n", what, wholeNs / 1e6,
                    static_cast<double>(m_longestNs) / 1e6);
        std::fflush(stdout);
        return done();
    }

private:
    void beat()
    {
        m_longestNs = std::max(m_longestNs, m_sinceBeat.nsecsElapsed());
        m_sinceBeat.start();
    }

    QTimer m_timer;
    QElapsedTimer m_sinceBeat;
    qint64 m_longestNs = 0;
};

} // namespace heapline
