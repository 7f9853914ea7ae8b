// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures_parts.h"
#include "core/stacks/bottom_up.h"

#include <algorithm>
#include <utility>

namespace heapline {

namespace {

constexpr std::size_t liveBytes = static_cast<std::size_t>(Measure::LiveBytes);

/// Writes the rows of the call-tree views of one choice of samples. Rows of equal size keep DevTools' order: that of the
/// first node of the row, breadth first.
class ViewWriter {
public:
    ViewWriter(JsonWriter& json, const Profile& profile, const FiguresOptions& options)
        : m_json(json)
        , m_stacks(*profile.stacks)
        , m_firstPlace(profile.samplingPlacesFromOne ? 1 : 0)
        , m_options(options)
    {
    }

    void write(const std::optional<IdRange>& ordinals)
    {
        computeWeights(m_stacks, ordinals, m_weights);
        for (std::vector<MeasureColumn>* columns : {&m_weights.self, &m_weights.total})
            (*columns)[static_cast<std::size_t>(Measure::SampleCount)].clear(); // a row needs bytes
        m_json.beginObject();
        m_json.member("total", m_weights.whole(Measure::LiveBytes));
        m_json.member("max_depth", maxDepth());
        const auto bySelf = [](const MeasureValues& values) { return values.self[liveBytes]; };
        const auto byTotal = [](const MeasureValues& values) { return values.total[liveBytes]; };
        const auto list = [this](const char* key, auto rows, const auto& order, bool nested) {
            m_json.key(key);
            writeRows(std::move(rows), order, 0, nested);
        };
        list("heavy_by_self", heavyRows(bottomUpRoots(m_stacks, m_weights)), bySelf, true);
        list("heavy_by_total", heavyRows(bottomUpRoots(m_stacks, m_weights)), byTotal, false);
        list("tree_by_self", treeRows(CallNodeId(0)), bySelf, true);
        list("tree_by_total", treeRows(CallNodeId(0)), byTotal, false);
        m_json.endObject();
    }

private:
    struct HeavyRow : BottomUpRow {};
    struct TreeRow {
        FrameId frame;
        MeasureValues values;
        CallNodeId node;
    };

    /// Depth of the deepest node that has any size below it.
    std::uint32_t maxDepth() const
    {
        std::uint32_t deepest = 0;
        for (std::size_t node = 0; node < m_stacks.callTree.size(); ++node) {
            if (m_weights.total[liveBytes][node] > 0)
                deepest = std::max(deepest, m_stacks.callTree.depth[node]);
        }
        return deepest;
    }

    std::vector<HeavyRow> heavyRows(std::vector<BottomUpRow> rows) const
    {
        const auto breadthFirst = [this](const BottomUpRow& row) {
            std::pair<std::uint32_t, std::uint32_t> first{~0u, ~0u};
            for (const auto& contributor : row.contributors)
                first = std::min(first, {m_stacks.callTree.depth[contributor.origin.value], contributor.origin.value});
            return first;
        };
        std::ranges::stable_sort(rows, {}, breadthFirst);
        std::vector<HeavyRow> heavy;
        for (BottomUpRow& row : rows) {
            if (row.contributors.front().cursor.value != 0) // the root is shown in no view
                heavy.push_back({std::move(row)});
        }
        return heavy;
    }

    std::vector<TreeRow> treeRows(CallNodeId parent) const
    {
        const CallTree& tree = m_stacks.callTree;
        std::vector<TreeRow> rows;
        for (std::uint32_t child = parent.value + 1; child < tree.subtreeEnd[parent.value]; child = tree.subtreeEnd[child]) {
            MeasureValues values;
            values.self[liveBytes] = m_weights.self[liveBytes][child];
            values.total[liveBytes] = m_weights.total[liveBytes][child];
            if (values.total[liveBytes] > 0)
                rows.push_back({tree.frame[child], values, CallNodeId(child)});
        }
        return rows;
    }

    std::vector<HeavyRow> below(const HeavyRow& row) const { return heavyRows(bottomUpCallers(m_stacks, m_weights, row)); }
    std::vector<TreeRow> below(const TreeRow& row) const { return treeRows(row.node); }

    bool hasRowsBelow(const HeavyRow& row) const { return row.hasCallers; }
    bool hasRowsBelow(const TreeRow& row) const
    {
        // A node with some total has a callee with some, unless all of it is its own.
        return row.values.total[liveBytes] > row.values.self[liveBytes];
    }

    template <typename Row, typename Order>
    void writeRows(std::vector<Row> rows, const Order& order, std::size_t level, bool nested)
    {
        std::ranges::stable_sort(rows, std::greater(), [&](const Row& row) { return order(row.values); });
        m_json.beginArray();
        const std::size_t shown = level == 0 ? rows.size() : std::min(rows.size(), m_options.rows);
        for (std::size_t i = 0; i < shown; ++i) {
            const Row& row = rows[i];
            const FrameTable& frames = m_stacks.frames;
            const auto text = [this, &row](const std::vector<StringId>& column) {
                return m_stacks.strings[column[row.frame.value]];
            };
            m_json.beginObject();
            m_json.member("name", functionNameText(m_stacks, row.frame));
            m_json.member("scriptId", text(frames.scriptId));
            m_json.member("url", text(frames.url));
            m_json.member("line", placeNumber(frames.line[row.frame.value]));
            m_json.member("column", placeNumber(frames.column[row.frame.value]));
            m_json.member("self", row.values.self[liveBytes]);
            m_json.member("total", row.values.total[liveBytes]);
            m_json.member("hasChildren", hasRowsBelow(row));
            if (nested && level + 1 < m_options.depth && hasRowsBelow(row)) {
                auto children = below(row);
                const std::size_t childCount = children.size();
                m_json.key("children");
                writeRows(std::move(children), order, level + 1, nested);
                m_json.member("childCount", childCount);
            }
            m_json.endObject();
        }
        m_json.endArray();
    }

    /// A line or column as the file has it. @param oneBased 0 if it is unknown
    std::int64_t placeNumber(std::uint32_t oneBased) const { return std::int64_t{oneBased} - 1 + m_firstPlace; }

    JsonWriter& m_json;
    const Stacks& m_stacks;
    std::int64_t m_firstPlace; ///< what the file calls the first line and column
    const FiguresOptions& m_options;
    StackWeights m_weights;
};

} // namespace

void writeSamplingFigures(JsonWriter& json, const Profile& profile, const FiguresOptions& options)
{
    json.key("meta");
    json.beginObject();
    json.member("kind", "sampling");
    json.member("tree_nodes", profile.samplingNodeCount);
    json.member("samples", profile.samplingSampleCount);
    json.endObject();
    ViewWriter views(json, profile, options);
    json.key("views");
    views.write({});
    json.key("ranges");
    json.beginArray();
    for (const FigureRange& range : options.ranges) {
        json.beginObject();
        json.member("min", range.min);
        json.key("max");
        writeMaximum(json, range.max);
        json.key("views");
        // Ordinal 0 as the first one, and no end, mean everything, as in DevTools.
        const bool everything = range.min == 0 && (!range.max || *range.max == 0);
        views.write(everything ? std::optional<IdRange>()
                               : IdRange{range.min > 0 ? range.min - 1 : 0, range.max.value_or(IdRange::unbounded)});
        json.endObject();
    }
    json.endArray();
}

} // namespace heapline
