// SPDX-License-Identifier: GPL-3.0-or-later
// Sampling heap profiles: reading, call trees, and the questions of the views.
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
    return {{"\"head\":{",
             "\"callFrame\":{",
             "\"functionName\":",
             "\"scriptId\":",
             "\"url\":\"file:///a%20b.js\"",
             "\"lineNumber\":",
             "\"columnNumber\":",
             "\"selfSize\":",
             "\"id\":",
             "\"children\":[",
             "\"samples\":[",
             "\"size\":",
             "\"nodeId\":",
             "\"ordinal\":",
             "null",
             "true",
             "-1",
             "1.5",
             "1e999",
             "\"node:fs\"",
             "\"data:text/javascript,x\"",
             "[{}]",
             "{\"id\":1,\"selfSize\":8,\"children\":[]}",
             "\\ud83d",
             "\xEF\xBB\xBF"},
            true};
}

} // namespace heapline
