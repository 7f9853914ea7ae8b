// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/search_query.h"

#include "core/base/result.h"
#include "ui/widgets/text.h"
#include "ui/widgets/timing.h"

#include <new>
#include <span>
#include <utility>
#include <vector>

namespace heapline {

namespace {

/// A sentence of the core as one of the window.
QString faultText(const Error& error)
{
    return fromFile(error.toString(), 300) + QLatin1Char('.');
}

/// @param shown what is left of the heap; null: all of it
/// @throws ErrorException Cancelled
std::shared_ptr<const SearchResult> searchNow(const Profile& profile, const RangeFigures* shown,
                                              const SearchRequest& request, const Progress& progress)
{
    const TimingClock clock;
    auto result = std::make_shared<SearchResult>();
    result->request = request;
    result->isOfPart = shown != nullptr;
    const Result<TextPattern> pattern =
        TextPattern::compile({request.text.toStdString(), request.isExpression, request.caseSensitive});
    if (!pattern) {
        result->fault = faultText(pattern.error());
        return result;
    }
    ObjectQuery query{*pattern, request.place, {}, {}};
    if (shown) {
        query.ids = shown->ids;
        if (shown->passes)
            query.passes = *shown->passes;
    }
    try {
        result->hits = searchObjects(*profile.heap, profile.heapIndexes, query, progress);
    } catch (const ErrorException& exception) {
        if (exception.error().code == ErrorCode::Cancelled)
            throw;
        result->fault = faultText(exception.error());
    } catch (const std::bad_alloc&) {
        result->hits = {};
        result->fault = faultText({ErrorCode::OutOfMemory, {}, {}});
    }
    qCInfo(timingLog, "search found %zu objects in %.1f ms", static_cast<std::size_t>(result->hits.totals.count),
           clock.totalMs());
    return result;
}

} // namespace

SearchQuery::SearchQuery(Document& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_job(this)
    , m_filterJob(this)
{
    connect(&m_job, &NewestJob::failed, this, [this] { m_isRunning = false; });
}

SearchQuery::~SearchQuery()
{
    m_stop.request_stop();
}

void SearchQuery::request(const SearchRequest& request)
{
    m_stop.request_stop();
    m_stop = {};
    m_isRunning = true;
    std::shared_ptr<const RangeFigures> shown = request.onlyShown ? m_document.figures().figures() : nullptr;
    if (shown && !shown->isPart())
        shown = nullptr;
    m_job.start([this, profile = m_document.profile(), shown, request, stop = m_stop.get_token()] {
        std::shared_ptr<const SearchResult> result;
        try {
            result = searchNow(*profile, shown.get(), request, Progress(stop));
        } catch (const ErrorException&) { // stopped: nobody waits for it
        }
        return NewestJob::Deliver([this, result, stop] {
            if (result && !stop.stop_requested())
                receive(result);
        });
    });
}

void SearchQuery::cancel()
{
    m_stop.request_stop();
    m_isRunning = false;
    m_result.reset();
}

void SearchQuery::receive(const std::shared_ptr<const SearchResult>& result)
{
    m_isRunning = false;
    m_result = result;
    Q_EMIT updated();
}

void SearchQuery::filterByHits()
{
    if (!m_result)
        return;
    m_filterJob.start(
        [this, result = m_result, nodes = m_document.profile()->heap->graph.nodeCount()]() -> NewestJob::Deliver {
            auto passes = std::make_shared<const std::vector<std::uint8_t>>(passesOf(result->hits, nodes));
            return [this, result, passes = std::move(passes)] {
                m_document.filter().setObjects(ObjectsFilter{hitsFilterTitle(result->request), {}, passes});
            };
        });
}

QString hitsFilterTitle(const SearchRequest& request)
{
    return SearchQuery::tr("Found “%1”").arg(request.text);
}

} // namespace heapline
