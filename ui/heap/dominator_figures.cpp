// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/dominator_figures.h"

#include "ui/document/document.h"
#include "ui/widgets/timing.h"

#include <atomic>
#include <utility>

namespace heapline {

namespace {

/// @param buffer may be null
std::shared_ptr<DominatorFigures> make(std::shared_ptr<const Profile> profile, std::shared_ptr<const RangeFigures> objects,
                                       std::shared_ptr<DominatorFigures> buffer)
{
    TimingClock clock;
    const std::shared_ptr<DominatorFigures> figures = buffer ? std::move(buffer) : std::make_shared<DominatorFigures>();
    const Heap& heap = *profile->heap;
    figures->tree = &profile->heapIndexes.dominatorTree(heap);
    const double treeMs = clock.lapMs();
    if (objects->isPart()) {
        const DominatorPreorder& preorder = profile->heapIndexes.dominatorPreorder(heap);
        if (!figures->sums)
            figures->sums.emplace();
        figures->sums->compute(heap, preorder, objects->ids,
                               objects->passes ? std::span(*objects->passes) : std::span<const std::uint8_t>());
    } else {
        figures->sums.reset();
    }
    figures->profile = std::move(profile);
    figures->objects = std::move(objects);
    qCInfo(timingLog, "dominators: tree %.2f ms, sums of subtrees %.2f ms", treeMs, clock.lapMs());
    return figures;
}

} // namespace

std::shared_ptr<const DominatorFigures> makeDominatorFigures(std::shared_ptr<const Profile> profile,
                                                             std::shared_ptr<const RangeFigures> objects,
                                                             std::shared_ptr<DominatorFigures> buffer)
{
    return make(std::move(profile), std::move(objects), std::move(buffer));
}

DominatorQuery& DominatorQuery::of(Document& document)
{
    if (auto* found = document.findChild<DominatorQuery*>({}, Qt::FindDirectChildrenOnly))
        return *found;
    return *new DominatorQuery(document);
}

DominatorQuery::DominatorQuery(Document& document) : QObject(&document), m_document(document)
{
    connect(&document.figures(), &RangeFiguresQuery::updated, this, &DominatorQuery::request);
    connect(&document, &Document::stateChanged, this, [this] { // what is shown of another profile is let go
        m_figures.reset();
        m_spare.reset();
    });
}

bool DominatorQuery::isUpToDate() const
{
    return m_figures && m_figures->objects == m_document.figures().figures();
}

void DominatorQuery::setWanted(const QObject& view, bool wanted)
{
    if (!wanted) {
        m_views.remove(&view);
        return;
    }
    if (!m_views.contains(&view)) {
        m_views.insert(&view);
        connect(&view, &QObject::destroyed, this, [this](const QObject* gone) { m_views.remove(gone); });
    }
    request();
}

void DominatorQuery::request()
{
    const std::shared_ptr<const RangeFigures> objects = m_document.figures().figures();
    const std::shared_ptr<const Profile> profile = m_document.profile();
    if (m_views.isEmpty() || !objects || !profile || !profile->heap || isUpToDate())
        return;
    // Figures that only this holds were shown before the last ones.
    std::shared_ptr<DominatorFigures> buffer = std::exchange(m_spare, {});
    if (buffer && buffer.use_count() > 1)
        buffer.reset();
    std::atomic_thread_fence(std::memory_order_acquire); // after what others have read of it
    m_job.start([this, profile, objects, buffer = std::move(buffer)] {
        std::shared_ptr<DominatorFigures> figures = make(profile, objects, buffer);
        return NewestJob::Deliver([this, figures] { receive(figures); });
    });
}

void DominatorQuery::receive(const std::shared_ptr<DominatorFigures>& figures)
{
    if (figures->profile != m_document.profile())
        return; // read anew since
    m_spare = std::exchange(m_figures, figures);
    Q_EMIT updated();
}

} // namespace heapline
