// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stacks/stack_tree_model.h"

namespace heapline {

/// The functions that allocated, and below each its callers. A row's key is its FrameId.
/// A filter leaves out functions of the first level; their callers are all shown.
class BottomUpModel : public StackTreeModel {
    Q_OBJECT

public:
    enum class Levels {
        All,
        First ///< a flat list, sorted by total at first
    };

    explicit BottomUpModel(std::shared_ptr<const Profile> profile, Levels levels = Levels::All, QObject* parent = nullptr);

    CallNodeId callNodeOf(const QModelIndex& index) const override;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node& node) const override;
    Node* createNode(Node& parent, Key key) override;
    void refreshNode(Node& node) override;
    std::uint64_t weightOf(const Node& parent, Key child) const override;
    std::uint64_t weightOf(const Node& node) const override;
    MeasureValues valuesOf(const Node& node) const override;
    FrameId frameOf(const Node& node) const override;

private:
    struct Row : Node {
        MeasureValues values;
        bool hasCallers = false;
        std::vector<BottomUpRow> callers; ///< rows below, by frame; filled when listed
    };
    static const BottomUpRow* callerOf(const Node& parent, Key key);

    Levels m_levels;
};

} // namespace heapline
