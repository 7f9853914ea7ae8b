// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

#include <chrono>

namespace heapline {

/// The log category `heapline.timing`: one line for each thing that took time. Off unless asked for, as by
/// QT_LOGGING_RULES="heapline.timing=true".
const QLoggingCategory& timingLog();

/// Milliseconds since the program began: since its libraries were loaded, a moment before main().
double msSinceStart();

/// Takes times for lines of timingLog(). Reads no clock while the category is off. For one thread at a time.
class TimingClock {
public:
    TimingClock();

    /// Milliseconds since it was made.
    double totalMs() const;
    /// Milliseconds since the last call, or since it was made.
    double lapMs();

private:
    std::chrono::steady_clock::time_point m_start;
    std::chrono::steady_clock::time_point m_lap;
};

} // namespace heapline
