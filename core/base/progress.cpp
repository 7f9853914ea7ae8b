// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/progress.h"

#include "core/base/result.h"

#include <algorithm>
#include <array>
#include <utility>

namespace heapline {

namespace {

constexpr std::size_t phaseCount = static_cast<std::size_t>(Phase::Finished) + 1;

/// Phase -> share of the whole time, in percent; measured on a timeline of 500 MB with stacks.
constexpr std::array<double, phaseCount> phaseWeights = {50, 3, 8, 5, 6, 13, 2, 5, 4, 2, 2, 0};

double startOf(Phase phase)
{
    double sum = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(phase); ++i)
        sum += phaseWeights[i];
    return sum / 100;
}

} // namespace

std::string_view phaseName(Phase phase)
{
    switch (phase) {
    case Phase::Reading: return "Reading";
    case Phase::Checking: return "Checking";
    case Phase::LinkingGraph: return "Linking the object graph";
    case Phase::ShallowSizes: return "Calculating shallow sizes";
    case Phase::Distances: return "Calculating distances";
    case Phase::Dominators: return "Finding dominators";
    case Phase::RetainedSizes: return "Calculating retained sizes";
    case Phase::ClassNames: return "Naming classes";
    case Phase::Classes: return "Grouping objects by class";
    case Phase::NativeContexts: return "Attributing native contexts";
    case Phase::Stacks: return "Building call trees";
    case Phase::Finished: return "Finished";
    }
    return "";
}

Progress::Progress(std::stop_token stop, Report report) : m_stop(std::move(stop)), m_report(std::move(report)) {}

void Progress::enter(Phase phase)
{
    throwIfStopped();
    m_phase = phase;
    m_lastFraction = -1;
    emitReport(startOf(phase));
}

void Progress::update(std::uint64_t done, std::uint64_t total)
{
    throwIfStopped();
    const double share = total ? std::min(1.0, static_cast<double>(done) / static_cast<double>(total)) : 1.0;
    const double fraction = startOf(m_phase) + share * phaseWeights[static_cast<std::size_t>(m_phase)] / 100;
    if (fraction - m_lastFraction >= 0.001)
        emitReport(fraction);
}

void Progress::throwIfStopped() const
{
    if (stopRequested())
        throw ErrorException({ErrorCode::Cancelled, {}, {}});
}

void Progress::emitReport(double fraction)
{
    m_lastFraction = fraction;
    if (m_report)
        m_report(m_phase, fraction);
}

} // namespace heapline
