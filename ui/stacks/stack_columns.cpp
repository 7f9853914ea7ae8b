// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/stack_columns.h"

#include <QCoreApplication>

namespace heapline {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("heapline::StackColumn", text);
}

QString figureWords(StackFigure figure, bool isSampling)
{
    if (isSampling && figure.isBytes())
        return tr(
            "Bytes of the samples: an estimate of what was allocated and, unless the profile was taken with garbage, is alive.");
    switch (figure.measure) {
    case Measure::LiveBytes: return tr("Bytes of the objects that were alive at the end of the recording.");
    case Measure::LiveCount: return tr("Objects that were alive at the end of the recording.");
    case Measure::TotalBytes:
        return tr(
            "Bytes ever allocated during the recording, those of freed objects included. Known for the whole recording only.");
    case Measure::TotalCount:
        return tr("Objects ever allocated during the recording, freed ones included. Known for the whole recording only.");
    case Measure::SampleCount:
        return tr("How far the size may be off: sizes are estimated, and one that rests on k samples is off by about 1/√k.");
    }
    return {};
}

} // namespace

bool isFigure(StackColumn column)
{
    return column != StackColumn::Function && column != StackColumn::Location;
}

StackFigure figureOf(StackColumn column)
{
    switch (column) {
    case StackColumn::TotalLive: return {Measure::LiveBytes, true};
    case StackColumn::TotalError: return {Measure::SampleCount, true};
    case StackColumn::SelfLive: return {Measure::LiveBytes, false};
    case StackColumn::SelfError: return {Measure::SampleCount, false};
    case StackColumn::TotalLiveCount: return {Measure::LiveCount, true};
    case StackColumn::SelfLiveCount: return {Measure::LiveCount, false};
    case StackColumn::TotalAllocated: return {Measure::TotalBytes, true};
    case StackColumn::SelfAllocated: return {Measure::TotalBytes, false};
    case StackColumn::TotalAllocatedCount: return {Measure::TotalCount, true};
    case StackColumn::SelfAllocatedCount: return {Measure::TotalCount, false};
    case StackColumn::Function:
    case StackColumn::Location: break;
    }
    return {Measure::LiveBytes, true};
}

QString stackColumnTitle(StackColumn column, bool isSampling)
{
    switch (column) {
    case StackColumn::Function: return tr("Function");
    case StackColumn::Location: return tr("Location");
    case StackColumn::TotalLive: return isSampling ? tr("Total size") : tr("Total alive");
    case StackColumn::TotalError: return tr("± Total");
    case StackColumn::SelfLive: return isSampling ? tr("Self size") : tr("Self alive");
    case StackColumn::SelfError: return tr("± Self");
    case StackColumn::TotalLiveCount: return tr("Objects alive");
    case StackColumn::SelfLiveCount: return tr("Self objects alive");
    case StackColumn::TotalAllocated: return tr("Allocated");
    case StackColumn::SelfAllocated: return tr("Self allocated");
    case StackColumn::TotalAllocatedCount: return tr("Objects allocated");
    case StackColumn::SelfAllocatedCount: return tr("Self objects allocated");
    }
    return {};
}

QString stackColumnToolTip(StackColumn column, bool isSampling, bool isBottomUp)
{
    if (column == StackColumn::Function)
        return isBottomUp ? tr("The function that allocated; below it, who called it.")
                          : tr("The outermost functions; below each, what it called.");
    if (column == StackColumn::Location)
        return tr("File and line where the function starts.");
    const StackFigure figure = figureOf(column);
    return figureWords(figure, isSampling) + QLatin1Char(' ')
           + (figure.isTotal ? tr("Total: by the function itself and by all that it called; recursion counts once.")
                             : tr("Self: by the function itself."));
}

} // namespace heapline
