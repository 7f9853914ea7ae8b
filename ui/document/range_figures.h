// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/range.h"
#include "core/heap/class_table.h"
#include "core/profile/profile.h"
#include "core/stacks/shown_stacks.h"
#include "ui/document/filter_state.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace heapline {

/// What figures are asked for.
struct FiguresRequest {
    std::optional<AxisRange> range; ///< none: the whole profile
    StackFilter stacks;             ///< objects whose stack it leaves out are not counted either
    std::optional<ObjectsFilter> objects = std::nullopt; ///< none: all objects

    bool isWhole() const { return !range && stacks.isEmpty() && !objects; }
};

/// Every figure that depends on the range and on the stacks that are shown. Immutable.
struct RangeFigures {
    std::optional<AxisRange> range;  ///< none: the whole profile
    std::optional<IdRange> ids;      ///< the same as ids or ordinals
    std::vector<ClassRow> classRows; ///< in ClassId order; empty without a Heap
    std::optional<ObjectsFilter> objects; ///< which objects were asked for; none: all
    /// Node -> whether it is counted, beside the range; null: all are. Never null where stacks or the filter of objects leave something out.
    std::shared_ptr<const std::vector<std::uint8_t>> passes;
    std::uint64_t objectCount = 0;            ///< objects in range (Heap), else samples in range
    std::uint64_t bytes = 0;                  ///< their shallow bytes (Heap), else the samples' bytes
    std::shared_ptr<const ShownStacks> shown; ///< null without Stacks
    StackWeights weights;                     ///< of shown; empty without Stacks

    /// Whether everything of the profile is in these figures.
    bool isWhole() const { return !range && (!shown || shown->filter.isEmpty()) && !objects; }
    /// Whether objects are left out by their stack.
    bool leavesOutStacks() const { return shown && shown->filter.leavesOut(); }
    /// Whether something is left out at all.
    bool isPart() const { return range || leavesOutStacks() || objects; }
};

/// Computes RangeFigures off the UI thread. While a range is being computed, only the newest of the later requests waits;
/// results of older requests are dropped. Safe to destroy at any time.
class RangeFiguresQuery : public QObject {
    Q_OBJECT

public:
    explicit RangeFiguresQuery(QObject* parent = nullptr);
    ~RangeFiguresQuery() override;

    /// Starts to serve a profile, and computes the figures of the whole of it.
    void setProfile(std::shared_ptr<const Profile> profile);
    void request(const FiguresRequest& request);

    /// The newest result; null until the first one is there.
    std::shared_ptr<const RangeFigures> figures() const { return m_figures; }
    /// The figures of the whole profile; null until they are there. For percentages and "of all".
    std::shared_ptr<const RangeFigures> wholeFigures() const { return m_whole; }
    /// Whether figures() is of another range than the one requested last.
    bool isStale() const;

Q_SIGNALS:
    void updated();

private:
    class Worker;
    void receive(std::uint64_t request, const std::shared_ptr<const RangeFigures>& figures);

    std::unique_ptr<Worker> m_worker;
    std::shared_ptr<const RangeFigures> m_figures;
    std::shared_ptr<const RangeFigures> m_whole;
    std::uint64_t m_requested = 0; ///< number of the newest request, of all profiles
    std::uint64_t m_received = 0;  ///< number of the request that figures() answers
};

} // namespace heapline
