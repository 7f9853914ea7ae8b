// SPDX-License-Identifier: GPL-3.0-or-later
// Heap snapshots and allocation timelines: reading, checking, analysis, and the questions of the views.
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/profile_exercise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    heapline::exerciseProfileText(data, size);
    return 0;
}

namespace heapline {

FuzzTarget fuzzTarget()
{
    return {{"\"snapshot\":",
             "\"nodes\":[",
             "\"edges\":[",
             "\"strings\":[",
             "\"trace_tree\":[",
             "\"trace_function_infos\":[",
             "\"samples\":[",
             "\"locations\":[",
             "\"root_index\":",
             "\"extra_native_bytes\":",
             "\"meta\":{",
             "\"detachedness\"",
             "\"trace_node_id\"",
             "\"self_size\"",
             "\"edge_count\"",
             "\"concatenated string\"",
             "\"synthetic\"",
             "\"native\"",
             "\"hidden\"",
             "\"weak\"",
             "\"shortcut\"",
             "\"internal\"",
             "\"Object\"",
             "\"first\"",
             "\"second\"",
             "\"system / NativeContext\"",
             "\"Detached div\"",
             "\"1 / part of key (a @1) -> value (b @3) pair in WeakMap (table @5)\"",
             ",5,",
             ",6,",
             ",7,",
             ",14,",
             "[]",
             "{}",
             "\\ud83d",
             "\xEF\xBB\xBF"},
            true};
}

} // namespace heapline
