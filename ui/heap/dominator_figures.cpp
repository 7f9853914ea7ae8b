// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/dominator_figures.h"

#include "ui/document/document.h"
#include "ui/widgets/timing.h"

#include <utility>

namespace heapline {

namespace {

/// @param out figures that nobody shows, whatever they are of
void fill(std::shared_ptr<const Profile> profile, std::shared_ptr<const RangeFigures> objects, DominatorFigures& out)
{
    TimingClock clock;
    const Heap& heap = *profile->heap;
    out.tree = &profile->heapIndexes.dominatorTree(heap);
    const double treeMs = clock.lapMs();
    if (objects->isPart()) {
        const DominatorPreorder& preorder = profile->heapIndexes.dominatorPreorder(heap);
        if (!out.sums)
            out.sums.emplace();
        out.sums->compute(heap, preorder, objects->ids,
                          objects->passes ? std::span(*objects->passes) : std::span<const std::uint8_t>());
    } else {
        out.sums.reset();
    }
    out.profile = std::move(profile);
    out.objects = std::move(objects);
    qCInfo(timingLog, "dominators: tree %.2f ms, sums of subtrees %.2f ms", treeMs, clock.lapMs());
}

} // namespace

std::shared_ptr<const DominatorFigures> makeDominatorFigures(std::shared_ptr<const Profile> profile,
                                                             std::shared_ptr<const RangeFigures> objects)
{
    auto figures = std::make_shared<DominatorFigures>();
    fill(std::move(profile), std::move(objects), *figures);
    return figures;
}

DominatorQuery& DominatorQuery::of(Document& document)
{
    if (auto* found = document.findChild<DominatorQuery*>({}, Qt::FindDirectChildrenOnly))
        return *found;
    return *new DominatorQuery(document);
}

DominatorQuery::DominatorQuery(Document& document)
    : QObject(&document)
    , m_document(document)
    , m_pool(std::make_shared<Pool>(1))
{
    connect(&document.figures(), &RangeFiguresQuery::updated, this, &DominatorQuery::request);
    connect(&document, &Document::stateChanged, this, [this] { // what is shown of another profile is let go
        m_figures.reset();
        m_pool = std::make_shared<Pool>(1);
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
    m_job.start([this, profile, objects, pool = m_pool] {
        const std::shared_ptr<DominatorFigures> figures = pool->take();
        fill(profile, objects, *figures);
        return NewestJob::Deliver([this, figures] { receive(figures); });
    });
}

void DominatorQuery::receive(const std::shared_ptr<const DominatorFigures>& figures)
{
    if (figures->profile != m_document.profile())
        return; // read anew since
    m_figures = figures;
    Q_EMIT updated();
}

} // namespace heapline
