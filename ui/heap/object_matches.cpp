// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/object_matches.h"

#include "core/heap/row_order.h"
#include "ui/widgets/search_target.h"
#include "ui/widgets/text.h"
#include "ui/widgets/timing.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace heapline {

std::vector<NodeOrdinal> largestFirst(const Heap& heap, const RangeFigures& figures, const std::vector<std::uint8_t>& classes)
{
    std::vector<NodeOrdinal> objects;
    for (std::uint32_t i = 0; i < heap.graph.nodeCount(); ++i) {
        if (heap.shallowSize[i] != 0 && classes[heap.classOf[i].value]
            && (!figures.ids || figures.ids->contains(heap.graph.nodes.id[i])) && (!figures.passes || (*figures.passes)[i]))
            objects.emplace_back(i);
    }
    RowOrder order(static_cast<std::uint32_t>(objects.size()));
    order.sortBy([&](std::uint32_t row) { return heap.retainedSize[objects[row].value]; }, true);
    std::vector<NodeOrdinal> sorted(objects.size());
    for (std::size_t place = 0; place < sorted.size(); ++place)
        sorted[place] = objects[order[place]];
    return sorted;
}

ObjectMatches& ObjectMatches::of(Document& document)
{
    if (auto* found = document.findChild<ObjectMatches*>({}, Qt::FindDirectChildrenOnly))
        return *found;
    return *new ObjectMatches(document);
}

ObjectMatches::ObjectMatches(Document& document) : QObject(&document), m_document(document)
{
    connect(&document.filter(), &FilterState::textChanged, this, &ObjectMatches::follow);
    connect(&document.figures(), &RangeFiguresQuery::updated, this, &ObjectMatches::forget);
    follow();
}

void ObjectMatches::follow()
{
    const Filter& filter = m_document.filter().current();
    TextMatcher matcher(filter.text, filter.regularExpression, filter.caseSensitive);
    if (matcher == m_matcher)
        return;
    m_matcher = std::move(matcher);
    m_classes.reset();
    if (m_matcher.isActive()) {
        const std::vector<std::string>& names = m_document.profile()->heap->classes.name;
        auto classes = std::make_shared<Classes>(names.size());
        for (std::size_t i = 0; i < names.size(); ++i)
            (*classes)[i] = m_matcher.matches(fromFile(names[i]));
        m_classes = std::move(classes);
    }
    forget();
    Q_EMIT changed();
}

void ObjectMatches::forget()
{
    m_objects.reset();
}

QString ObjectMatches::text() const
{
    if (!m_classes)
        return {};
    if (!m_matcher.error().isEmpty())
        return faultyExpressionText();
    const auto figures = m_document.figures().figures();
    if (!figures)
        return {};
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
    for (const ClassRow& row : figures->classRows) {
        if ((*m_classes)[row.id.value]) {
            count += row.count;
            bytes += row.shallowSize;
        }
    }
    const QString found = count == 1 ? tr("1 object") : tr("%1 objects").arg(countText(count));
    return matchSumText(found, count, bytes, m_document.profile()->heap->totalSize);
}

bool ObjectMatches::find(int step, QObject& view, std::function<void()> show)
{
    const auto figures = m_document.figures().figures();
    if (!m_classes || !figures
        || std::ranges::none_of(figures->classRows, [&](const ClassRow& row) { return (*m_classes)[row.id.value] != 0; }))
        return false;
    if (m_objects) {
        select(step);
        show();
        return true;
    }
    m_job.start([this, profile = m_document.profile(), figures, classes = m_classes, step, shown = QPointer(&view),
                 show = std::move(show)]() -> NewestJob::Deliver {
        const TimingClock clock;
        auto objects = std::make_shared<const Objects>(largestFirst(*profile->heap, *figures, *classes));
        qCInfo(timingLog, "%zu matching objects put in order in %.1f ms", objects->size(), clock.totalMs());
        return [this, profile, figures, classes, step, shown, show, objects] {
            if (profile != m_document.profile() || classes != m_classes || figures != m_document.figures().figures())
                return; // the user has gone on
            m_objects = objects;
            select(step);
            if (shown)
                show();
        };
    });
    return true;
}

void ObjectMatches::select(int step)
{
    if (m_objects->empty())
        return;
    const SelectedItem& item = m_document.selection().current();
    const auto current =
        item.kind == SelectedItem::Kind::Object ? std::ranges::find(*m_objects, item.object) : m_objects->end();
    const auto count = static_cast<std::ptrdiff_t>(m_objects->size());
    const std::ptrdiff_t at = current == m_objects->end() ? (step > 0 ? -1 : count) : current - m_objects->begin();
    m_document.selection().select(SelectedItem::ofObject((*m_objects)[static_cast<std::size_t>((at + step + count) % count)]));
}

} // namespace heapline
