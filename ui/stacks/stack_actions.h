// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/shown_stacks.h"
#include "ui/document/document.h"

#include <QList>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QWidget;

namespace heapline {

/// What actions on stacks act on: a row or box of a view.
struct StackTarget {
    std::shared_ptr<const ShownStacks> shown;
    FrameId frame;                 ///< shown one
    CallNodeId node;               ///< shown one; invalid in views that go from callees to callers
    std::vector<FrameId> leafPath; ///< in those views: shown frames, the innermost first, up to frame
};

/// The steps that change the call tree, as actions of a view: on the keys of the row or box that is current in it.
class StackActions : public QObject {
    Q_OBJECT

public:
    using Target = std::function<std::optional<StackTarget>()>;

    enum class Inverting {
        Yes, ///< for flames
        No   ///< for tables: Heavy and Tree are each other's inversion
    };

    /// @param view gets the actions and their shortcuts @param target asked when an action is to act
    StackActions(Document& document, QWidget* view, Inverting inverting, Target target);

    /// Enables what can act on the current target.
    void update();

Q_SIGNALS:
    /// The user wants to see the objects that the stacks which are now left have allocated.
    void objectsRequested();

private:
    QAction* add(const QString& text, const QKeySequence& shortcut, const QString& toolTip, std::function<void()> act);
    void addFunctionSteps();
    void addCollapsingSteps();
    void addOthers(Inverting inverting);
    void showObjects();
    void addStep(StackStep step);
    void addFunctionStep(StackStep::Kind kind);
    void addPlaceStep(bool focus);
    void hidePackage();

    Document& m_document;
    QWidget* m_view;
    Target m_target;
    QList<QAction*> m_needingTarget;
    QAction* m_restore = nullptr;
};

} // namespace heapline
