// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/document.h"

#include "core/cache/profile_cache.h"
#include "ui/document/background_threads.h"
#include "ui/widgets/timing.h"

#include <QFileInfo>
#include <QMetaObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <mutex>
#include <new>
#include <utility>

namespace heapline {

using namespace std::chrono_literals;

namespace {

/// The bar moves about 30 times a second, whatever the job reports.
constexpr auto progressInterval = 33ms;

/// Writes the stages of one load into timingLog(), as they end.
class LoadTiming {
public:
    explicit LoadTiming(const std::string& path) : m_path(path) {}

    /// To be called at each report of progress.
    void enter(Phase phase)
    {
        if (phase == m_phase || !timingLog().isInfoEnabled())
            return;
        tellStage();
        m_phase = phase;
    }

    void tellBars() const
    {
        qCInfo(timingLog, "load of %s: first bars after %.3f s", m_path.c_str(), m_clock.totalMs() / 1000);
    }

    void tellEnd(const Result<std::shared_ptr<const Profile>>& result)
    {
        if (!timingLog().isInfoEnabled())
            return;
        tellStage();
        const double seconds = m_clock.totalMs() / 1000;
        if (result)
            qCInfo(timingLog, "load of %s: opened in %.3f s, %.1f MB in the file", m_path.c_str(), seconds,
                   static_cast<double>(QFileInfo(QString::fromStdString(m_path)).size()) / 1e6);
        else
            qCInfo(timingLog, "load of %s: not opened after %.3f s: %s", m_path.c_str(), seconds,
                   result.error().toString().c_str());
    }

private:
    void tellStage()
    {
        const double seconds = m_clock.lapMs() / 1000;
        if (m_phase != Phase::Finished)
            qCInfo(timingLog, "load of %s: %s %.3f s", m_path.c_str(), std::string(phaseName(m_phase)).c_str(), seconds);
    }

    const std::string& m_path;
    TimingClock m_clock;
    Phase m_phase = Phase::Finished; ///< that runs; Finished before the first one
};

/// Lets go of a profile elsewhere: freeing some gigabytes takes longer than a frame.
void releaseInBackground(std::shared_ptr<const Profile> profile)
{
    if (profile)
        startInBackground([held = std::move(profile)](const std::stop_token&) mutable { held.reset(); });
}

} // namespace

/// One run of loadProfile(). Its thread holds the shared part only, so the document may go at any time.
class Document::LoadJob {
public:
    explicit LoadJob(Document& document) : m_shared(std::make_shared<Shared>()), m_timer(new QTimer(&document))
    {
        m_shared->document = &document;
        m_stop = startInBackground([shared = m_shared, path = document.m_path.toStdString(), cache = document.m_cache](
                                       const std::stop_token& stop) { shared->run(path, cache.get(), stop); });
        connect(m_timer, &QTimer::timeout, &document, &Document::showProgress);
        m_timer->start(progressInterval);
    }

    ~LoadJob()
    {
        m_timer->stop();
        m_timer->deleteLater(); // its own signal may be what ends the job
        const std::lock_guard lock(m_shared->mutex);
        m_shared->document = nullptr;
        m_stop.request_stop();
        if (m_shared->result && m_shared->result->profile.hasValue())
            releaseInBackground(std::move(m_shared->result->profile).value());
    }

    LoadJob(const LoadJob&) = delete;
    LoadJob& operator=(const LoadJob&) = delete;

    Phase phase() const { return m_shared->phase; }
    double fraction() const { return m_shared->fraction; }

private:
    struct Shared : std::enable_shared_from_this<Shared> {
        std::atomic<Phase> phase = Phase::Reading;
        std::atomic<double> fraction = 0;
        std::mutex mutex;
        Document* document = nullptr;       ///< guarded by mutex; null once nobody waits for the result
        std::unique_ptr<CachedLoad> result; ///< guarded by mutex

        void run(const std::string& path, const ProfileCache* cache, const std::stop_token& stop)
        {
            LoadTiming timing(path);
            Progress progress(stop, [this, &timing](Phase nowIn, double done) {
                timing.enter(nowIn);
                phase = nowIn;
                fraction = done;
            });
            const LoadListener listener{[this, &timing](std::shared_ptr<const Timeline> timeline) {
                timing.tellBars();
                deliver(std::move(timeline));
            }};
            std::unique_ptr<CachedLoad> loaded;
            try {
                loaded = std::make_unique<CachedLoad>(loadThroughCache(path, cache, progress, listener));
            } catch (const std::bad_alloc&) { // beside the loader, which has a result for it
                loaded = std::make_unique<CachedLoad>(CachedLoad{Error{ErrorCode::OutOfMemory, {}, {}}, std::nullopt});
            }
            timing.tellEnd(loaded->profile);
            const std::lock_guard lock(mutex);
            if (!document)
                return;
            result = std::move(loaded);
            // The call may be run when another job has begun, hence the comparison. It must not hold the result: when the document
            // goes, its calls are thrown away on its own thread.
            const auto deliverResult = [target = document, self = shared_from_this()] {
                if (target->m_job && target->m_job->m_shared == self)
                    target->onLoaded(*self->takeResult());
            };
            QMetaObject::invokeMethod(document, deliverResult, Qt::QueuedConnection);
        }

        void deliver(std::shared_ptr<const Timeline> timeline)
        {
            const std::lock_guard lock(mutex);
            if (!document)
                return;
            const auto show = [target = document, self = shared_from_this(), bars = std::move(timeline)] {
                if (target->m_job && target->m_job->m_shared == self)
                    target->onTimeline(bars);
            };
            QMetaObject::invokeMethod(document, show, Qt::QueuedConnection);
        }

        std::unique_ptr<CachedLoad> takeResult()
        {
            const std::lock_guard lock(mutex);
            return std::move(result);
        }
    };

    std::shared_ptr<Shared> m_shared;
    std::stop_source m_stop;
    QTimer* m_timer; ///< child of the document
};

Document::Document(const QString& path, const QString& title, QObject* parent)
    : QObject(parent)
    , m_path(path)
    , m_title(title.isEmpty() ? QFileInfo(path).fileName() : title)
    , m_share(*this)
{
    const auto request = [this] { requestFigures(); };
    connect(&m_filter, &FilterState::rangeChanged, &m_figures, request);
    connect(&m_filter, &FilterState::stacksChanged, &m_figures, request);
    connect(&m_filter, &FilterState::objectsChanged, &m_figures, request);
}

Document::~Document()
{
    endJob();
    m_storing.request_stop();
    m_share.forget();
    m_figures.setProfile({});
    releaseInBackground(std::exchange(m_profile, {}));
}

void Document::requestFigures()
{
    const Filter& filter = m_filter.current();
    m_figures.request({filter.range, filter.stacks, filter.objects});
}

void Document::load()
{
    endJob();
    m_storing.request_stop();
    m_share.forget();
    m_figures.setProfile({});
    m_filter.forgetProfile();
    releaseInBackground(std::exchange(m_profile, {}));
    m_error.reset();
    m_phase = Phase::Reading;
    m_fraction = 0;
    m_job = std::make_unique<LoadJob>(*this);
    setState(State::Loading);
}

void Document::cancelLoading()
{
    if (!m_job)
        return;
    endJob();
    setState(State::Cancelled);
}

void Document::onTimeline(std::shared_ptr<const Timeline> timeline)
{
    m_earlyTimeline = std::move(timeline);
    Q_EMIT earlyTimelineFound();
}

void Document::onLoaded(const CachedLoad& loaded)
{
    endJob();
    if (loaded.profile) {
        m_profile = loaded.profile.value();
        m_phase = Phase::Finished;
        m_fraction = 1;
        m_figures.setProfile(m_profile);
        if (const Filter& filter = m_filter.current(); filter.range || !filter.stacks.isEmpty())
            requestFigures();
        if (m_cache && loaded.stampToKeep)
            putIntoCache(*loaded.stampToKeep);
        setState(State::Ready);
    } else {
        m_error = loaded.profile.error();
        setState(m_error->code == ErrorCode::Cancelled ? State::Cancelled : State::Failed);
    }
}

/// Beside all else; closing the document ends it, and nothing is kept then.
void Document::putIntoCache(const FileStamp& stamp)
{
    m_storing = startInBackground([cache = m_cache, profile = m_profile, stamp](const std::stop_token& stop) mutable {
        try {
            cache->store(*profile, stamp, Progress(stop));
        } catch (const ErrorException&) { // stopped
        }
        profile.reset();
    });
}

void Document::showProgress()
{
    if (!m_job || (m_job->phase() == m_phase && m_job->fraction() == m_fraction))
        return;
    m_phase = m_job->phase();
    m_fraction = m_job->fraction();
    Q_EMIT progressChanged();
}

void Document::endJob()
{
    m_job.reset();
}

void Document::setState(State state)
{
    m_earlyTimeline.reset();
    m_state = state;
    Q_EMIT stateChanged();
}

QString Document::errorText() const
{
    return m_error ? QString::fromStdString(m_error->toString()) : QString();
}

QString Document::phaseText() const
{
    switch (m_phase) {
    case Phase::Reading: return tr("Reading");
    case Phase::Checking: return tr("Checking");
    case Phase::LinkingGraph: return tr("Linking the object graph");
    case Phase::ShallowSizes: return tr("Calculating shallow sizes");
    case Phase::Distances: return tr("Calculating distances");
    case Phase::Dominators: return tr("Finding dominators");
    case Phase::RetainedSizes: return tr("Calculating retained sizes");
    case Phase::ClassNames: return tr("Naming classes");
    case Phase::Classes: return tr("Grouping objects by class");
    case Phase::NativeContexts: return tr("Attributing native contexts");
    case Phase::Stacks: return tr("Building call trees");
    case Phase::Finished: return tr("Finished");
    }
    return {};
}

} // namespace heapline
