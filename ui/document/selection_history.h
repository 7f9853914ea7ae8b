// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject> // before <compare> in ids.h, which moc of Qt 6.4 cannot read as the first header

#include "core/base/ids.h"
#include "core/stacks/frame_groups.h"

#include <vector>

namespace heapline {

/// What the user has selected in any view; it drives the lower pane.
struct SelectedItem {
    enum class Kind { None, Class, Object, Function };

    Kind kind = Kind::None;
    ClassId classId;     ///< for Class
    NodeOrdinal object;  ///< for Object
    FrameId frame;       ///< for Function: of the profile
    CallNodeId callNode; ///< for Function: a node of the profile's call tree whose stack to show; may be invalid
    Grouping grouping = Grouping::Function; ///< for Function: what group of it is meant

    static SelectedItem ofClass(ClassId id) { return {Kind::Class, id, {}, {}, {}, {}}; }
    static SelectedItem ofObject(NodeOrdinal node) { return {Kind::Object, {}, node, {}, {}, {}}; }
    static SelectedItem ofFunction(FrameId id, CallNodeId node = {}, Grouping grouping = Grouping::Function)
    {
        return {Kind::Function, {}, {}, id, node, grouping};
    }

    bool operator==(const SelectedItem&) const = default;
};

/// The selection of a document, with the way back and forward through the earlier ones.
class SelectionHistory : public QObject {
    Q_OBJECT

public:
    explicit SelectionHistory(QObject* parent = nullptr);

    const SelectedItem& current() const;
    bool canGoBack() const;
    bool canGoForward() const;

public Q_SLOTS:
    /// Makes an item current; drops what was forward of it. Selecting the current item again does nothing.
    void select(const heapline::SelectedItem& item);
    void back();
    void forward();

Q_SIGNALS:
    void currentChanged();

private:
    std::vector<SelectedItem> m_items; ///< oldest first, at most 1000
    std::size_t m_at = 0;              ///< current is m_items[m_at]
};

} // namespace heapline
