// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/range.h"
#include "core/heap/filters.h"
#include "core/stacks/stack_filter.h"
#include "core/stacks/stacks.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace heapline {

/// Which objects are shown, beside what range and stacks leave over.
struct ObjectsFilter {
    QString title;                    ///< as its chip says
    std::optional<ObjectFilter> rule; ///< one of DevTools' filters; without: the fixed set below
    /// Node -> 1 or 0; two sets are equal if they are the same one.
    std::shared_ptr<const std::vector<std::uint8_t>> passes;

    bool operator==(const ObjectsFilter& other) const { return rule == other.rule && passes == other.passes; }
};

/// What the views of a document are narrowed to.
struct Filter {
    std::optional<AxisRange> range;       ///< on the timeline's axis; none: everything
    QString text;                         ///< for class and function names; empty: all
    bool regularExpression = false;       ///< whether text is one
    bool caseSensitive = false;           ///< whether upper and lower case are told apart in text
    StackFilter stacks;                   ///< what the call tree is turned into
    std::optional<ObjectsFilter> objects; ///< none: all objects
    bool inverted = false;                ///< whether the flame shows callers above callees
    Measure measure = Measure::LiveBytes; ///< what the widths of the flame stand for

    bool operator==(const Filter&) const = default;
};

/// The one filter of an open profile. Every view follows it; it has undo and redo.
class FilterState : public QObject {
    Q_OBJECT

public:
    explicit FilterState(QObject* parent = nullptr);

    const Filter& current() const { return m_filter; }

    /// Changes the range while the mouse moves: views follow, nothing goes onto the undo stack yet.
    void previewRange(const std::optional<AxisRange>& range);
    /// Changes the range for good; with the previews before it, one step of undo.
    void commitRange(const std::optional<AxisRange>& range);
    void setText(const QString& text, bool regularExpression, bool caseSensitive = false);
    /// Changes what the call tree is turned into. @param what name of the step of undo
    void setStacks(const StackFilter& stacks, const QString& what);
    /// Narrows the objects that are shown. @pre the profile has a Heap
    void setObjects(const std::optional<ObjectsFilter>& objects);
    void setInverted(bool inverted);
    void setMeasure(Measure measure);
    /// Shows everything again. How the text is read and what is measured stay: they leave nothing out.
    void clear();
    /// Takes over a whole filter, as one step of undo.
    void restore(const Filter& filter);
    /// Forgets all that refers to the call tree and the objects of a profile that goes, and with it the undo stack.
    void forgetProfile();

    QUndoStack* undoStack() { return &m_undoStack; }

Q_SIGNALS:
    void rangeChanged();
    void textChanged();
    void stacksChanged();
    void objectsChanged();
    void flameChanged(); ///< inverted, or measure

private:
    friend class FilterCommand;
    void apply(const Filter& filter);
    void show(const Filter& filter);
    void pushBesideDrag(const Filter& after, const QString& what, bool typing = false);
    void push(const Filter& after, const QString& what, bool typing = false);

    Filter m_filter;    ///< what is shown: the committed one, or a preview of another range
    Filter m_committed; ///< what the undo stack stands at
    QUndoStack m_undoStack;
};

} // namespace heapline
