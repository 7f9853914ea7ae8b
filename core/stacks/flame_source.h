// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/bottom_up.h"
#include "core/stacks/stacks.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace heapline {

/// What a flame shows: a call tree, values for its nodes, and which of them are the widths.
struct FlameData {
    enum class Kind {
        TopDown,  ///< outermost functions first, callees beyond them; width = total
        BottomUp, ///< functions that allocated first, callers beyond them; width = self
        Callees,  ///< one function, merged over all stacks, and what it called; width = total
        Callers   ///< one function, merged over all stacks, and who called it; width = its total by way of that caller
    };

    std::shared_ptr<const Stacks> stacks;
    std::shared_ptr<const StackWeights> weights;
    Measure measure = Measure::LiveBytes;
    Kind kind = Kind::TopDown;
    FrameId function; ///< whose Callees or Callers

    bool hasFunction() const { return kind == Kind::Callees || kind == Kind::Callers; }
    bool goesToCallers() const { return kind == Kind::BottomUp || kind == Kind::Callers; }
    /// Whether there is anything that has a width.
    bool isComplete() const;
    /// Width of everything in the file or range, of which shares are told.
    std::uint64_t whole() const { return weights ? weights->whole(measure) : 0; }
};

/// Row of a box in a FlameSource; 0 is the root's.
using FlameBoxId = std::uint32_t;
inline constexpr FlameBoxId noFlameBox = std::numeric_limits<FlameBoxId>::max();

/// Functions from the root's child to a box: what a box is known by when widths change.
using FlamePath = std::vector<FrameId>;

/// A box: a function as it is reached by one path. Places are in units of the measure, 0 at the left end of the root.
struct FlameBox {
    FrameId frame;   ///< invalid: the root of TopDown and BottomUp, which stands for everything
    CallNodeId node; ///< the heaviest call-tree node of this function that the box stands for; invalid if frame is
    FlameBoxId parent = noFlameBox;
    std::uint32_t depth = 0; ///< 0 for the root
    std::uint64_t begin = 0;
    std::uint64_t weight = 0;

    std::uint64_t end() const { return begin + weight; }
};

/// The tree of boxes, made as far as it was asked for. Siblings of one function are one box; siblings are sorted by weight, the heaviest
/// first, ties by first appearance in the call tree, and stand one after the other from the left end of their parent.
class FlameSource {
public:
    virtual ~FlameSource() = default;
    FlameSource(const FlameSource&) = delete;
    FlameSource& operator=(const FlameSource&) = delete;

    const FlameData& data() const { return m_data; }
    const FlameBox& box(FlameBoxId id) const { return m_boxes[id].box; }
    static constexpr FlameBoxId root() { return 0; }

    /// Other values for the same call tree. All boxes but the root are forgotten; memory is kept.
    /// @pre weights fit the call tree
    void setWeights(std::shared_ptr<const StackWeights> weights, Measure measure);

    /// Makes the children that weigh at least @p least. Those made before keep their ids. O(nodes of the children + k log k).
    void open(FlameBoxId id, std::uint64_t least);
    /// The children made so far, the heaviest first; valid until the next open().
    std::span<const FlameBoxId> opened(FlameBoxId id) const;
    /// Smallest weight down to which all children are made.
    std::uint64_t openedTo(FlameBoxId id) const { return m_boxes[id].openedTo; }

    /// Number and weight of all children with any weight, made or not.
    std::uint32_t childCount(FlameBoxId id);
    std::uint64_t childWeight(FlameBoxId id);

    /// The child of a function, or noFlameBox. It is made if need be, and with it all that are as heavy.
    FlameBoxId child(FlameBoxId id, FrameId frame);
    /// The box of a path, or the last of its ancestors that is there.
    FlameBoxId nearest(const FlamePath& path);
    FlamePath pathTo(FlameBoxId id) const;
    /// Paths of call-tree nodes; noFlameBox where the flame has no such box.
    virtual FlameBoxId boxOf(FrameId frame, CallNodeId node) = 0;

    /// All values of a box. Self of a box of callers is that of the function at the root side, as in BottomUpRow. O(nodes) for callers.
    virtual MeasureValues valuesOf(FlameBoxId id) const = 0;

    /// No box is deeper.
    std::uint32_t depthLimit() const { return m_depthLimit; }

protected:
    explicit FlameSource(FlameData data);

    /// A call-tree node that a box stands for, and the part of the weight that comes from it.
    struct Part {
        std::uint32_t node;
        std::uint64_t weight;
    };

    /// Sets the root. To be called by constructors of subclasses.
    void reset();
    /// Weight and parts of the root, in preorder; frame and node are set.
    virtual void makeRoot(FlameBox& root, std::vector<Part>& parts) = 0;
    /// Nodes of all children of a box with their weights, none of them 0, in preorder.
    /// @return false if no two of them are of one function for certain
    virtual bool listChildren(FlameBoxId id, std::uint64_t least, std::vector<Part>& children) = 0;

    std::span<const Part> partsOf(FlameBoxId id) const;
    const Stacks& stacks() const { return *m_data.stacks; }
    const StackWeights& weights() const { return *m_data.weights; }
    const MeasureColumn& self() const { return m_data.weights->self[static_cast<std::size_t>(m_data.measure)]; }
    const MeasureColumn& total() const { return m_data.weights->total[static_cast<std::size_t>(m_data.measure)]; }
    /// The nodes of a function that are in no other node of it, in preorder, with their totals.
    void listOutermost(FrameId frame, std::vector<Part>& parts) const;

    /// What listChildren() leaves out because it weighs less than it was asked for.
    std::uint32_t m_leftOutCount = 0;
    std::uint64_t m_leftOutWeight = 0;

private:
    struct Row {
        FlameBox box;
        std::uint64_t openedTo;
        std::uint64_t childWeight = 0;
        std::uint32_t childCount = 0;
        std::uint32_t firstChild = 0; ///< in m_children
        std::uint32_t openedCount = 0;
        std::uint32_t firstPart = 0; ///< in m_parts
        std::uint32_t partCount = 0; ///< 1: node and weight of the box itself
        Part only{};                 ///< the part if there is one
    };
    /// Children of one function, while a box is opened.
    struct Group {
        FrameId frame;
        std::uint32_t node;
        std::uint32_t parts;
        std::uint32_t kept; ///< row of the child that is made of it
        std::uint64_t heaviestPart;
        std::uint64_t weight;
    };

    static constexpr std::uint64_t notOpened = std::numeric_limits<std::uint64_t>::max();

    void group(bool mayRepeat);
    void keep(FlameBoxId id, std::uint64_t least);
    void storeParts(std::size_t firstNewRow);

    FlameData m_data;
    std::uint32_t m_depthLimit = 0;
    std::vector<Row> m_boxes;
    std::vector<FlameBoxId> m_children;
    std::vector<Part> m_parts;
    // Buffers of open().
    std::vector<Part> m_list;
    std::vector<Group> m_groups;
    std::vector<std::uint32_t> m_groupOfPart; ///< m_list -> m_groups; empty if each is its own
    std::vector<std::uint32_t> m_order;
    std::vector<std::uint64_t> m_groupOfFrame; ///< frame -> stamp << 32 | group
    std::uint64_t m_stamp = 0;
};

/// @pre data.isComplete()
std::unique_ptr<FlameSource> makeFlameSource(FlameData data);

} // namespace heapline
