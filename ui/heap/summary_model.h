// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/range_figures.h"
#include "ui/heap/heap_tree_model.h"
#include "ui/heap/summary_groups.h"
#include "ui/heap/summary_rows.h"
#include "ui/widgets/text_matcher.h"

namespace heapline {

/// Classes, in them their objects, in these the objects that they refer to, and so on. Instead of classes there may be other groups, and
/// the classes of the engine's own may be folded into one row, which opens into them.
/// Columns are HeapColumn, then SummaryColumn. Keys: summaryKey().
class SummaryModel : public HeapTreeModel {
    Q_OBJECT

public:
    /// What the shown rows sum up to.
    struct Totals {
        std::size_t rows = 0;    ///< classes, also folded ones, or groups
        std::size_t allRows = 0; ///< in the range, whatever the text filter
        std::uint64_t objects = 0;
        std::uint64_t bytes = 0;
        bool areGroups = false; ///< whether rows are no classes

        bool operator==(const Totals&) const = default;
    };

    explicit SummaryModel(std::shared_ptr<const Profile> profile, QObject* parent = nullptr);

    /// Shows classes with new figures; rows stay what they are. The first call fills the model.
    void setFigures(std::shared_ptr<const RangeFigures> figures);
    /// Shows groups instead of classes.
    void setGroups(std::shared_ptr<const GroupFigures> groups);
    /// Whether to fold the engine's own classes, as long as no text is looked for.
    void setFolding(bool on);
    /// What objects of the engine's and other classes retain: groups by ObjectGroupBy::Engine. Null: not known.
    void setEngineFigures(std::shared_ptr<const GroupFigures> figures);
    void setMatcher(const TextMatcher& matcher);
    const TextMatcher& matcher() const { return m_matcher; }

    Totals totals() const { return m_totals; }
    /// Whether a row of engine classes is there.
    bool isFolded() const { return m_foldedClasses > 0; }

    /// The class of a row; none for others.
    std::optional<ClassId> classAt(const QModelIndex& index) const;
    /// The group of a row; null for others.
    const ObjectGroup* groupAt(const QModelIndex& index) const;
    /// Whether a row is a reference of an object, and not an object below its class or group.
    bool isReference(const QModelIndex& index) const;
    /// Whether a row is a class, a group, or that of the folded classes.
    bool isSum(const QModelIndex& index) const;

    /// The objects of a class, group or of the folded classes, whatever is selected: [nodes] 1 or 0. @pre isSum(index)
    std::vector<std::uint8_t> objectsOf(const QModelIndex& index) const;

    /// Where the row of a class is, or would be; empty while there are groups.
    Path pathTo(ClassId id) const;
    /// Where an object is below its class or group.
    Path pathTo(NodeOrdinal object) const;
    /// Where the group of a function, or of its package, is; empty if there is none.
    Path pathTo(FrameId frame) const;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QVariant data(const QModelIndex& index, int role) const override;

protected:
    Listing list(Node& node) override;
    bool mayHaveChildren(const Node& node) const override;
    std::optional<NodeOrdinal> objectOf(const Node& node) const override;

private:
    using Entries = std::vector<SummaryEntry>;

    void show(std::shared_ptr<const RangeFigures> figures, std::shared_ptr<const GroupFigures> groups);
    void matchNames();
    Listing listFirstLevel();
    Entries classEntries(bool onlyEngine);
    Entries groupEntries();
    Listing listObjects(const Node& node) const;
    Listing keysOf(const Entries& entries) const;

    bool folds() const;
    const ClassRow* rowOf(ClassId id) const;
    SummaryFigures figuresOf(ClassId id) const;
    SummaryFigures figuresOf(GroupId id) const;
    SummaryFigures engineFigures() const;
    SummaryFigures figuresOf(const Node& node) const;
    static bool isSum(const Node& node);
    bool isSelected(NodeOrdinal object) const;
    const ObjectGroup& aboutGroup(const Node& node) const;

    StyledText textOf(const Node& node) const;
    StyledText sumText(const Node& node) const;
    QVariant sumData(const Node& node, int column, int role) const;
    QVariant shareData(std::uint64_t bytes, int role) const;
    QString rowToolTip(const Node& node) const;
    QStringList classToolTip(ClassId id) const;
    QStringList groupToolTip(const ObjectGroup& group) const;
    std::uint64_t rangeBytes() const;

    std::shared_ptr<const RangeFigures> m_figures;
    std::shared_ptr<const GroupFigures> m_groups; ///< null: classes are shown
    std::shared_ptr<const GroupFigures> m_engineFigures;
    std::vector<std::uint8_t> m_isEngine; ///< class -> 1 or 0
    bool m_isFolding = false;
    std::size_t m_foldedClasses = 0;
    TextMatcher m_matcher;
    std::vector<std::uint8_t> m_matching;            ///< class or group -> whether its name matches; empty without a filter
    std::shared_ptr<const ObjectGrouping> m_matched; ///< whose names m_matching is of; null: the classes
    Totals m_totals;
};

} // namespace heapline
