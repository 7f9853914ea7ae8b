// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/stack_columns.h"

#include <QCoreApplication>

namespace heapline {

namespace {

/// Gives the texts of this file one context for translators.
struct StackColumnTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::StackColumn)
};

QString figureWords(StackFigure figure, bool isSampling)
{
    if (isSampling && figure.isBytes())
        return StackColumnTexts::tr(
            "Bytes of the samples: an estimate of what was allocated and, unless the profile was taken with garbage, is alive.");
    switch (figure.measure) {
    case Measure::LiveBytes: return StackColumnTexts::tr("Bytes of the objects that were alive at the end of the recording.");
    case Measure::LiveCount: return StackColumnTexts::tr("Objects that were alive at the end of the recording.");
    case Measure::TotalBytes:
        return StackColumnTexts::tr(
            "Bytes ever allocated during the recording, those of freed objects included. Known for the whole recording only.");
    case Measure::TotalCount:
        return StackColumnTexts::tr("Objects ever allocated during the recording, freed ones included. Known for the whole recording only.");
    case Measure::SampleCount:
        return StackColumnTexts::tr("How far the size may be off: sizes are estimated, and one that rests on k samples is off by about 1/√k.");
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
    case StackColumn::Function: return StackColumnTexts::tr("Function");
    case StackColumn::Location: return StackColumnTexts::tr("Location");
    case StackColumn::TotalLive: return isSampling ? StackColumnTexts::tr("Total size") : StackColumnTexts::tr("Total alive");
    case StackColumn::TotalError: return StackColumnTexts::tr("± Total");
    case StackColumn::SelfLive: return isSampling ? StackColumnTexts::tr("Self size") : StackColumnTexts::tr("Self alive");
    case StackColumn::SelfError: return StackColumnTexts::tr("± Self");
    case StackColumn::TotalLiveCount: return StackColumnTexts::tr("Objects alive");
    case StackColumn::SelfLiveCount: return StackColumnTexts::tr("Self objects alive");
    case StackColumn::TotalAllocated: return StackColumnTexts::tr("Allocated");
    case StackColumn::SelfAllocated: return StackColumnTexts::tr("Self allocated");
    case StackColumn::TotalAllocatedCount: return StackColumnTexts::tr("Objects allocated");
    case StackColumn::SelfAllocatedCount: return StackColumnTexts::tr("Self objects allocated");
    }
    return {};
}

QString stackColumnToolTip(StackColumn column, bool isSampling, bool isBottomUp)
{
    if (column == StackColumn::Function)
        return isBottomUp ? StackColumnTexts::tr("The function that allocated; below it, who called it.")
                          : StackColumnTexts::tr("The outermost functions; below each, what it called.");
    if (column == StackColumn::Location)
        return StackColumnTexts::tr("File and line where the function starts.");
    const StackFigure figure = figureOf(column);
    return figureWords(figure, isSampling) + QLatin1Char(' ')
           + (figure.isTotal ? StackColumnTexts::tr("Total: by the function itself and by all that it called; recursion counts once.")
                             : StackColumnTexts::tr("Self: by the function itself."));
}

} // namespace heapline
