// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/filter_state.h"

#include <QUndoCommand>

namespace heapline {

/// One step of the filter's history.
class FilterCommand : public QUndoCommand {
public:
    FilterCommand(FilterState& state, const Filter& before, const Filter& after, const QString& text, bool typing)
        : QUndoCommand(text)
        , m_state(state)
        , m_before(before)
        , m_after(after)
        , m_typing(typing)
    {
    }

    void undo() override { m_state.apply(m_before); }
    void redo() override { m_state.apply(m_after); }
    int id() const override { return m_typing ? 1 : -1; }

    /// Letters typed or deleted one after the other are one step. Emptying the text is a step of its own, so that undo gives it back.
    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = static_cast<const FilterCommand*>(other);
        const QString& had = m_after.text;
        const QString& has = next->m_after.text;
        if (had.isEmpty() || has.isEmpty() || !(has.startsWith(had) || had.startsWith(has)))
            return false;
        m_after = next->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    FilterState& m_state;
    Filter m_before;
    Filter m_after;
    bool m_typing;
};

FilterState::FilterState(QObject* parent) : QObject(parent) {}

void FilterState::previewRange(const std::optional<AxisRange>& range)
{
    Filter filter = m_filter;
    filter.range = range;
    show(filter);
}

void FilterState::commitRange(const std::optional<AxisRange>& range)
{
    Filter after = m_committed;
    after.range = range;
    if (after == m_committed)
        show(m_committed); // a drag that ends where it began
    else
        push(after, range ? tr("Select range") : tr("Clear range"));
}

void FilterState::setText(const QString& text, bool regularExpression, bool caseSensitive)
{
    Filter after = m_committed;
    after.text = text;
    after.regularExpression = regularExpression;
    after.caseSensitive = caseSensitive;
    pushBesideDrag(after, tr("Filter by text"), true);
}

void FilterState::setStacks(const StackFilter& stacks, const QString& what)
{
    Filter after = m_committed;
    after.stacks = stacks;
    pushBesideDrag(after, what);
}

void FilterState::setObjects(const std::optional<ObjectsFilter>& objects)
{
    Filter after = m_committed;
    after.objects = objects;
    pushBesideDrag(after, objects ? tr("Show objects: %1").arg(objects->title) : tr("Show all objects"));
}

void FilterState::setInverted(bool inverted)
{
    Filter after = m_committed;
    after.inverted = inverted;
    pushBesideDrag(after, inverted ? tr("Invert") : tr("Callers first"));
}

void FilterState::setMeasure(Measure measure)
{
    Filter after = m_committed;
    after.measure = measure;
    pushBesideDrag(after, tr("Choose measure"));
}

void FilterState::clear()
{
    Filter after;
    after.regularExpression = m_committed.regularExpression;
    after.caseSensitive = m_committed.caseSensitive;
    after.measure = m_committed.measure;
    if (after == m_committed)
        show(m_committed);
    else
        push(after, tr("Clear filters"));
}

void FilterState::restore(const Filter& filter)
{
    if (filter == m_committed)
        show(m_committed);
    else
        push(filter, tr("Restore filters"));
}

void FilterState::forgetProfile()
{
    m_undoStack.clear();
    Filter filter = m_committed;
    filter.stacks = {};
    filter.objects.reset();
    apply(filter);
}

/// Makes a step of undo that a drag of the range, which may be under way, is no part of.
void FilterState::pushBesideDrag(const Filter& after, const QString& what, bool typing)
{
    if (after == m_committed)
        return;
    const std::optional<AxisRange> shownRange = m_filter.range;
    push(after, what, typing);
    previewRange(shownRange);
}

void FilterState::push(const Filter& after, const QString& what, bool typing)
{
    m_undoStack.push(new FilterCommand(*this, m_committed, after, what, typing));
}

void FilterState::apply(const Filter& filter)
{
    m_committed = filter;
    show(filter);
}

void FilterState::show(const Filter& filter)
{
    const bool rangeDiffers = filter.range != m_filter.range;
    const bool textDiffers = filter.text != m_filter.text || filter.regularExpression != m_filter.regularExpression
                             || filter.caseSensitive != m_filter.caseSensitive;
    const bool stacksDiffer = !(filter.stacks == m_filter.stacks);
    const bool objectsDiffer = filter.objects != m_filter.objects;
    const bool flameDiffers = filter.inverted != m_filter.inverted || filter.measure != m_filter.measure;
    m_filter = filter;
    if (stacksDiffer)
        Q_EMIT stacksChanged();
    if (objectsDiffer)
        Q_EMIT objectsChanged();
    if (flameDiffers)
        Q_EMIT flameChanged();
    if (rangeDiffers)
        Q_EMIT rangeChanged();
    if (textDiffers)
        Q_EMIT textChanged();
}

} // namespace heapline
