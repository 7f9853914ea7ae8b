// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/shown_comparison.h"
#include "ui/document/newest_job.h"

#include <QObject>
#include <QString>

#include <memory>

namespace heapline {

class ComparisonState;
class Document;
struct RangeFigures;

/// Compares a document with its base off the UI thread, narrowed to what the document shows: also for each move of a drag, of which the
/// newest one wins. Profiles are matched once for each pair and way of matching.
class ComparisonQuery : public QObject {
    Q_OBJECT

public:
    enum class Phase {
        Nothing,   ///< no base is chosen
        NoRange,   ///< a range is to be the base, and none is chosen
        Loading,   ///< the base is being loaded
        NotLoaded, ///< the base could not be loaded
        NoHeap,    ///< the base holds no objects
        Comparing, ///< profiles are being matched
        Cancelled, ///< the user has stopped it
        Done       ///< shown() is there, and follows range and filters
    };

    ComparisonQuery(Document& document, ComparisonState& state, QObject* parent = nullptr);
    ~ComparisonQuery() override;

    Phase phase() const { return m_phase; }
    /// The newest result; null unless Done.
    std::shared_ptr<const ShownComparison> shown() const { return m_shown; }
    /// Whether something is still to come.
    bool isPending() const;

    /// Says whether a view shows it. Nothing is compared before.
    void setWanted(bool wanted);
    /// Stops matching, until the next compareAgain() or change of base.
    void cancel();
    void compareAgain();
    /// Narrows the document to the objects that only it has, and shows them in the Summary. Does nothing unless shown() is by id.
    void showAddedObjects(const QString& title);

Q_SIGNALS:
    /// phase() or shown() is another one.
    void updated();

private:
    struct Pair;

    void followBase();
    void request();
    /// @return null if there is nothing to compare with, after phase() says so
    std::shared_ptr<const Profile> baseProfile();
    void start();
    void become(Phase phase, std::shared_ptr<const ShownComparison> shown = {});

    Document& m_document;
    ComparisonState& m_state;
    NewestJob m_job;
    NewestJob m_objectsJob;
    Phase m_phase = Phase::Nothing;
    std::shared_ptr<Pair> m_pair; ///< what is compared; null before the first job
    std::shared_ptr<const ShownComparison> m_shown;
    std::shared_ptr<const RangeFigures> m_requested; ///< what the newest job narrows to
    QMetaObject::Connection m_baseFollowed;
    bool m_isWanted = false;
};

} // namespace heapline
