// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/subtree_sums.h"
#include "core/profile/profile.h"
#include "ui/document/newest_job.h"
#include "ui/document/range_figures.h"
#include "ui/document/reuse_pool.h"

#include <QObject>
#include <QSet>

#include <memory>
#include <optional>

namespace heapline {

class Document;

/// The dominator tree of a heap, with what the shown objects make up in each subtree. Immutable.
struct DominatorFigures {
    std::shared_ptr<const Profile> profile;
    const DominatorTree* tree = nullptr;         ///< of the profile
    std::shared_ptr<const RangeFigures> objects; ///< which objects are shown
    std::optional<SubtreeSums> sums;             ///< of them; none: all objects are shown

    const SubtreeSums* sumsOrNull() const { return sums ? &*sums : nullptr; }
};

/// Finds these, now.
std::shared_ptr<const DominatorFigures> makeDominatorFigures(std::shared_ptr<const Profile> profile,
                                                             std::shared_ptr<const RangeFigures> objects);

/// Finds them off the UI thread for a document, as long as a view wants them: also for each move of a drag, of which the newest one wins.
/// The views of one document share it.
class DominatorQuery : public QObject {
    Q_OBJECT

public:
    /// That of a document, made when first asked for; it goes with the document.
    static DominatorQuery& of(Document& document);

    /// The newest result; null until the first one is there.
    std::shared_ptr<const DominatorFigures> figures() const { return m_figures; }
    /// Whether figures() is of the objects that the document shows.
    bool isUpToDate() const;
    /// Whether a view waits for them.
    bool isPending() const { return !m_views.isEmpty() && !isUpToDate(); }

    /// Says whether a view shows the figures.
    void setWanted(const QObject& view, bool wanted);

Q_SIGNALS:
    void updated();

private:
    using Pool = ReusePool<DominatorFigures>;

    explicit DominatorQuery(Document& document);
    void request();
    void receive(const std::shared_ptr<const DominatorFigures>& figures);

    Document& m_document;
    NewestJob m_job;
    std::shared_ptr<Pool> m_pool; ///< of figures that were shown before
    std::shared_ptr<const DominatorFigures> m_figures;
    QSet<const QObject*> m_views; ///< that want them
};

} // namespace heapline
