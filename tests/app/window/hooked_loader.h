// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

namespace heapline::test {

/// Lets loads of this program run up to a phase and wait there until they are stopped or go on. Without it, they run as usual.
class LoadGate {
public:
    explicit LoadGate(Phase phase);
    ~LoadGate();
    LoadGate(const LoadGate&) = delete;
    LoadGate& operator=(const LoadGate&) = delete;

    /// Whether a load waits in the phase.
    bool isReached() const;
    /// Lets it go on, and all that come.
    void open();
};

/// How many loads have begun, and ended in whatever way.
int loadsStarted();
int loadsEnded();

} // namespace heapline::test
