// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/tick_text.h"

#include "ui/timeline/axis_text.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

struct TickTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::Timeline)
};

} // namespace

QString aliveText(std::uint64_t bytes)
{
    return bytes < 1000 ? TickTexts::tr("%1 alive at the end").arg(bytesText(bytes))
                        : TickTexts::tr("%1 alive at the end (%2)").arg(bytesText(bytes), exactBytesText(bytes));
}

QStringList aliveLines(const TickFigures& figures)
{
    QStringList lines;
    if (figures.count == 0)
        lines << TickTexts::tr("nothing from here was alive at the end");
    else
        lines << aliveText(figures.bytes) << objectCountText(figures.count);
    if (figures.live && figures.live->allocatedCount > 0) {
        lines << TickTexts::tr("%1 allocated in %2, %3 of it freed")
                     .arg(bytesText(figures.live->allocatedBytes), objectCountText(figures.live->allocatedCount),
                          bytesText(figures.live->freedBytes));
        if (figures.bytes > figures.live->allocatedBytes)
            lines << TickTexts::tr("more alive than allocated: objects grew, or own parts made in other ticks");
    }
    if (const QString ids = idsText(figures); !ids.isEmpty())
        lines << ids;
    return lines;
}

QString idsText(const TickFigures& figures)
{
    if (figures.idsGiven == 0)
        return {};
    return TickTexts::tr("%1 of %2 given an id still alive").arg(countText(figures.idsAlive), objectCountText(figures.idsGiven));
}

QString idsExplanation()
{
    return TickTexts::tr("Ids are given when a tick ends: what died before has none.");
}

} // namespace heapline
