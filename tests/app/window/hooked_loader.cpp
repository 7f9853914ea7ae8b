// SPDX-License-Identifier: GPL-3.0-or-later
// The loader of core under another name, and in front of it one that tests can hold up.
#include "hooked_loader.h"
#include "core/profile/load.h"

#define loadProfile loadProfileUnhooked
#include "core/profile/load.cpp" // instead of the one in the library, which is not linked then
#undef loadProfile

#include <atomic>
#include <chrono>
#include <stop_token>
#include <thread>

namespace heapline {

namespace {

using namespace std::chrono_literals;

constexpr int noPhase = -1;
std::atomic<int> gatedPhase = noPhase;
std::atomic<bool> gateIsReached = false;
std::atomic<int> startedLoads = 0;
std::atomic<int> endedLoads = 0;

/// Runs a load whose reports pass the gate. What the load works with stops when the outer progress does.
template <typename Load>
Result<std::shared_ptr<const Profile>> loadThroughGate(Progress& outer, Load load)
{
    ++startedLoads;
    std::stop_source stop;
    Phase last = Phase::Finished;
    Progress hooked(stop.get_token(), [&](Phase phase, double) {
        if (phase != last) {
            last = phase;
            outer.enter(phase);
        }
        while (gatedPhase == static_cast<int>(phase) && !outer.stopRequested()) {
            gateIsReached = true;
            std::this_thread::sleep_for(1ms);
        }
        if (outer.stopRequested()) {
            stop.request_stop();
            outer.throwIfStopped();
        }
    });
    auto result = load(hooked);
    ++endedLoads;
    return result;
}

} // namespace

Result<std::shared_ptr<const Profile>> loadProfile(const std::string& path, Progress& progress, const LoadListener& listener)
{
    return loadThroughGate(progress, [&](Progress& hooked) { return loadProfileUnhooked(path, hooked, listener); });
}

Result<std::shared_ptr<const Profile>> loadProfile(std::unique_ptr<ByteSource> source, const std::string& path,
                                                   Progress& progress, const LoadListener& listener)
{
    return loadThroughGate(progress,
                           [&](Progress& hooked) { return loadProfileUnhooked(std::move(source), path, hooked, listener); });
}

namespace test {

LoadGate::LoadGate(Phase phase)
{
    gateIsReached = false;
    gatedPhase = static_cast<int>(phase);
}

LoadGate::~LoadGate()
{
    open();
}

bool LoadGate::isReached() const
{
    return gateIsReached;
}

void LoadGate::open()
{
    gatedPhase = noPhase;
}

int loadsStarted()
{
    return startedLoads;
}

int loadsEnded()
{
    return endedLoads;
}

} // namespace test

} // namespace heapline
