// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/summary_rows.h"

#include "core/base/utf16.h"

#include <algorithm>

namespace heapline {

namespace {

/// Order of two rows by a column, ascending.
std::strong_ordering compareEntries(const SummaryEntry& a, const SummaryEntry& b, int column)
{
    if (column == static_cast<int>(SummaryColumn::InAll))
        return a.figures.inAll <=> b.figures.inAll;
    if (column == static_cast<int>(SummaryColumn::OfRange))
        return a.figures.shallowSize <=> b.figures.shallowSize;
    switch (static_cast<HeapColumn>(column)) {
    case HeapColumn::Name: return a.isNamedByNumber ? a.key <=> b.key : compareUtf16(a.name, b.name);
    case HeapColumn::Count: return a.figures.count <=> b.figures.count;
    case HeapColumn::Distance: return a.figures.distance <=> b.figures.distance;
    case HeapColumn::ShallowSize: return a.figures.shallowSize <=> b.figures.shallowSize;
    case HeapColumn::RetainedSize: return a.figures.retainedSize.value_or(0) <=> b.figures.retainedSize.value_or(0);
    }
    return std::strong_ordering::equal;
}

} // namespace

void sortEntries(std::vector<SummaryEntry>& entries, int column, bool descending)
{
    std::ranges::stable_sort(entries, [=](const SummaryEntry& a, const SummaryEntry& b) {
        std::strong_ordering order = compareEntries(a, b, column);
        if (order != 0)
            return descending ? order > 0 : order < 0;
        order = compareEntries(b, a, static_cast<int>(HeapColumn::RetainedSize));
        return (order != 0 ? order : compareEntries(a, b, static_cast<int>(HeapColumn::Name))) < 0;
    });
}

} // namespace heapline
