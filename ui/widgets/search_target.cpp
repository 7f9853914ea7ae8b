// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/search_target.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

struct Search {
    Q_DECLARE_TR_FUNCTIONS(heapline::Search)
};

} // namespace

QString matchSumText(const QString& found, std::uint64_t count, std::uint64_t bytes, std::uint64_t whole)
{
    if (count == 0)
        return Search::tr("No match");
    if (whole == 0)
        return Search::tr("%1, %2").arg(found, bytesText(bytes));
    //: %1: "12 functions"; %2: bytes; %3: their share of all
    return Search::tr("%1, %2, %3").arg(found, bytesText(bytes), percentText(bytes, whole));
}

QString faultyExpressionText()
{
    return Search::tr("No regular expression");
}

} // namespace heapline
