// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timing.h"

#include <utility>

namespace heapline {

namespace {

using Clock = std::chrono::steady_clock;

const Clock::time_point programStart = Clock::now();

Q_LOGGING_CATEGORY(category, "heapline.timing", QtWarningMsg)

double msBetween(Clock::time_point begin, Clock::time_point end)
{
    return std::chrono::duration<double, std::milli>(end - begin).count();
}

/// Now, if anybody wants to know.
Clock::time_point nowIfTold()
{
    return timingLog().isInfoEnabled() ? Clock::now() : Clock::time_point();
}

} // namespace

const QLoggingCategory& timingLog()
{
    return category();
}

double msSinceStart()
{
    return msBetween(programStart, Clock::now());
}

TimingClock::TimingClock() : m_start(nowIfTold()), m_lap(m_start) {}

double TimingClock::totalMs() const
{
    return msBetween(m_start, nowIfTold());
}

double TimingClock::lapMs()
{
    const Clock::time_point now = nowIfTold();
    return msBetween(std::exchange(m_lap, now), now);
}

} // namespace heapline
