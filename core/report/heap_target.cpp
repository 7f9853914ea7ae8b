// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/paths_report.h"

#include <charconv>

namespace heapline {

HeapTarget parseHeapTarget(const Heap& heap, const std::string& text)
{
    HeapTarget target;
    if (text.starts_with('@')) {
        std::uint64_t id = 0;
        const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), id);
        if (error != std::errc() || end != text.data() + text.size()) {
            target.problem = '"' + text + "\" is no id: write for example @12345";
            return target;
        }
        for (std::uint32_t n = 0; n < heap.graph.nodeCount() && !target.object.isValid(); ++n) {
            if (heap.graph.nodes.id[n] == id)
                target.object = NodeOrdinal(n);
        }
        if (!target.object.isValid())
            target.problem = "there is no object " + text;
        return target;
    }
    for (std::uint32_t c = 0; c < heap.classes.size(); ++c) {
        if (heap.classes.name[c] == text)
            target.classes.push_back(ClassId(c));
    }
    if (target.classes.empty())
        target.problem =
            "there is no class \"" + text + "\": names are exact, and an object is written with its id, as @12345";
    return target;
}

} // namespace heapline
