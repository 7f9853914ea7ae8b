// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/memory_text.h"

#include "core/base/text_format.h"

namespace heapline {

namespace {

MemorySentence accountedFor(const Heap& heap)
{
    const Statistics& s = heap.statistics;
    const std::uint64_t extra = heap.graph.header.extraNativeBytes.value_or(0);
    if (s.nativeTotal == 0)
        return {"This file accounts for %1, all of it in V8’s heap, and tells nothing of native memory.", {s.total}};
    if (extra > 0)
        return {
            "This file accounts for %1: %2 in V8’s heap and %3 of native memory, of which %4 are contents of ArrayBuffers and %5 "
            "are known to V8 only as a sum.",
            {s.total, s.v8Total, s.nativeTotal, s.typedArrays, extra}};
    return {"This file accounts for %1: %2 in V8’s heap and %3 of native memory, of which %4 are contents of ArrayBuffers.",
            {s.total, s.v8Total, s.nativeTotal, s.typedArrays}};
}

} // namespace

std::string MemorySentence::english() const
{
    std::string filled;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t figure =
            text[i] == '%' && i + 1 < text.size() ? static_cast<std::size_t>(text[i + 1] - '1') : bytes.size();
        if (figure < bytes.size()) {
            filled += formatBytes(bytes[figure]);
            ++i;
        } else {
            filled += text[i];
        }
    }
    return filled;
}

std::vector<MemorySentence> memorySentences(const Heap& heap)
{
    return {
        accountedFor(heap),
        {"What else the process holds no heap file tells: free pages and gaps between the objects of V8’s heap, the program and "
         "its libraries, stacks of threads, the heaps of workers, and what native add-ons allocate without "
         "telling V8.",
         {}},
        {"V8 collects garbage before it writes a file, so what was garbage at that moment is in the process’s peak and not in "
         "these figures, and freed pages may stay with the process for a while; how much that was is not known.",
         {}}};
}

} // namespace heapline
