// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/range_figures.h"

#include "core/profile/allocated_by.h"
#include "ui/document/background_threads.h"
#include "ui/document/reuse_pool.h"
#include "ui/widgets/background_faults.h"
#include "ui/widgets/timing.h"

#include <QMetaObject>

#include <condition_variable>
#include <mutex>
#include <utility>

namespace heapline {

namespace {

/// How the log calls a range: as in the file, microseconds or serial numbers.
QString rangeName(const std::optional<AxisRange>& range)
{
    return range ? QStringLiteral("%1..%2").arg(range->begin).arg(range->end) : QStringLiteral("the whole");
}

void countSamples(const Profile& profile, const std::optional<AxisRange>& range, RangeFigures& out)
{
    const Timeline* timeline = profile.timeline ? &*profile.timeline : nullptr;
    if (!timeline || timeline->tickCount() == 0) {
        out.objectCount = profile.samplingSampleCount;
        out.bytes = out.weights.whole(Measure::LiveBytes);
        return;
    }
    const TickRange ticks = range ? ticksIn(*timeline, *range) : TickRange{0, timeline->tickCount()};
    out.objectCount = timeline->countBefore[ticks.last] - timeline->countBefore[ticks.first];
    out.bytes = timeline->bytesBefore[ticks.last] - timeline->bytesBefore[ticks.first];
}

/// Computes figures, and keeps what the next ones can use again.
class FiguresMaker {
public:
    explicit FiguresMaker(std::shared_ptr<const Profile> profile) : m_profile(std::move(profile)) {}

    void make(const FiguresRequest& request, RangeFigures& out)
    {
        out.range = request.range;
        out.ids = idRangeOf(*m_profile, request.range);
        out.classRows.clear();
        out.objectCount = 0;
        out.bytes = 0;
        TimingClock clock;
        if (m_profile->stacks) {
            showStacksOf(request.stacks);
            out.shown = m_shown;
            computeWeights(*m_shown, out.ids, m_sourceSelf, out.weights);
        }
        const double weightsMs = clock.lapMs();
        if (m_profile->heap) {
            showObjectsOf(request.objects);
            out.objects = request.objects;
            out.passes = m_passes;
            if (m_passes)
                computeClassRows(*m_profile->heap, out.ids, *m_passes, m_scratch, out.classRows);
            else
                computeClassRows(*m_profile->heap, out.ids, m_scratch, out.classRows);
            for (const ClassRow& row : out.classRows) {
                out.objectCount += row.count;
                out.bytes += row.shallowSize;
            }
        } else if (out.leavesOutStacks()) {
            out.objectCount = out.weights.whole(Measure::SampleCount);
            out.bytes = out.weights.whole(Measure::LiveBytes);
        } else {
            countSamples(*m_profile, request.range, out);
        }
        qCInfo(timingLog, "figures of %s: call-tree values %.2f ms, class rows %.2f ms",
               qPrintable(rangeName(request.range)), weightsMs, clock.lapMs());
    }

private:
    void showStacksOf(const StackFilter& filter)
    {
        if (m_shown && m_shown->filter == filter)
            return;
        const TimingClock clock;
        m_shown = showStacks(stacksOf(m_profile), filter);
        m_ofStacks.reset();
        if (m_profile->heap && filter.leavesOut())
            m_ofStacks = std::make_shared<const std::vector<std::uint8_t>>(objectsOf(*m_profile, shownNodes(*m_shown)));
        m_passes = m_ofStacks;
        m_objects.reset();
        qCInfo(timingLog, "call tree of %zu steps: %.2f ms", filter.steps.size(), clock.totalMs());
    }

    /// Makes m_passes of the stacks that are shown and a filter of objects. @pre showStacksOf()
    void showObjectsOf(const std::optional<ObjectsFilter>& objects)
    {
        if (m_objects == objects)
            return;
        const TimingClock clock;
        m_objects = objects;
        m_passes = m_ofStacks;
        if (!objects)
            return;
        auto both = objects->rule ? passingObjects(*m_profile->heap, *objects->rule, {}) : *objects->passes;
        for (std::size_t node = 0; m_ofStacks && node < both.size(); ++node)
            both[node] &= (*m_ofStacks)[node];
        m_passes = std::make_shared<const std::vector<std::uint8_t>>(std::move(both));
        qCInfo(timingLog, "filter of objects: %.2f ms", clock.totalMs());
    }

    std::shared_ptr<const Profile> m_profile;
    ClassRowScratch m_scratch;
    std::vector<MeasureColumn> m_sourceSelf;
    std::shared_ptr<const ShownStacks> m_shown;
    std::optional<ObjectsFilter> m_objects;
    std::shared_ptr<const std::vector<std::uint8_t>> m_ofStacks; ///< objects of the shown stacks; null: all
    std::shared_ptr<const std::vector<std::uint8_t>> m_passes;   ///< see RangeFigures
};

} // namespace

/// The thread that computes, and what it shares with the query. The thread holds the shared part, so the query may go at any time.
class RangeFiguresQuery::Worker {
public:
    struct Request {
        std::uint64_t number = 0;
        FiguresRequest what;
    };

    /// @param first number of the request for the whole profile, which is always computed first
    Worker(RangeFiguresQuery& query, std::shared_ptr<const Profile> profile, std::uint64_t first)
        : m_shared(std::make_shared<Shared>())
    {
        m_shared->query = &query;
        m_stop = startInBackground([shared = m_shared, held = std::move(profile), first](const std::stop_token& stop) {
            shared->run(held, first, stop);
        });
    }

    ~Worker()
    {
        {
            const std::lock_guard lock(m_shared->mutex);
            m_shared->query = nullptr;
        }
        m_stop.request_stop();
    }

    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void request(Request request)
    {
        {
            const std::lock_guard lock(m_shared->mutex);
            m_shared->pending = std::move(request);
        }
        m_shared->arrived.notify_one();
    }

private:
    struct Shared {
        std::mutex mutex;
        std::condition_variable_any arrived;
        std::optional<Request> pending;     ///< guarded by mutex
        RangeFiguresQuery* query = nullptr; ///< guarded by mutex; null once it is gone

        void run(const std::shared_ptr<const Profile>& profile, std::uint64_t first, const std::stop_token& stop)
        {
            const auto pool = std::make_shared<ReusePool<RangeFigures>>(2); // one is shown, one is filled
            std::optional<FiguresMaker> maker(profile);
            Request request{first, {}};
            while (true) {
                std::shared_ptr<RangeFigures> figures;
                try {
                    figures = pool->take();
                    maker->make(request.what, *figures);
                } catch (...) {
                    // What is shown stays, and stays marked as old; the next request may need less.
                    BackgroundFaults::reportException();
                    figures.reset();
                    maker.emplace(profile);
                }
                std::unique_lock lock(mutex);
                if (!query)
                    return;
                if (figures) {
                    QMetaObject::invokeMethod(
                        query,
                        [target = query, number = request.number,
                         result = std::shared_ptr<const RangeFigures>(std::move(figures))] {
                            target->receive(number, result);
                        },
                        Qt::QueuedConnection);
                }
                if (!arrived.wait(lock, stop, [this] { return pending.has_value(); }))
                    return;
                request = *std::exchange(pending, {});
            }
        }
    };

    std::shared_ptr<Shared> m_shared;
    std::stop_source m_stop;
};

RangeFiguresQuery::RangeFiguresQuery(QObject* parent) : QObject(parent) {}

RangeFiguresQuery::~RangeFiguresQuery() = default;

void RangeFiguresQuery::setProfile(std::shared_ptr<const Profile> profile)
{
    m_worker.reset();
    m_figures.reset();
    m_whole.reset();
    m_received = m_requested; // what is under way for another profile is dropped
    if (!profile)
        return;
    m_worker = std::make_unique<Worker>(*this, std::move(profile), ++m_requested);
}

void RangeFiguresQuery::request(const FiguresRequest& request)
{
    if (!m_worker)
        return;
    ++m_requested;
    if (request.isWhole() && m_whole)
        receive(m_requested, m_whole);
    else
        m_worker->request({m_requested, request});
}

bool RangeFiguresQuery::isStale() const
{
    return m_received != m_requested;
}

void RangeFiguresQuery::receive(std::uint64_t request, const std::shared_ptr<const RangeFigures>& figures)
{
    // Results come in the order of their requests; an older one arrives late only after the whole was shown at once, or of another
    // profile. One that is merely not the newest is shown: while the mouse moves there is always a newer request.
    if (request <= m_received)
        return;
    m_received = request;
    m_figures = figures;
    if (figures->isWhole())
        m_whole = figures;
    const TimingClock clock;
    Q_EMIT updated();
    qCInfo(timingLog, "views took over the figures of %s in %.2f ms", qPrintable(rangeName(figures->range)),
           clock.totalMs());
}

} // namespace heapline
