// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/tick_figures.h"
#include "ui/widgets/lazy_tree_model.h"

#include <memory>
#include <vector>

namespace heapline {

/// Columns of the table of ticks.
enum class TickColumn {
    Place,          ///< the stretch of time, or the serial number of a sample
    Bytes,          ///< still alive, or of the sample
    Objects,        ///< still alive with bytes of their own
    IdsAlive,       ///< objects still alive
    IdsGiven,       ///< objects that were given an id
    AllocatedBytes, ///< as live events tell
    FreedBytes,     ///< of the allocated ones
    LostBytes       ///< found freed in the tick, of all ticks before it
};

/// The ticks of a timeline, one row each, with what figuresOf() tells of them.
class TicksModel : public LazyTreeModel {
    Q_OBJECT

public:
    /// @param timeline with at least one tick
    explicit TicksModel(std::shared_ptr<const Timeline> timeline, QObject* parent = nullptr);

    const Timeline& timeline() const { return *m_timeline; }
    /// What is in a column. Columns that the timeline cannot fill are not there.
    TickColumn column(int section) const { return m_columns[static_cast<std::size_t>(section)]; }
    /// Place of a column; -1 when it is not there.
    int sectionOf(TickColumn column) const;

    /// Which ticks are listed.
    void setTicks(const TickRange& ticks);
    const TickRange& ticks() const { return m_ticks; }
    /// Whether ticks with nothing in them are left out.
    void setEmptyHidden(bool hidden);

    /// The tick of a row.
    std::size_t tickAt(const QModelIndex& index) const;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node&) const override { return false; }

private:
    std::shared_ptr<const Timeline> m_timeline;
    std::vector<TickColumn> m_columns;
    TickRange m_ticks;
    bool m_isEmptyHidden = false;
};

} // namespace heapline
