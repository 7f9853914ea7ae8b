// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs that are right: what is made of their files, whole and cut off anywhere, against figures by definition.
#include "core/profile/load.h"
#include "tests/core/format/memory_source.h"
#include "tests/core/heap/naive_distances.h"
#include "tests/core/heap/naive_dominators.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/profile_exercise.h"
#include "tests/fuzz/small_graph.h"

#include <cstdio>
#include <utility>

namespace heapline {

namespace {

Result<std::shared_ptr<const Profile>> profileOf(const std::string& text, std::size_t step)
{
    Progress progress;
    return loadProfile(std::make_unique<MemorySource>(text, step), "small.heapsnapshot", progress);
}

void requireOf(bool holds, const GraphBuilder& graph, const char* rule)
{
    if (!holds)
        std::fprintf(stderr, "%s", printed(graph).c_str());
    require(holds, rule);
}

void compare(GraphBuilder graph, const Heap& heap)
{
    requireOf(heap.graph.nodeCount() == graph.nodes.size() && heap.graph.root.value == graph.root, graph, "all objects");
    std::uint64_t inFile = 0;
    std::uint64_t booked = 0;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        inFile += std::exchange(graph.nodes[i].size, heap.shallowSize[i]);
        booked += graph.nodes[i].size;
    }
    requireOf(inFile == booked, graph, "bytes are booked on others, not lost");
    const NaiveDominators naive(graph);
    const std::vector<std::int32_t> distances = naiveDistances(graph);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        requireOf(heap.dominator[i].value == naive.dominator[i], graph, "dominators by definition");
        requireOf(heap.retainedSize[i] == naive.retained[i], graph, "retained sizes by definition");
        requireOf(heap.distance[i] == distances[i], graph, "distances by definition");
    }
}

/// Of a file that ends too early, what is told is true.
void comparePart(const GraphBuilder& graph, const Heap& heap)
{
    if (heap.knowsReferences()) {
        compare(graph, heap);
        return;
    }
    requireOf(heap.graph.nodeCount() <= graph.nodes.size(), graph, "no objects are made up");
    for (std::size_t i = 0; i < heap.graph.nodeCount(); ++i)
        requireOf(heap.graph.nodes.id[i] == graph.nodes[i].id && heap.shallowSize[i] == graph.nodes[i].size, graph,
                  "objects are those of the file");
}

} // namespace

/// Graphs by chance, as bytes.
std::vector<std::string> madeSeeds()
{
    std::mt19937 random(33);
    std::vector<std::string> seeds;
    for (const std::size_t edges : {0, 3, 10, 30, 60, 100, 200}) {
        const std::size_t objects = 2 + random() % 47;
        std::string seed(2 + 1 + 2 * objects + 3 * edges, '\0');
        std::ranges::generate(seed, [&random] { return static_cast<char>(random()); });
        seed[1] = static_cast<char>(objects - 2);
        seeds.push_back(std::move(seed));
    }
    return seeds;
}

} // namespace heapline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace heapline;
    if (size == 0 || size > 2000)
        return 0;
    const GraphBuilder graph = graphOf({data + 1, size - 1});
    const std::string text = heapFileOf(graph, data[0]);
    const std::size_t step = pieceOf(text.size());
    const auto whole = profileOf(text, step);
    if (!whole)
        std::fprintf(stderr, "%s\n%s\n", whole.error().toString().c_str(), text.c_str());
    require(whole.hasValue(), "a file that is right can be read");
    compare(graph, *(*whole)->heap);
    if (const auto part = profileOf(text.substr(0, text.size() * data[size - 1] / 256), step))
        comparePart(graph, *(*part)->heap);
    return 0;
}
