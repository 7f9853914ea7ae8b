// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/retainer_state.h"

#include "ui/document/document.h"
#include "ui/widgets/timing.h"

#include <QAction>

#include <algorithm>

namespace heapline {

RetainerState& RetainerState::of(Document& document)
{
    auto* state = document.findChild<RetainerState*>(QString(), Qt::FindDirectChildrenOnly);
    return state ? *state : *new RetainerState(document);
}

RetainerState::RetainerState(Document& document)
    : QObject(&document)
    , m_document(document)
    , m_profile(document.profile())
    , m_restore(new QAction(tr("Resto&re Ignored Retainers"), this))
    , m_showWeak(new QAction(tr("Show &Weak References"), this))
{
    m_restore->setShortcut(Qt::SHIFT | Qt::Key_I);
    m_restore->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_restore->setToolTip(tr("Let all objects count as retainers again"));
    m_restore->setEnabled(false);
    connect(m_restore, &QAction::triggered, this, &RetainerState::restoreAll);
    m_showWeak->setCheckable(true);
    m_showWeak->setShortcut(Qt::Key_W);
    m_showWeak->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_showWeak->setToolTip(tr("Also list the references that do not keep their object alive, below all others"));
    connect(&document, &Document::stateChanged, this, &RetainerState::followProfile);
}

bool RetainerState::isIgnored(NodeOrdinal object) const
{
    return std::ranges::find(m_objects, object) != m_objects.end();
}

void RetainerState::setIgnored(NodeOrdinal object, bool ignored)
{
    if (isIgnored(object) == ignored)
        return;
    if (ignored)
        m_objects.push_back(object);
    else
        std::erase(m_objects, object);
    compute();
}

void RetainerState::restoreAll()
{
    if (m_objects.empty())
        return;
    m_objects.clear();
    compute();
}

void RetainerState::compute()
{
    m_restore->setEnabled(!m_objects.empty());
    Q_EMIT objectsChanged();
    m_job.start([this, profile = m_profile, objects = m_objects] {
        std::shared_ptr<const IgnoredRetainers> ignored;
        if (!objects.empty()) {
            const TimingClock clock;
            Progress progress;
            ignored = std::make_shared<const IgnoredRetainers>(*profile->heap, objects, progress);
            qCInfo(timingLog, "distances without %zu ignored retainers: %.1f ms", objects.size(), clock.totalMs());
        }
        return NewestJob::Deliver([this, ignored, objects] {
            if (objects != m_objects)
                return; // of an older choice
            m_ignored = ignored;
            Q_EMIT changed();
        });
    });
}

/// Objects of a profile that has gone mean nothing in the next one.
void RetainerState::followProfile()
{
    if (m_document.profile() == m_profile)
        return;
    m_profile = m_document.profile();
    m_objects.clear();
    m_ignored.reset();
    m_restore->setEnabled(false);
    Q_EMIT objectsChanged();
}

} // namespace heapline
