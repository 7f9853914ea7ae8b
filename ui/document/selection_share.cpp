// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/selection_share.h"

#include "core/profile/allocated_by.h"
#include "ui/document/document.h"

#include <utility>

namespace heapline {

/// Makes shares, and keeps what the next one can use again. One job at a time uses it.
class SelectionShare::Maker {
public:
    explicit Maker(std::shared_ptr<const Profile> profile) : m_profile(std::move(profile)) {}

    const std::shared_ptr<const Profile>& profile() const { return m_profile; }

    std::shared_ptr<const StackShare> make(const std::shared_ptr<const RangeFigures>& figures, const SelectedItem& item,
                                           bool withObjects)
    {
        if (m_shown != figures->shown || !(m_item == item)) {
            m_shown.reset(); // should memory run out, nothing of this counts as made
            m_nodes = item.kind == SelectedItem::Kind::Function
                          ? nodesThrough(*figures->shown, figures->shown->shownFrame(item.frame, item.grouping))
                          : shownNodes(*figures->shown);
            m_bytes = {};
            m_passes.reset();
            m_item = item;
            m_shown = figures->shown;
        }
        auto share = std::make_shared<StackShare>();
        share->item = item;
        if (m_profile->timeline && m_bytes.isEmpty()) {
            const TickValues values = valuesPerTick(*m_profile, m_nodes);
            m_count = TickSums(values.count);
            m_bytes = TickSums(values.bytes); // last: it tells whether both are there
        }
        share->bytes = m_bytes;
        share->count = m_count;
        if (withObjects && m_profile->heap && item.kind == SelectedItem::Kind::Function)
            share->objects = objects(*figures);
        return share;
    }

private:
    std::shared_ptr<const RangeFigures> objects(const RangeFigures& figures)
    {
        if (!m_passes)
            m_passes = std::make_shared<const std::vector<std::uint8_t>>(objectsOf(*m_profile, m_nodes));
        auto objects = std::make_shared<RangeFigures>();
        objects->range = figures.range;
        objects->ids = figures.ids;
        objects->shown = figures.shown;
        objects->passes = m_passes;
        computeClassRows(*m_profile->heap, objects->ids, *m_passes, m_scratch, objects->classRows);
        for (const ClassRow& row : objects->classRows) {
            objects->objectCount += row.count;
            objects->bytes += row.shallowSize;
        }
        return objects;
    }

    std::shared_ptr<const Profile> m_profile;
    std::shared_ptr<const ShownStacks> m_shown;
    SelectedItem m_item;
    std::vector<std::uint8_t> m_nodes; ///< of the profile's call tree
    TickSums m_bytes;
    TickSums m_count; ///< of the same stacks as m_bytes
    std::shared_ptr<const std::vector<std::uint8_t>> m_passes;
    ClassRowScratch m_scratch;
};

SelectionShare::SelectionShare(Document& document) : m_document(document)
{
    connect(&document.figures(), &RangeFiguresQuery::updated, this, &SelectionShare::request);
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &SelectionShare::request);
}

void SelectionShare::forget()
{
    m_function = {};
    drop();
}

/// Also what is under way: it is of something else.
void SelectionShare::drop()
{
    m_job.start([] { return NewestJob::Deliver([] {}); });
    m_maker.reset();
    if (std::exchange(m_share, {}))
        Q_EMIT updated();
}

void SelectionShare::setObjectsWanted(bool wanted)
{
    if (std::exchange(m_areObjectsWanted, wanted) != wanted && wanted)
        request();
}

void SelectionShare::request()
{
    const std::shared_ptr<const RangeFigures> figures = m_document.figures().figures();
    if (m_document.selection().current().kind == SelectedItem::Kind::Function)
        m_function = m_document.selection().current();
    const SelectedItem item = m_function;
    const bool isNeeded =
        figures && figures->shown && (item.kind == SelectedItem::Kind::Function || figures->shown->filter.leavesOut());
    if (!isNeeded) {
        drop();
        return;
    }
    const std::shared_ptr<const Profile> profile = m_document.profile();
    if (!m_maker || m_maker->profile() != profile)
        m_maker = std::make_shared<Maker>(profile);
    m_job.start([this, maker = m_maker, figures, item, withObjects = m_areObjectsWanted] {
        std::shared_ptr<const StackShare> share = maker->make(figures, item, withObjects);
        return NewestJob::Deliver([this, share] {
            if (!m_maker || !(m_function == share->item))
                return; // of an older selection
            m_share = share;
            Q_EMIT updated();
        });
    });
}

} // namespace heapline
