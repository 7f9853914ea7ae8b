// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stacks/stack_tree_model.h"

namespace heapline {

/// The call tree with the outermost functions first. A row's key is the node of the profile's own call tree that it
/// stands for (see ShownStacks::sourceOf), so that rows stay what they are while steps change the tree around them.
/// With a filter it shows the paths that lead to matching functions, and all that is below these.
class TopDownModel : public StackTreeModel {
    Q_OBJECT

public:
    explicit TopDownModel(std::shared_ptr<const Profile> profile, QObject* parent = nullptr);

    CallNodeId callNodeOf(const QModelIndex& index) const override;
    bool hasMatchBelow(const QModelIndex& index) const override;
    /// Keys from the first level down to what a node of the profile's call tree is shown as; empty if it is not shown.
    Path pathTo(CallNodeId ofSource) const;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node& node) const override;
    std::uint64_t weightOf(const Node& parent, Key child) const override;
    std::uint64_t weightOf(const Node& node) const override;
    MeasureValues valuesOf(const Node& node) const override;
    FrameId frameOf(const Node& node) const override;
    void onMatcherChanged() override;

private:
    CallNodeId callNode(const Node& node) const;
    bool isShown(CallNodeId node) const;

    std::vector<std::uint8_t> m_passes; ///< call-tree node -> whether the filter lets it through; empty without one
    std::vector<std::uint32_t>
        m_matchesUpTo; ///< call-tree node -> how many that match stand before it in preorder; one more at the end
};

} // namespace heapline
