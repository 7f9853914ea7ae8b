// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string_view>

namespace heapline {

/// Named steps of opening a file, in the order in which they run.
enum class Phase {
    Reading,      ///< bytes into columns
    Checking,     ///< indexes against counts
    LinkingGraph, ///< owners and retainers of every edge
    ShallowSizes,
    Distances,
    Dominators,
    RetainedSizes,
    ClassNames,
    Classes,
    NativeContexts,
    Stacks,
    Finished
};

/// English name of a phase, such as "Calculating retained sizes".
std::string_view phaseName(Phase phase);

/// Tells how far a long job is, and whether it shall stop.
///
/// One thread at a time enters phases and reports; stopRequested() and throwIfStopped() may be called from any thread.
/// Reports are throttled to steps of 1/1000.
class Progress {
public:
    /// @param fraction share of the whole job that is done, 0 … 1
    using Report = std::function<void(Phase phase, double fraction)>;

    Progress() = default;
    explicit Progress(std::stop_token stop, Report report = {});

    /// Starts a phase; its share of the whole comes from a fixed table of measured weights.
    void enter(Phase phase);

    /// Says that @p done of @p total of the current phase is done, then throwIfStopped().
    void update(std::uint64_t done, std::uint64_t total);

    /// A progress that stops with this one but reports nothing: for work that runs beside the one that reports.
    Progress quiet() const { return Progress(m_stop); }

    bool stopRequested() const { return m_stop.stop_requested(); }
    /// For those who wait for something else beside.
    const std::stop_token& stopToken() const { return m_stop; }

    /// @throws ErrorException with ErrorCode::Cancelled once the job shall stop
    void throwIfStopped() const;

private:
    void emitReport(double fraction);

    std::stop_token m_stop;
    Report m_report;
    Phase m_phase = Phase::Reading;
    double m_lastFraction = -1;
};

} // namespace heapline
