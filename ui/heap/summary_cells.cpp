// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/glossary.h"
#include "ui/heap/group_text.h"
#include "ui/heap/summary_model.h"
#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

// What the cells of the Summary show.

namespace heapline {

namespace {

void appendWeak(StyledText& text, const QString& piece)
{
    text.spans.append({text.text.size(), piece.size(), TextSpan::Style::Weak});
    text.text += piece;
}

} // namespace

int SummaryModel::columnCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : summaryColumnCount;
}

QVariant SummaryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool isNameOfGroups = section == static_cast<int>(HeapColumn::Name) && m_groups;
    if (orientation == Qt::Horizontal && isNameOfGroups && role == Qt::DisplayRole)
        return groupByTitle(m_groups->grouping->by);
    if (orientation != Qt::Horizontal || section < heapColumnCount || section >= summaryColumnCount)
        return HeapTreeModel::headerData(section, orientation, role);
    const auto column = static_cast<SummaryColumn>(section);
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole: return summaryColumnTitle(column);
    case Qt::ToolTipRole: return plainToolTip({summaryColumnToolTip(column)});
    case Qt::InitialSortOrderRole: return QVariant::fromValue<int>(Qt::DescendingOrder);
    case Qt::TextAlignmentRole: return QVariant::fromValue<int>(Qt::AlignRight | Qt::AlignVCenter);
    default: return {};
    }
}

StyledText SummaryModel::sumText(const Node& node) const
{
    StyledText text;
    QString place;
    switch (summaryKindOf(node.key)) {
    case SummaryKind::EngineClasses:
        text.text = tr("Engine, functions and scopes");
        appendWeak(text, m_foldedClasses == 1 ? tr(" (1 class)") : tr(" (%1 classes)").arg(countText(m_foldedClasses)));
        return text;
    case SummaryKind::Group:
        text.text = groupTitle(aboutGroup(node));
        place = fromFile(aboutGroup(node).place);
        break;
    case SummaryKind::Class: {
        const ClassId id(summaryRowOf(node.key));
        text.text = fromFile(heap().classes.name[id.value]);
        if (places().sharesName(id)) {
            const std::string known = places().shortText(id);
            place = known.empty() ? tr("without a place") : fromFile(known);
        }
        break;
    }
    case SummaryKind::Edge:
    case SummaryKind::Object: break;
    }
    const TextMatcher::Match match = m_matcher.find(text.text);
    if (match.length > 0)
        text.spans.append({match.start, match.length, TextSpan::Style::Match});
    if (!place.isEmpty())
        appendWeak(text, QStringLiteral("  ") + place);
    return text;
}

StyledText SummaryModel::textOf(const Node& node) const
{
    if (isSum(node))
        return sumText(node);
    const std::uint32_t row = summaryRowOf(node.key);
    StyledText text = summaryKindOf(node.key) == SummaryKind::Object ? objectText(heap().graph, NodeOrdinal(row))
                                                                     : edgeText(heap().graph, EdgeIndex(row));
    if (isAlreadyAbove(node))
        markAlreadyAbove(text);
    return text;
}

QVariant SummaryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_figures)
        return {};
    const Node& node = nodeAt(index);
    if (node.key == placeholder)
        return placeholderData(index.column(), role);
    if (index.column() == static_cast<int>(HeapColumn::Name)) {
        if (role == Qt::ToolTipRole)
            return rowToolTip(node);
        if (role == Qt::DisplayRole || role == SortRole || role == TextSpansRole)
            return styledCell(textOf(node), role);
        return {};
    }
    if (isSum(node))
        return sumData(node, index.column(), role);
    const NodeOrdinal object = *objectOf(node);
    if (index.column() < heapColumnCount)
        return objectFigure(static_cast<HeapColumn>(index.column()), object, rangeBytes(), role);
    if (index.column() == static_cast<int>(SummaryColumn::OfRange) && isSelected(object))
        return shareData(heap().shallowSize[object.value], role);
    return {};
}

QVariant SummaryModel::sumData(const Node& node, int column, int role) const
{
    const SummaryFigures row = figuresOf(node);
    if (column == static_cast<int>(SummaryColumn::InAll))
        return countCell(role, row.inAll);
    if (column == static_cast<int>(SummaryColumn::OfRange))
        return shareData(row.shallowSize, role);
    switch (static_cast<HeapColumn>(column)) {
    case HeapColumn::Count:
        if (role == Qt::ToolTipRole) {
            const QString objects = row.count == 1 ? tr("1 object") : tr("%1 objects").arg(countText(row.count));
            return plainToolTip(
                {objects, rangeBytes() == 0 ? QString() : tr("Of %1 in the whole file").arg(countText(row.inAll)),
                 row.count == 0 ? QString() : tr("%1 each on average").arg(bytesText(row.shallowSize / row.count))});
        }
        return countCell(role, row.count);
    case HeapColumn::Distance: return distanceOf(row.distance, role);
    case HeapColumn::ShallowSize: return heapBytes(row.shallowSize, rangeBytes(), role);
    case HeapColumn::RetainedSize:
        return row.retainedSize ? retainedBytes(*row.retainedSize, rangeBytes(), role) : unknownCell(role);
    case HeapColumn::Name: break;
    }
    return {};
}

/// A cell of the column OfRange.
QVariant SummaryModel::shareData(std::uint64_t bytes, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole: return rangeBytes() ? percentText(bytes, rangeBytes()) : QString();
    case SortRole: return QVariant::fromValue<qulonglong>(bytes);
    case Qt::ToolTipRole:
        return rangeBytes() ? plainToolTip({tr("%1 of the selection’s %2").arg(bytesText(bytes), bytesText(rangeBytes()))})
                            : QString();
    case Qt::TextAlignmentRole: return QVariant::fromValue<int>(Qt::AlignRight | Qt::AlignVCenter);
    default: return {};
    }
}

QString SummaryModel::rowToolTip(const Node& node) const
{
    switch (summaryKindOf(node.key)) {
    case SummaryKind::Class: return plainToolTip(classToolTip(ClassId(summaryRowOf(node.key))));
    case SummaryKind::Group: return plainToolTip(groupToolTip(aboutGroup(node)));
    case SummaryKind::EngineClasses:
        return plainToolTip(
            {tr("Classes that are no data of the program: compiled code, shapes, stores of properties, functions and their "
                "scopes. Nearly all of them are the engine's and its runtime's own."),
             tr("The sums of the rows below, but the retained size counts what several of them keep alive once."),
             tr("Open the row to see them, or switch folding off. A text filter finds them too.")});
    case SummaryKind::Edge: return plainToolTip(edgeToolTipLines(node));
    case SummaryKind::Object: break;
    }
    return plainToolTip(objectToolTipLines(heap().graph, *objectOf(node)));
}

QStringList SummaryModel::classToolTip(ClassId id) const
{
    const std::string_view name = heap().classes.name[id.value];
    QStringList lines{fromFile(name, 1000), classMeaning(name)};
    if (const std::string place = places().fullText(id); !place.empty())
        lines += tr("Constructor defined at %1").arg(fromFile(place, 1000));
    if (places().sharesName(id))
        lines += tr("Other classes have the same name, but not the same place.");
    return lines;
}

QStringList SummaryModel::groupToolTip(const ObjectGroup& group) const
{
    QStringList lines{groupTitle(group), groupMeaning(m_groups->grouping->by, group.kind)};
    if (!group.fullPlace.empty())
        lines += tr("Defined at %1").arg(fromFile(group.fullPlace, 1000));
    return lines;
}

} // namespace heapline
