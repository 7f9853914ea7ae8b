// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/class_list.h"
#include "core/report/figures_parts.h"
#include "core/stacks/bottom_up.h"

#include <algorithm>
#include <charconv>

namespace heapline {

namespace {

constexpr std::size_t functionsOpened = 20;
constexpr std::size_t stacksListed = 20;

constexpr std::size_t measureIndex(Measure measure)
{
    return static_cast<std::size_t>(measure);
}

/// Writes the Allocation view of DevTools: functions with what they allocated themselves, and their callers. Only stacks that
/// allocated anything during the recording count there.
class TraceWriter {
public:
    TraceWriter(JsonWriter& json, const Profile& profile, std::size_t depth)
        : m_json(json)
        , m_profile(profile)
        , m_stacks(*profile.stacks)
        , m_depth(depth)
    {
        computeWeights(m_stacks, {}, m_weights);
        findFunctions();
    }

    void write()
    {
        m_json.beginObject();
        m_json.key("tops");
        m_json.beginArray();
        for (const BottomUpRow& row : m_tops) {
            m_json.beginObject();
            writeRow(row);
            m_json.endObject();
        }
        m_json.endArray();
        writeOpened();
        writeStacks();
        m_json.endObject();
    }

private:
    /// One row for each function that allocated, largest first; equal ones in the order of the file.
    void findFunctions()
    {
        const CallTree& tree = m_stacks.callTree;
        std::vector<BottomUpRow> byFrame(m_stacks.frames.size());
        for (std::size_t i = 0; i < tree.size(); ++i) {
            if (m_weights.self[measureIndex(Measure::TotalCount)][i] == 0)
                continue;
            BottomUpRow& row = byFrame[tree.frame[i].value];
            row.contributors.push_back({CallNodeId(i), CallNodeId(i)});
            for (std::size_t m = 0; m < measureCount; ++m) {
                if (!m_weights.self[m].empty())
                    row.values.self[m] += m_weights.self[m][i];
            }
        }
        for (std::size_t frame = 0; frame < byFrame.size(); ++frame) {
            byFrame[frame].frame = FrameId(frame);
            byFrame[frame].hasCallers = frame != 0; // the first function is the root
            if (!byFrame[frame].contributors.empty())
                m_tops.push_back(std::move(byFrame[frame]));
        }
        std::ranges::stable_sort(m_tops, std::greater(),
                                 [](const BottomUpRow& row) { return row.values.self[measureIndex(Measure::TotalBytes)]; });
    }

    /// The members of a function, into the JSON object that is open.
    void writeRow(const BottomUpRow& row)
    {
        writeFrame("name", row.frame);
        m_json.member("count", row.values.self[measureIndex(Measure::TotalCount)]);
        m_json.member("size", row.values.self[measureIndex(Measure::TotalBytes)]);
        m_json.member("liveCount", row.values.self[measureIndex(Measure::LiveCount)]);
        m_json.member("liveSize", row.values.self[measureIndex(Measure::LiveBytes)]);
        m_json.member("hasChildren", row.hasCallers);
    }

    void writeFrame(std::string_view nameKey, FrameId frame)
    {
        const FrameTable& frames = m_stacks.frames;
        m_json.member(nameKey, m_stacks.strings[frames.functionName[frame.value]]);
        m_json.member("script", m_stacks.strings[frames.url[frame.value]]);
        const std::string_view scriptId = m_stacks.strings[frames.scriptId[frame.value]];
        std::int64_t number = 0;
        std::from_chars(scriptId.data(), scriptId.data() + scriptId.size(), number);
        m_json.member("scriptId", number);
        m_json.member("line", frames.line[frame.value]);
        m_json.member("column", frames.column[frame.value]);
    }

    /// The first functions with their callers, and the classes of what the first of all allocated.
    void writeOpened()
    {
        m_json.key("callers");
        m_json.beginArray();
        const BottomUpRow* first = nullptr;
        for (std::size_t i = 0; i < std::min(functionsOpened, m_tops.size()); ++i) {
            const BottomUpRow& row = m_tops[i];
            if (!row.hasCallers)
                continue;
            if (!first)
                first = &row;
            m_json.beginObject();
            writeRow(row);
            writeCallers(row, 0);
            m_json.endObject();
        }
        m_json.endArray();
        if (first)
            writeClassRows(m_json, *m_profile.heap, "first_top_aggregates", listClasses(*m_profile.heap, objectsOf(*first)));
    }

    /// The member "callers": the chain of single callers, then those at the first fork with theirs. Nothing from the depth limit on,
    /// so that it may recurse.
    void writeCallers(const BottomUpRow& row, std::size_t level)
    {
        if (level >= m_depth)
            return;
        m_json.key("callers");
        m_json.beginObject();
        m_json.key("single");
        m_json.beginArray();
        std::vector<BottomUpRow> callers = bottomUpCallers(m_stacks, m_weights, row, RootCaller::Shown);
        std::size_t chain = 0;
        for (; callers.size() == 1; ++chain) {
            m_json.beginObject();
            writeRow(callers.front());
            m_json.endObject();
            callers = bottomUpCallers(m_stacks, m_weights, callers.front(), RootCaller::Shown);
        }
        m_json.endArray();
        m_json.key("branching");
        m_json.beginArray();
        for (const BottomUpRow& caller : callers) {
            m_json.beginObject();
            writeRow(caller);
            if (caller.hasCallers)
                writeCallers(caller, level + 1 + chain);
            m_json.endObject();
        }
        m_json.endArray();
        m_json.endObject();
    }

    /// [nodes] whether an object was allocated by one of the row's stacks.
    std::vector<std::uint8_t> objectsOf(const BottomUpRow& row) const
    {
        std::vector<std::uint8_t> isRows(m_stacks.callTree.size(), 0);
        for (const BottomUpRow::Contributor& contributor : row.contributors)
            isRows[contributor.origin.value] = 1;
        std::vector<std::uint8_t> passes(m_profile.heap->graph.nodeCount(), 0);
        for (std::size_t i = 0; i < passes.size(); ++i) {
            const CallNodeId stack = allocationStackOf(m_profile, NodeOrdinal(i));
            passes[i] = stack.isValid() && isRows[stack.value];
        }
        return passes;
    }

    /// Allocation stacks of the objects that retain most, of those that have one.
    void writeStacks()
    {
        const Heap& heap = *m_profile.heap;
        std::vector<std::uint32_t> objects;
        for (std::uint32_t i = 0; i < heap.graph.nodes.traceNodeId.size(); ++i) {
            if (heap.graph.nodes.traceNodeId[i])
                objects.push_back(i);
        }
        const std::size_t count = std::min(stacksListed, objects.size());
        std::partial_sort(objects.begin(), objects.begin() + static_cast<std::ptrdiff_t>(count), objects.end(),
                          [&heap](std::uint32_t a, std::uint32_t b) {
                              return heap.retainedSize[a] != heap.retainedSize[b]
                                         ? heap.retainedSize[a] > heap.retainedSize[b]
                                         : a < b;
                          });
        m_json.key("stacks");
        m_json.beginArray();
        for (std::size_t i = 0; i < count; ++i) {
            m_json.beginObject();
            m_json.member("id", heap.graph.nodes.id[objects[i]]);
            m_json.member("retained", heap.retainedSize[objects[i]]);
            m_json.key("frames");
            m_json.beginArray();
            for (CallNodeId node = allocationStackOf(m_profile, NodeOrdinal(objects[i])); node.isValid();
                 node = m_stacks.callTree.parent[node.value]) {
                m_json.beginObject();
                writeFrame("function", m_stacks.callTree.frame[node.value]);
                m_json.endObject();
            }
            m_json.endArray();
            m_json.endObject();
        }
        m_json.endArray();
    }

    JsonWriter& m_json;
    const Profile& m_profile;
    const Stacks& m_stacks;
    std::size_t m_depth;
    StackWeights m_weights;
    std::vector<BottomUpRow> m_tops;
};

} // namespace

void writeTraces(JsonWriter& json, const Profile& profile, std::size_t depth)
{
    json.key("traces");
    if (profile.stacks)
        TraceWriter(json, profile, depth).write();
    else
        json.null();
}

} // namespace heapline
