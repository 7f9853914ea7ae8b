// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/range.h"
#include "core/stacks/stack_filter.h"
#include "core/stacks/stacks.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <optional>

namespace heapline {

/// What the views of a document are narrowed to.
struct Filter {
    std::optional<AxisRange> range;       ///< on the timeline's axis; none: everything
    QString text;                         ///< for class and function names; empty: all
    bool regularExpression = false;       ///< whether text is one
    bool caseSensitive = false;           ///< whether upper and lower case are told apart in text
    StackFilter stacks;                   ///< what the call tree is turned into
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
    void setInverted(bool inverted);
    void setMeasure(Measure measure);
    /// Shows everything again. How the text is read and what is measured stay: they leave nothing out.
    void clear();
    /// Forgets all that refers to the call tree of a profile that goes, and with it the undo stack.
    void forgetStacks();

    QUndoStack* undoStack() { return &m_undoStack; }

Q_SIGNALS:
    void rangeChanged();
    void textChanged();
    void stacksChanged();
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
