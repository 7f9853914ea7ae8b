// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/newest_job.h"
#include "ui/heap/subtree_view.h"

namespace heapline {

class ContainmentModel;

/// What the root refers to, and so on downwards.
class ContainmentView : public SubtreeView {
    Q_OBJECT

public:
    explicit ContainmentView(Document& document, QWidget* parent = nullptr);

protected:
    void findWay(NodeOrdinal object) override;
    QModelIndex rowOf(NodeOrdinal object) const override;
    QString aboutRows() const override;

private:
    ContainmentModel& model() const;

    NewestJob m_search; ///< for the shortest way
};

} // namespace heapline
