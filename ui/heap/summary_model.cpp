// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/summary_model.h"

#include "core/base/utf16.h"
#include "ui/heap/class_place.h"
#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace heapline {

namespace {

template <typename Rows>
std::vector<LazyTreeModel::Key> keysOf(const Rows& rows)
{
    std::vector<LazyTreeModel::Key> keys;
    keys.reserve(rows.size());
    for (const auto row : rows)
        keys.push_back(row.value);
    return keys;
}

/// Order of two classes by a column, ascending.
std::strong_ordering compareClasses(const Heap& heap, const ClassRow& a, const ClassRow& b, HeapColumn column)
{
    switch (column) {
    case HeapColumn::Name: return compareUtf16(heap.classes.name[a.id.value], heap.classes.name[b.id.value]);
    case HeapColumn::Count: return a.count <=> b.count;
    case HeapColumn::Distance: return a.distance <=> b.distance;
    case HeapColumn::ShallowSize: return a.shallowSize <=> b.shallowSize;
    case HeapColumn::RetainedSize: return a.retainedSize <=> b.retainedSize;
    }
    return std::strong_ordering::equal;
}

} // namespace

SummaryModel::SummaryModel(std::shared_ptr<const Profile> profile, QObject* parent)
    : HeapTreeModel(std::move(profile), parent)
{
    sort(static_cast<int>(HeapColumn::RetainedSize), Qt::DescendingOrder);
}

void SummaryModel::setFigures(std::shared_ptr<const RangeFigures> figures)
{
    if (figures == m_figures)
        return;
    const bool isFirst = !m_figures;
    m_figures = std::move(figures);
    if (!m_figures)
        clear();
    else if (isFirst)
        reset();
    else
        relist();
}

void SummaryModel::setMatcher(const TextMatcher& matcher)
{
    if (matcher == m_matcher)
        return;
    m_matcher = matcher;
    m_matching.clear();
    if (m_matcher.isActive()) {
        m_matching.reserve(heap().classes.size());
        for (const std::string& name : heap().classes.name)
            m_matching.push_back(m_matcher.matches(fromFile(name, 1000)));
    }
    relist();
}

std::optional<ClassId> SummaryModel::classAt(const QModelIndex& index) const
{
    if (!index.isValid() || nodeAt(index).depth != 1)
        return std::nullopt;
    return ClassId(static_cast<std::uint32_t>(nodeAt(index).key));
}

std::optional<NodeOrdinal> SummaryModel::objectOf(const Node& node) const
{
    if (node.depth < 2 || node.key == placeholder)
        return std::nullopt;
    const auto row = static_cast<std::uint32_t>(node.key);
    return node.depth == 2 ? NodeOrdinal(row) : heap().graph.target(EdgeIndex(row));
}

const ClassRow* SummaryModel::rowOf(ClassId id) const
{
    const auto at = std::ranges::lower_bound(m_figures->classRows, id, {}, &ClassRow::id);
    return at != m_figures->classRows.end() && at->id == id ? &*at : nullptr;
}

std::uint64_t SummaryModel::rangeBytes() const
{
    return m_figures->isPart() ? m_figures->bytes : 0;
}

LazyTreeModel::Listing SummaryModel::list(Node& node)
{
    if (node.depth == 0)
        return listClasses();
    if (node.depth == 1)
        return listMembers(ClassId(static_cast<std::uint32_t>(node.key)));
    const std::optional<NodeOrdinal> object = objectOf(node);
    return object && !isAlreadyAbove(node) ? listEdges(*object) : Listing();
}

LazyTreeModel::Listing SummaryModel::listClasses()
{
    m_totals = {};
    m_totals.allClasses = m_figures->classRows.size();
    std::vector<const ClassRow*> rows;
    for (const ClassRow& row : m_figures->classRows) {
        if (!m_matching.empty() && !m_matching[row.id.value])
            continue;
        rows.push_back(&row);
        ++m_totals.classes;
        m_totals.objects += row.count;
        m_totals.bytes += row.shallowSize;
    }
    // Ties: the larger retained size first, then names ascending, then as they stand.
    std::ranges::stable_sort(rows, [this](const ClassRow* a, const ClassRow* b) {
        std::strong_ordering order = compareClasses(heap(), *a, *b, sortedBy());
        if (order != 0)
            return isDescending() ? order > 0 : order < 0;
        order = compareClasses(heap(), *b, *a, HeapColumn::RetainedSize);
        return (order != 0 ? order : compareClasses(heap(), *a, *b, HeapColumn::Name)) < 0;
    });
    std::vector<Key> keys;
    keys.reserve(rows.size());
    for (const ClassRow* row : rows)
        keys.push_back(row->id.value);
    return {std::move(keys), {}};
}

LazyTreeModel::Listing SummaryModel::listMembers(ClassId id) const
{
    // The job owns the profile, so it may outlive this model.
    const auto make = [profile = profile(), id, ids = m_figures->ids, passes = m_figures->passes,
                       order = objectOrder(sortedBy()), descending = isDescending()] {
        return keysOf(sortedMembers(*profile->heap, id, ids, order, descending,
                                    passes ? std::span(*passes) : std::span<const std::uint8_t>()));
    };
    const ClassRow* row = rowOf(id);
    if (row && row->count > mostSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

bool SummaryModel::mayHaveChildren(const Node& node) const
{
    if (node.depth <= 1)
        return true;
    const std::optional<NodeOrdinal> object = objectOf(node);
    return object && hasEdges(heap(), *object) && !isAlreadyAbove(node);
}

StyledText SummaryModel::textOf(const Node& node) const
{
    if (node.depth == 1) {
        StyledText text{fromFile(heap().classes.name[node.key]), {}};
        const TextMatcher::Match match = m_matcher.find(text.text);
        if (match.length > 0)
            text.spans.append({match.start, match.length, TextSpan::Style::Match});
        return text;
    }
    const auto row = static_cast<std::uint32_t>(node.key);
    StyledText text = node.depth == 2 ? objectText(heap().graph, NodeOrdinal(row)) : edgeText(heap().graph, EdgeIndex(row));
    if (isAlreadyAbove(node))
        markAlreadyAbove(text);
    return text;
}

QVariant SummaryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_figures)
        return {};
    const Node& node = nodeAt(index);
    const auto column = static_cast<HeapColumn>(index.column());
    if (node.key == placeholder)
        return placeholderData(index.column(), role);
    if (column == HeapColumn::Name) {
        if (role == Qt::ToolTipRole)
            return rowToolTip(node);
        if (role == Qt::DisplayRole || role == SortRole || role == TextSpansRole)
            return styledCell(textOf(node), role);
        return {};
    }
    if (node.depth == 1)
        return classData(node, column, role);
    return objectFigure(column, *objectOf(node), rangeBytes(), role);
}

QVariant SummaryModel::classData(const Node& node, HeapColumn column, int role) const
{
    static constexpr ClassRow nothing;
    const ClassRow* found = rowOf(ClassId(static_cast<std::uint32_t>(node.key)));
    const ClassRow& row = found ? *found : nothing;
    switch (column) {
    case HeapColumn::Count:
        if (role == Qt::ToolTipRole)
            return plainToolTip(
                {tr("%1 objects").arg(countText(row.count)),
                 row.count == 0 ? QString() : tr("%1 each on average").arg(bytesText(row.shallowSize / row.count))});
        return countCell(role, row.count);
    case HeapColumn::Distance: return distanceCell(role, row.distance);
    case HeapColumn::ShallowSize: return heapBytes(row.shallowSize, rangeBytes(), role);
    case HeapColumn::RetainedSize: return heapBytes(row.retainedSize, rangeBytes(), role);
    case HeapColumn::Name: break;
    }
    return {};
}

QString SummaryModel::rowToolTip(const Node& node) const
{
    if (node.depth == 1)
        return classToolTip(ClassId(static_cast<std::uint32_t>(node.key)));
    return plainToolTip(node.depth > 2 ? edgeToolTipLines(node) : objectToolTipLines(heap().graph, *objectOf(node)));
}

QString SummaryModel::classToolTip(ClassId id) const
{
    const std::string_view name = heap().classes.name[id.value];
    QStringList lines{fromFile(name, 1000)};
    if (const QString place = classPlaceText(*profile(), id); !place.isEmpty())
        lines += tr("Constructor defined at %1").arg(place);
    if (name == "(system)")
        lines += tr("Objects of the engine itself.");
    else if (name == "(compiled code)")
        lines += tr("Machine code, bytecode and what belongs to them.");
    else if (name == "(object shape)")
        lines += tr("Hidden classes: how the engine notes which properties objects have.");
    else if (name == "(string)")
        lines += tr("Texts.");
    else if (name == "(concatenated string)")
        lines += tr("Texts put together of others, not yet copied into one.");
    else if (name == "(sliced string)")
        lines += tr("Parts of other texts, which they keep alive.");
    else if (name == "(array)")
        lines += tr("The engine's own arrays, such as the elements and properties of objects.");
    else if (name.starts_with('{'))
        lines += tr("Plain objects with these properties.");
    else if (name.ends_with("/ "))
        lines += tr("A global object without an address after its name.");
    return plainToolTip(lines);
}

} // namespace heapline
