// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/ignored_retainers.h"
#include "ui/document/newest_job.h"

#include <QObject>

#include <memory>
#include <vector>

class QAction;

namespace heapline {

class Document;
struct Profile;

/// What the panes about retainers and ways share in a document: the objects that the user has ruled out as retainers, and whether weak
/// references are shown.
class RetainerState : public QObject {
    Q_OBJECT

public:
    /// The one of a document, which owns it.
    static RetainerState& of(Document& document);

    /// What the user has ruled out, in the order in which it was done.
    const std::vector<NodeOrdinal>& objects() const { return m_objects; }
    bool isIgnored(NodeOrdinal object) const;
    void setIgnored(NodeOrdinal object, bool ignored);
    void restoreAll();

    /// What follows from it, made off the UI thread; null while nothing is ignored. Of an earlier choice until changed() tells of the new one.
    std::shared_ptr<const IgnoredRetainers> ignored() const { return m_ignored; }

    /// "Restore Ignored Retainers", enabled while there are any.
    QAction* restoreAction() const { return m_restore; }
    /// "Show Weak References", checkable.
    QAction* showWeakAction() const { return m_showWeak; }

Q_SIGNALS:
    void objectsChanged(); ///< at once
    void changed();        ///< once distances are known

private:
    explicit RetainerState(Document& document);
    void compute();
    void followProfile();

    Document& m_document;
    NewestJob m_job;
    std::shared_ptr<const Profile> m_profile; ///< that objects are of
    std::vector<NodeOrdinal> m_objects;
    std::shared_ptr<const IgnoredRetainers> m_ignored;
    QAction* m_restore;
    QAction* m_showWeak;
};

} // namespace heapline
