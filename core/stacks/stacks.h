// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/range.h"
#include "core/base/string_table.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// Functions as they stand in stacks; one row for each FrameId. Texts are rows of Stacks::strings.
struct FrameTable {
    std::vector<StringId> functionName; ///< as in the file; empty for anonymous functions, see functionNameText()
    std::vector<StringId> url;          ///< script name or URL; may be empty
    std::vector<StringId> scriptId;     ///< as text; "0" = none
    std::vector<std::uint32_t> line;    ///< 1-based line where the function starts, 0 = unknown
    std::vector<std::uint32_t> column;  ///< 1-based column, 0 = unknown

    std::size_t size() const { return functionName.size(); }
};

/// A call tree in preorder; one row for each CallNodeId. Row 0 is the root "(root)", which is shown in no view.
/// The first child of row i is i + 1 if subtreeEnd[i] > i + 1; the next sibling of row i is subtreeEnd[i].
struct CallTree {
    std::vector<CallNodeId> parent;        ///< the caller; the root's is invalid
    std::vector<std::uint32_t> subtreeEnd; ///< first row after the subtree
    std::vector<FrameId> frame;
    std::vector<std::uint32_t> depth; ///< 0 for the root

    std::size_t size() const { return frame.size(); }
};

/// What can be summed over stacks.
enum class Measure {
    LiveBytes,  ///< bytes still alive at the end (timeline), or the sampled self size (sampling profile)
    LiveCount,  ///< objects still alive at the end
    TotalBytes, ///< bytes ever allocated, freed ones included
    TotalCount, ///< objects ever allocated
    SampleCount ///< samples that LiveBytes is estimated from (sampling profile)
};
inline constexpr std::size_t measureCount = 5;

/// Self or total values of one measure: row -> value.
using MeasureColumn = std::vector<std::uint64_t>;

/// The Stacks face of a profile: functions, their call tree, and what was allocated where. The same for allocation stacks of
/// a timeline and for sampling profiles. Immutable once built.
struct Stacks {
    StringTable strings;
    FrameTable frames;
    CallTree callTree;

    /// Measure -> [callTree.size()] values of each node itself, over the whole recording; an empty column: not in the file.
    /// Sampling profiles have LiveBytes and, if they hold samples, SampleCount; timelines have all others.
    std::vector<MeasureColumn> self = std::vector<MeasureColumn>(measureCount);

    /// What can be told apart by range, sorted by axisPosition. For sampling profiles: one row for each sample of a known node,
    /// axisPosition = ordinal. For timelines: one row for the live objects of one stack within one stretch of ids between two
    /// samples, axisPosition = highest of their ids. Ranges that cut a stretch are not exact.
    struct RangeRows {
        std::vector<std::uint64_t> axisPosition;
        std::vector<CallNodeId> node;
        std::vector<std::uint64_t> bytes;
        std::vector<std::uint32_t> count; ///< objects; empty: one for each row
    } rangeRows;

    bool has(Measure measure) const { return !self[static_cast<std::size_t>(measure)].empty(); }

    /// Whether values of a measure can be told for a range: LiveBytes, LiveCount and SampleCount where the file has them; not
    /// for sampling profiles without samples.
    bool hasInRange(Measure measure) const;
};

/// Name of a function as shown: "(anonymous)" where it has none.
std::string_view functionNameText(const Stacks& stacks, FrameId frame);
/// Text of a place as shown: "server.js:6" (last part of the URL and 1-based line), "server.js", or "" when unknown.
/// Built-in modules keep their scheme ("node:fs:440"); percent escapes of file URLs are decoded.
std::string placeText(const Stacks& stacks, FrameId frame);
/// What a function is called where there is no other column for its place: its name, or "(anonymous) server.js:10:3".
std::string functionLabel(const Stacks& stacks, FrameId frame);
/// The whole place: "/srv/app/server.js:6:11". File URLs become paths; other URLs stay as they are, data URLs without their
/// data.
std::string fullPlaceText(const Stacks& stacks, FrameId frame);

/// Values of every call-tree node for one choice of range.
struct StackWeights {
    /// Measure -> [callTree.size()] self values; empty when unavailable (also TotalBytes, TotalCount within a range).
    std::vector<MeasureColumn> self = std::vector<MeasureColumn>(measureCount);
    /// Measure -> [callTree.size()] self plus all callees.
    std::vector<MeasureColumn> total = std::vector<MeasureColumn>(measureCount);

    bool has(Measure measure) const { return !self[static_cast<std::size_t>(measure)].empty(); }
    /// Value of the root: the whole of a measure, or 0.
    std::uint64_t whole(Measure measure) const;
};

/// Sums self and total values of all nodes, for everything or for the rows with positions.minExclusive < axisPosition <=
/// maxInclusive. Within a range every node has what its own rows sum up to, the root too, so that adjacent ranges add up.
/// (DevTools gives the root of a sampling profile its whole selfSize in every range; V8 writes 0 there.) O(rows in range +
/// nodes).
/// @param out its buffers are kept and reused
void computeWeights(const Stacks& stacks, const std::optional<IdRange>& positions, StackWeights& out);

// The two halves of computeWeights().

/// Sums the rows of a range into the self columns that a range can tell; the other ones become empty.
/// @param self [measureCount] buffers, reused
void sumSelf(const Stacks& stacks, const IdRange& positions, std::vector<MeasureColumn>& self);
/// Sums self values up to the root.
void sumTotals(const CallTree& tree, StackWeights& weights);

} // namespace heapline
