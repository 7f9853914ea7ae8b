// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/comparison_labels.h"

#include "core/base/text_format.h"
#include "core/profile/comparison_text.h"
#include "ui/document/document.h"
#include "ui/heap/comparison_state.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QStringList>

namespace heapline {

namespace {

/// Gives the texts of this file one context for translators.
struct ComparisonLabels {
    Q_DECLARE_TR_FUNCTIONS(heapline::ComparisonLabels)
};

QString translated(const ComparisonSentence& sentence)
{
    QString text = QCoreApplication::translate("heapline::ComparisonSentence", std::string(sentence.text).c_str());
    for (const std::string& figure : sentence.figures)
        text = text.arg(QString::fromStdString(figure));
    return text;
}

bool wantsNarrowing(Document& document)
{
    const auto figures = document.figures().figures();
    return figures && figures->isPart();
}

QString rangesText(Document& document)
{
    const QString newer =
        document.filter().current().range
            ? ComparisonLabels::tr("Newer: %1, as selected").arg(comparedRangeText(document.filter().current().range))
            : ComparisonLabels::tr("Newer: the whole recording, as nothing is selected");
    return ComparisonLabels::tr("%1 · Base: %2").arg(newer, comparedRangeText(ComparisonState::of(document).baseRange()));
}

} // namespace

QString comparedRangeText(const std::optional<AxisRange>& range)
{
    if (!range)
        return ComparisonLabels::tr("the whole recording");
    if (range->end < 0)
        return ComparisonLabels::tr("before the recording");
    const auto time = [](std::int64_t us) { return QString::fromStdString(formatTime(us)); };
    return ComparisonLabels::tr("%1 – %2").arg(time(range->begin), time(range->end));
}

QString matchingText(const ShownComparison& shown, Document& document)
{
    if (shown.isOfRanges())
        return rangesText(document);
    QStringList texts{translated(matchingBrief(shown))};
    for (const ComparisonSentence& remark : comparisonRemarks(shown, wantsNarrowing(document)))
        texts += translated(remark);
    return texts.join(QLatin1Char(' '));
}

QString matchingToolTip(const ShownComparison& shown, Document& document)
{
    QStringList lines{translated(matchingSentence(shown))};
    for (const ComparisonSentence& remark : comparisonRemarks(shown, wantsNarrowing(document)))
        lines += translated(remark);
    return plainToolTip(lines);
}

QString comparisonTotalsText(const ComparisonModel::Totals& totals, bool isById)
{
    const QString classes = totals.classes != totals.allClasses
                                ? ComparisonLabels::tr("%1 of %2 classes that differ")
                                      .arg(countText(totals.classes), countText(totals.allClasses))
                            : totals.classes == 1 ? ComparisonLabels::tr("1 class differs")
                                                  : ComparisonLabels::tr("%1 classes differ").arg(countText(totals.classes));
    const QString sides = isById ? ComparisonLabels::tr("new %1, deleted %2") : ComparisonLabels::tr("%1 against %2");
    return ComparisonLabels::tr("%1 · %2 objects · %3 (%4)")
        .arg(classes, countDeltaText(totals.sum.countDelta()), bytesDeltaText(totals.sum.sizeDelta()),
             sides.arg(bytesText(totals.sum.addedSize), bytesText(totals.sum.removedSize)));
}

bool canBeCompared(const Document& document)
{
    return document.state() == Document::State::Loading
           || (document.state() == Document::State::Ready && document.profile()->heap
               && document.profile()->heap->knowsReferences());
}

} // namespace heapline
