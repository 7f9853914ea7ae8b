// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/flame_source.h"

#include <vector>

namespace heapline {

/// Callees beyond their callers: of everything, or of one function.
class CalleesSource final : public FlameSource {
public:
    explicit CalleesSource(FlameData data);

    FlameBoxId boxOf(FrameId frame, CallNodeId node) override;
    MeasureValues valuesOf(FlameBoxId id) const override;

private:
    void makeRoot(FlameBox& root, std::vector<Part>& parts) override;
    bool listChildren(FlameBoxId id, std::uint64_t least, std::vector<Part>& children) override;
    bool hasTwins(std::uint32_t node);

    enum class Twins : std::uint8_t { Unknown, No, Yes };
    std::vector<Twins> m_twins;              ///< node -> whether two of its children are of one function
    std::vector<std::uint32_t> m_seenByNode; ///< frame -> node that was asked last and has it as a child
};

/// Callers beyond those whom they called: of all that allocated, or of one function. Nodes are climbed together once their ways meet, so
/// that a level costs no more than the nodes that it shows.
class CallersSource final : public FlameSource {
public:
    explicit CallersSource(FlameData data);

    FlameBoxId boxOf(FrameId frame, CallNodeId node) override;
    MeasureValues valuesOf(FlameBoxId id) const override;

private:
    void makeRoot(FlameBox& root, std::vector<Part>& parts) override;
    bool listChildren(FlameBoxId id, std::uint64_t least, std::vector<Part>& children) override;
};

} // namespace heapline
