// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/statistics_query.h"

#include "ui/heap/statistics_text.h"
#include "ui/widgets/timing.h"

#include <mutex>
#include <optional>
#include <span>
#include <utility>

namespace heapline {

/// The parts of the profile's objects, found out by the first job that needs them.
class StatisticsQuery::Maker {
public:
    explicit Maker(std::shared_ptr<const Profile> profile) : m_profile(std::move(profile)) {}

    const StatisticParts& parts()
    {
        const std::lock_guard lock(m_mutex); // not std::call_once(): making them may throw, see madeOnce()
        if (!m_parts) {
            const TimingClock clock;
            StatisticParts made(*m_profile->heap, Progress());
            m_whole = made.figures(*m_profile->heap, {}, {});
            m_parts.emplace(std::move(made));
            qCInfo(timingLog, "parts of the heap: %.2f ms", clock.totalMs());
        }
        return *m_parts;
    }

    std::shared_ptr<const StatisticsFigures> figures(const RangeFigures* shown)
    {
        const StatisticParts& parts = this->parts();
        auto figures = std::make_shared<StatisticsFigures>(StatisticsFigures{m_whole, m_whole, shown && shown->isPart()});
        if (figures->isPart) {
            const TimingClock clock;
            figures->shown = parts.figures(*m_profile->heap, shown->ids,
                                           shown->passes ? std::span(*shown->passes) : std::span<const std::uint8_t>());
            qCInfo(timingLog, "statistics of what is shown: %.2f ms", clock.totalMs());
        }
        return figures;
    }

private:
    std::shared_ptr<const Profile> m_profile;
    std::mutex m_mutex; ///< guards the making of the next two
    std::optional<StatisticParts> m_parts;
    PartStatistics m_whole;
};

StatisticsQuery::StatisticsQuery(Document& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_maker(std::make_shared<Maker>(document.profile()))
    , m_job(this)
    , m_objectsJob(this)
{
}

void StatisticsQuery::request()
{
    m_job.start([this, maker = m_maker, shown = m_document.figures().figures()]() -> NewestJob::Deliver {
        return [this, figures = maker->figures(shown.get())] {
            m_figures = figures;
            Q_EMIT updated();
        };
    });
}

void StatisticsQuery::showObjects(StatisticPart part)
{
    m_objectsJob.start([this, maker = m_maker, part]() -> NewestJob::Deliver {
        auto passes = std::make_shared<const std::vector<std::uint8_t>>(maker->parts().objectsOf(part));
        return [this, passes = std::move(passes), part] {
            m_document.filter().setObjects(ObjectsFilter{partTitle(part), {}, passes});
            m_document.reveal(Place::Summary);
        };
    });
}

} // namespace heapline
