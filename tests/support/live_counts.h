// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace heapline::test {

/// What a process holds at one moment.
struct LiveCounts {
    int objects = 0; ///< QObjects made since countObjects() was called, and still there
    int widgets = 0;
    int descriptors = 0; ///< open files, pipes and the like
    int threads = 0;
    long residentKb = 0;
};

/// Counts the QObjects that are made from then on, by a hook of Qt's own. To be called once, before the application object is made or
/// while only one thread runs.
void countObjects();

/// Takes stock.
LiveCounts takeStock();

} // namespace heapline::test
