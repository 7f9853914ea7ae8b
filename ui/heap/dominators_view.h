// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/subtree_view.h"

namespace heapline {

class DominatorsModel;

/// The dominator tree: what would be freed with each object.
class DominatorsView : public SubtreeView {
    Q_OBJECT

public:
    explicit DominatorsView(Document& document, QWidget* parent = nullptr);

protected:
    void findWay(NodeOrdinal object) override;
    QModelIndex rowOf(NodeOrdinal object) const override;
    void choose(const QModelIndex& index) override;
    void showPart(bool isPart) override;
    QString aboutRows() const override;

private:
    DominatorsModel& model() const;
    void setGrouped(bool on);
};

} // namespace heapline
