// SPDX-License-Identifier: GPL-3.0-or-later
// Measures opening and querying of heap profiles: stage times, peak memory, and ratios to reading the bytes, all in one run.

#include "tests/bench/bench.h"

#include "core/base/text_format.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace {

using namespace heapline;

void printRow(const std::string& name, double seconds, double readSeconds)
{
    std::printf("  %-34s %9.3f s  %7.1f × reading\n", name.c_str(), seconds, seconds / readSeconds);
}

void printOpening(const std::string& path, const bench::OpenTimes& times)
{
    const Origin& origin = times.profile->origin;
    std::printf("%s: %s, %s of JSON", path.c_str(), std::string(fileKindName(origin.kind)).c_str(),
                formatBytes(origin.textBytes).c_str());
    if (const auto& heap = times.profile->heap)
        std::printf(", %s nodes, %s edges", formatCount(heap->graph.nodeCount()).c_str(),
                    formatCount(heap->graph.edgeCount()).c_str());
    if (const auto& stacks = times.profile->stacks)
        std::printf(", %s call-tree nodes", formatCount(stacks->callTree.size()).c_str());
    std::printf("\n");
    printRow("reading the bytes", times.readSeconds, times.readSeconds);
    for (const bench::StageTime& stage : times.stages)
        printRow(stage.name, stage.seconds, times.readSeconds);
    printRow(times.isFromCache ? "opened from the cache" : "opened in all", times.openSeconds, times.readSeconds);
    if (times.storeSeconds > 0)
        printRow("put into the cache, afterwards", times.storeSeconds, times.readSeconds);
    std::printf("  %-34s %9.0f MB/s\n", "speed", static_cast<double>(origin.textBytes) / 1e6 / times.openSeconds);
    std::printf("  %-34s %9s  %8.2f × JSON\n", "peak memory", formatBytes(times.peakBytes).c_str(),
                static_cast<double>(times.peakBytes) / static_cast<double>(origin.textBytes));
}

void printQueries(const std::vector<bench::QueryTimes>& queries)
{
    for (const bench::QueryTimes& query : queries)
        std::printf("  %-34s median %8.2f ms, worst %8.2f ms\n", query.name.c_str(), query.medianMs, query.worstMs);
}

/// All figures of a file as one line, for scripts.
void printJson(const std::string& path, const bench::OpenTimes& times, const std::vector<bench::QueryTimes>& queries)
{
    using Json = nlohmann::ordered_json;
    const Origin& origin = times.profile->origin;
    Json out{{"file", path}, {"kind", std::string(fileKindName(origin.kind))}, {"text_bytes", origin.textBytes}};
    if (const auto& heap = times.profile->heap) {
        out["nodes"] = heap->graph.nodeCount();
        out["edges"] = heap->graph.edgeCount();
    }
    if (const auto& stacks = times.profile->stacks)
        out["call_tree_nodes"] = stacks->callTree.size();
    out["read_s"] = times.readSeconds;
    out["open_s"] = times.openSeconds;
    out["is_from_cache"] = times.isFromCache;
    out["store_s"] = times.storeSeconds;
    out["peak_bytes"] = times.peakBytes;
    out["stages"] = Json::array();
    for (const bench::StageTime& stage : times.stages)
        out["stages"].push_back({{"name", stage.name}, {"s", stage.seconds}});
    out["queries"] = Json::array();
    for (const bench::QueryTimes& query : queries)
        out["queries"].push_back({{"name", query.name}, {"median_ms", query.medianMs}, {"worst_ms", query.worstMs}});
    std::printf("%s\n", out.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app("Times the opening of heap profiles and the queries that a drag over the timeline makes.",
                 "heapline_bench");
    std::vector<std::string> files;
    int runs = 50;
    bool isJson = false;
    app.add_option("FILE", files, "heap profiles; peak memory counts for the first one")->required();
    app.add_option("--runs", runs, "random ranges to query, and runs of each other query")->check(CLI::PositiveNumber);
    std::string cacheFolder;
    app.add_option("--cache", cacheFolder,
                   "folder of a cache: what is in it is opened from there, what is not is put there");
    app.add_flag("--json", isJson, "print one line of JSON for each file");
    CLI11_PARSE(app, argc, argv);

    int failed = 0;
    for (const std::string& path : files) {
        const bench::OpenTimes times = bench::measureOpening(path, cacheFolder);
        if (!times.profile) {
            std::fprintf(stderr, "%s: %s\n", path.c_str(), times.error.c_str());
            ++failed;
            continue;
        }
        std::vector<bench::QueryTimes> queries = bench::measureRangeQueries(*times.profile, runs);
        std::ranges::move(bench::measureStackQueries(*times.profile, runs), std::back_inserter(queries));
        std::ranges::move(bench::measureHeapQueries(*times.profile, runs), std::back_inserter(queries));
        if (isJson) {
            printJson(path, times, queries);
        } else {
            printOpening(path, times);
            printQueries(queries);
        }
    }
    return failed ? 1 : 0;
}
