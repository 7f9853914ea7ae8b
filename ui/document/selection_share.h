// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/tick_sums.h"
#include "ui/document/newest_job.h"
#include "ui/document/range_figures.h"
#include "ui/document/selection_history.h"

#include <QObject>

#include <memory>

namespace heapline {

class Document;

/// What the stacks through the selected function, or those that are left of all, have of a profile. Immutable.
struct StackShare {
    SelectedItem item; ///< None: of all stacks that are left
    // What these stacks have in the ticks; empty without a timeline.
    TickSums bytes;
    TickSums count;
    /// The objects that they allocated, in the range; null without a Heap.
    std::shared_ptr<const RangeFigures> objects;
};

/// Finds out, off the UI thread, what the function that was selected last has of the profile. Follows selection, range and stacks of a document.
class SelectionShare : public QObject {
    Q_OBJECT

public:
    explicit SelectionShare(Document& document);

    /// Null while nothing narrows the stacks and no function is selected, and before the first result.
    std::shared_ptr<const StackShare> share() const { return m_share; }

    /// Lets go of the profile.
    void forget();

    /// Whether somebody shows the objects: without, only the ticks are summed.
    void setObjectsWanted(bool wanted);

Q_SIGNALS:
    void updated();

private:
    class Maker;
    void request();
    void drop();

    Document& m_document;
    NewestJob m_job;
    std::shared_ptr<Maker> m_maker; ///< used by one job after the other
    std::shared_ptr<const StackShare> m_share;
    SelectedItem m_function; ///< that was selected last; looking at an object does not forget it
    bool m_areObjectsWanted = false;
};

} // namespace heapline
