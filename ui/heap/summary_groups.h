// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/object_grouping.h"
#include "ui/document/newest_job.h"
#include "ui/document/range_figures.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace heapline {

/// Figures of groups of objects. Immutable.
struct GroupFigures {
    std::shared_ptr<const ObjectGrouping> grouping;
    std::shared_ptr<const RangeFigures> shown; ///< the objects that are counted
    std::vector<GroupRow> rows;                ///< of these, in the order of ids
    std::vector<GroupRow> whole;               ///< of all objects, in the order of ids
};

/// The row of a group; null when it has none. @param rows in the order of ids
const GroupRow* findGroupRow(const std::vector<GroupRow>& rows, GroupId id);

/// Groups the objects of a profile off the UI thread and keeps to the newest request.
class SummaryGroups : public QObject {
    Q_OBJECT

public:
    /// @pre the profile has a heap
    explicit SummaryGroups(std::shared_ptr<const Profile> profile, QObject* parent = nullptr);
    ~SummaryGroups() override;

    /// Asks for the figures of groups. @param shown which objects are counted
    void request(ObjectGroupBy by, std::shared_ptr<const RangeFigures> shown);
    /// Drops the figures and what is under way; the groups themselves are let go too.
    void forget();

    /// The newest result; null until there is one.
    const std::shared_ptr<const GroupFigures>& figures() const { return m_figures; }

Q_SIGNALS:
    void updated();

private:
    class Maker;

    std::shared_ptr<const Profile> m_profile;
    std::shared_ptr<Maker> m_maker; ///< used by one job at a time
    NewestJob m_job;
    std::shared_ptr<const GroupFigures> m_figures;
    quint64 m_generation = 0; ///< grows with forget()
};

} // namespace heapline
