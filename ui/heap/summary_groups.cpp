// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/summary_groups.h"

#include "ui/widgets/timing.h"

#include <algorithm>
#include <span>
#include <utility>

namespace heapline {

const GroupRow* findGroupRow(const std::vector<GroupRow>& rows, GroupId id)
{
    const auto at = std::ranges::lower_bound(rows, id, {}, &GroupRow::id);
    return at != rows.end() && at->id == id ? &*at : nullptr;
}

/// Makes figures, and keeps the groups for the next ones.
class SummaryGroups::Maker {
public:
    explicit Maker(std::shared_ptr<const Profile> profile) : m_profile(std::move(profile)) {}

    std::shared_ptr<const GroupFigures> figures(ObjectGroupBy by, std::shared_ptr<const RangeFigures> shown)
    {
        const Heap& heap = *m_profile->heap;
        divide(by, shown->shown.get());
        const TimingClock clock;
        auto figures = std::make_shared<GroupFigures>();
        figures->grouping = m_grouping;
        figures->whole = m_whole;
        if (shown->isPart())
            computeGroupRows(heap, m_grouping->groups, shown->ids,
                             shown->passes ? std::span(*shown->passes) : std::span<const std::uint8_t>(), m_scratch,
                             figures->rows);
        else
            figures->rows = m_whole;
        figures->shown = std::move(shown);
        qCInfo(timingLog, "figures of %zu groups: %.2f ms", figures->rows.size(), clock.totalMs());
        return figures;
    }

private:
    void divide(ObjectGroupBy by, const ShownStacks* shown)
    {
        const bool isOfStacks = by == ObjectGroupBy::Function || by == ObjectGroupBy::Package;
        const StackFilter stacks = isOfStacks && shown ? shown->filter : StackFilter();
        if (m_grouping && m_grouping->by == by && m_stacks == stacks)
            return;
        const TimingClock clock;
        m_grouping.reset();
        Progress progress;
        auto grouping = std::make_shared<const ObjectGrouping>(groupObjects(*m_profile, by, shown, progress));
        computeGroupRows(*m_profile->heap, grouping->groups, {}, {}, m_scratch, m_whole);
        m_stacks = stacks;
        m_grouping = std::move(grouping); // last: until then nothing counts as made, should memory run out
        qCInfo(timingLog, "objects divided into %zu groups: %.2f ms", m_grouping->groups.size(), clock.totalMs());
    }

    std::shared_ptr<const Profile> m_profile;
    std::shared_ptr<const ObjectGrouping> m_grouping;
    StackFilter m_stacks; ///< that m_grouping was made with
    std::vector<GroupRow> m_whole;
    GroupRowScratch m_scratch;
};

SummaryGroups::SummaryGroups(std::shared_ptr<const Profile> profile, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_job(this)
{
}

SummaryGroups::~SummaryGroups() = default;

void SummaryGroups::request(ObjectGroupBy by, std::shared_ptr<const RangeFigures> shown)
{
    if (!m_maker)
        m_maker = std::make_shared<Maker>(m_profile);
    m_job.start([this, maker = m_maker, by, shown = std::move(shown), generation = m_generation]() -> NewestJob::Deliver {
        return [this, generation, figures = maker->figures(by, shown)] {
            if (generation != m_generation)
                return;
            m_figures = figures;
            Q_EMIT updated();
        };
    });
}

void SummaryGroups::forget()
{
    ++m_generation;
    m_maker.reset();
    m_figures.reset();
}

} // namespace heapline
