// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/statistic_parts.h"
#include "ui/document/document.h"
#include "ui/document/newest_job.h"

#include <QObject>

#include <memory>

namespace heapline {

/// A heap by parts: all of it, and what of it is shown. Immutable.
struct StatisticsFigures {
    PartStatistics whole;
    PartStatistics shown; ///< the same as whole unless something is left out
    bool isPart = false;  ///< whether something is left out
};

/// Finds the figures of the parts off the UI thread, for the objects that a document's figures are of; the newest wins.
class StatisticsQuery : public QObject {
    Q_OBJECT

public:
    /// @pre the profile has a Heap
    explicit StatisticsQuery(Document& document, QObject* parent = nullptr);

    /// Asks for the figures of what is shown now.
    void request();
    /// Shows the objects of a part in the Summary, as soon as they have been found.
    void showObjects(StatisticPart part);

    /// The newest result; null before the first one.
    std::shared_ptr<const StatisticsFigures> figures() const { return m_figures; }

Q_SIGNALS:
    void updated();

private:
    class Maker;

    Document& m_document;
    std::shared_ptr<Maker> m_maker; ///< used by several jobs
    NewestJob m_job;
    NewestJob m_objectsJob;
    std::shared_ptr<const StatisticsFigures> m_figures;
};

} // namespace heapline
