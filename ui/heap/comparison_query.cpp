// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/comparison_query.h"

#include "ui/document/background_threads.h"
#include "ui/document/document.h"
#include "ui/heap/comparison_state.h"
#include "ui/widgets/timing.h"

#include <stop_token>
#include <utility>

namespace heapline {

/// Two sides that are compared. Jobs, of which one runs at a time, put into it what later ones need.
struct ComparisonQuery::Pair {
    std::shared_ptr<const Profile> newer;
    std::shared_ptr<const Profile> base;
    std::optional<AxisRange> baseRange; ///< of newer, which base is then, too
    CompareBy by = CompareBy::Automatic;
    std::stop_source stop;
    std::shared_ptr<const ProfileComparison> matched; ///< null before the first job, and for ranges

    bool isLike(const Pair& other) const
    {
        return newer == other.newer && base == other.base && baseRange == other.baseRange && by == other.by;
    }

    /// @return null when stopped
    std::shared_ptr<const ShownComparison> compare(const RangeFigures& figures)
    {
        TimingClock clock;
        if (baseRange) {
            auto shown = std::make_shared<const ShownComparison>(
                showRanges(newer, figures.ids, idRangeOf(*newer, baseRange), figures.passes));
            qCInfo(timingLog, "comparison of two ranges: %.2f ms", clock.lapMs());
            return shown;
        }
        if (!matched) {
            try {
                Progress progress(stop.get_token());
                matched = std::make_shared<const ProfileComparison>(compareProfiles(*newer, *base, by, progress));
            } catch (const ErrorException&) { // stopped
                return nullptr;
            }
            qCInfo(timingLog, "comparison of two profiles: %.2f ms", clock.lapMs());
        }
        auto shown =
            std::make_shared<const ShownComparison>(showProfiles(newer, base, matched, figures.ids, figures.passes));
        qCInfo(timingLog, "comparison narrowed: %.2f ms", clock.lapMs());
        return shown;
    }
};

namespace {

/// Lets go elsewhere of what may be the last to hold a profile: freeing some gigabytes takes longer than a frame.
template <typename Held>
void dropInBackground(Held held)
{
    startInBackground([held = std::move(held)](const std::stop_token&) mutable { held = {}; });
}

} // namespace

ComparisonQuery::ComparisonQuery(Document& document, ComparisonState& state, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_state(state)
    , m_job(this)
    , m_objectsJob(this)
{
    connect(&m_job, &NewestJob::failed, this, [this] {
        m_requested.reset(); // so that the next request is no repetition
        if (m_phase == Phase::Comparing && m_pair) {
            m_pair->stop.request_stop();
            become(Phase::Cancelled);
        }
    });
    connect(&state, &ComparisonState::changed, this, &ComparisonQuery::followBase);
    connect(&document.figures(), &RangeFiguresQuery::updated, this, &ComparisonQuery::request);
    followBase();
}

ComparisonQuery::~ComparisonQuery()
{
    if (m_pair)
        m_pair->stop.request_stop();
}

bool ComparisonQuery::isPending() const
{
    return m_phase == Phase::Loading || m_phase == Phase::Comparing || m_job.isRunning();
}

void ComparisonQuery::setWanted(bool wanted)
{
    m_isWanted = wanted;
    request();
}

void ComparisonQuery::cancel()
{
    if (m_phase != Phase::Comparing)
        return;
    m_pair->stop.request_stop();
    become(Phase::Cancelled);
}

void ComparisonQuery::compareAgain()
{
    m_pair.reset();
    request();
}

void ComparisonQuery::showAddedObjects(const QString& title)
{
    if (!m_shown || !m_shown->isById())
        return;
    m_objectsJob.start([this, shown = m_shown, title]() -> NewestJob::Deliver {
        auto passes = std::make_shared<std::vector<std::uint8_t>>(shown->newer->heap->graph.nodeCount(), std::uint8_t{0});
        for (const NodeOrdinal object : shown->matched->rows.added)
            (*passes)[object.value] = 1;
        return [this, passes = std::shared_ptr<const std::vector<std::uint8_t>>(std::move(passes)), title] {
            m_document.filter().setObjects(ObjectsFilter{title, {}, passes});
            m_document.reveal(Place::Summary);
        };
    });
}

void ComparisonQuery::followBase()
{
    disconnect(m_baseFollowed);
    if (Document* base = m_state.base())
        m_baseFollowed = connect(base, &Document::stateChanged, this, &ComparisonQuery::request);
    request();
}

std::shared_ptr<const Profile> ComparisonQuery::baseProfile()
{
    switch (m_state.kind()) {
    case ComparisonState::Kind::None: become(Phase::Nothing); return nullptr;
    case ComparisonState::Kind::Range:
        if (m_state.baseRange())
            return m_document.profile();
        become(Phase::NoRange);
        return nullptr;
    case ComparisonState::Kind::Profile: break;
    }
    switch (m_state.base()->state()) {
    case Document::State::Loading: become(Phase::Loading); return nullptr;
    case Document::State::Failed:
    case Document::State::Cancelled: become(Phase::NotLoaded); return nullptr;
    case Document::State::Ready: break;
    }
    if (const auto& heap = m_state.base()->profile()->heap; heap && heap->knowsReferences())
        return m_state.base()->profile();
    become(Phase::NoHeap);
    return nullptr;
}

void ComparisonQuery::request()
{
    const std::shared_ptr<const RangeFigures> figures = m_document.figures().figures();
    const std::shared_ptr<const Profile> newer = m_document.profile();
    // What is no longer to be seen is let go at once, also of a view that nobody sees.
    const bool isGone = m_shown && m_state.kind() == ComparisonState::Kind::None;
    if (!newer || !newer->heap || !figures || (!m_isWanted && !isGone))
        return;
    const std::shared_ptr<const Profile> base = baseProfile();
    if (!base)
        return;
    auto pair = std::make_shared<Pair>();
    pair->newer = newer;
    pair->base = base;
    pair->baseRange = m_state.baseRange();
    pair->by = m_state.by();
    if (!m_pair || !m_pair->isLike(*pair)) {
        become(Phase::Comparing);
        m_pair = std::move(pair);
    } else if (m_pair->stop.stop_requested() || m_requested == figures) {
        return;
    }
    m_requested = figures;
    start();
}

void ComparisonQuery::start()
{
    struct Result {
        std::shared_ptr<Pair> pair;
        std::shared_ptr<const ShownComparison> shown;
    };
    m_job.start([this, pair = m_pair, figures = m_requested]() -> NewestJob::Deliver {
        auto result = std::make_shared<Result>(Result{pair, pair->compare(*figures)});
        return [this, result] {
            // Taken out: what holds the call is freed on the thread of the window.
            if (result->pair == m_pair && result->shown)
                become(Phase::Done, std::move(result->shown));
            else
                dropInBackground(std::exchange(*result, {}));
        };
    });
}

/// Shows something else, and then lets go of what was shown.
void ComparisonQuery::become(Phase phase, std::shared_ptr<const ShownComparison> shown)
{
    if (phase == m_phase && !shown && !m_shown && !m_pair)
        return;
    m_phase = phase;
    std::shared_ptr<const ShownComparison> before = std::exchange(m_shown, std::move(shown));
    std::shared_ptr<Pair> pairBefore;
    if (phase != Phase::Done && phase != Phase::Cancelled) {
        pairBefore = std::exchange(m_pair, {});
        m_requested.reset();
        if (pairBefore)
            pairBefore->stop.request_stop();
    }
    Q_EMIT updated();
    const bool isHeld = !before || (m_shown && m_shown->base == before->base);
    if (!isHeld || pairBefore)
        dropInBackground(std::pair(std::move(before), std::move(pairBefore)));
}

} // namespace heapline
