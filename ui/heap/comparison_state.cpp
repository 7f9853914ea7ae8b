// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/comparison_state.h"

#include "ui/document/document.h"

namespace heapline {

ComparisonState& ComparisonState::of(Document& document)
{
    auto* state = document.findChild<ComparisonState*>(QString(), Qt::FindDirectChildrenOnly);
    return state ? *state : *new ComparisonState(document);
}

ComparisonState::ComparisonState(Document& document) : QObject(&document) {}

void ComparisonState::compareWithNothing()
{
    set(Kind::None, nullptr, {});
}

void ComparisonState::compareWith(Document& base)
{
    if (&base != parent())
        set(Kind::Profile, &base, {});
}

void ComparisonState::compareWithRange(const std::optional<AxisRange>& range)
{
    set(Kind::Range, nullptr, range);
}

void ComparisonState::set(Kind kind, Document* base, const std::optional<AxisRange>& range)
{
    if (kind == m_kind && base == m_base && range == m_baseRange)
        return;
    if (m_base)
        m_base->disconnect(this);
    m_kind = kind;
    m_base = base;
    m_baseRange = range;
    if (base)
        connect(base, &QObject::destroyed, this, [this] {
            m_base = nullptr; // nothing of it can be asked any more
            compareWithNothing();
        });
    Q_EMIT changed();
}

void ComparisonState::setBy(CompareBy by)
{
    if (by == m_by)
        return;
    m_by = by;
    Q_EMIT changed();
}

} // namespace heapline
