// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/statistics_text.h"

#include "core/profile/memory_text.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>

#include <string>

namespace heapline {

namespace {

/// Gives the texts of this file one context for translators.
struct StatisticsTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::StatisticsText)
};

} // namespace

QString partTitle(StatisticPart part)
{
    switch (part) {
    case StatisticPart::Code: return StatisticsTexts::tr("Code");
    case StatisticPart::Strings: return StatisticsTexts::tr("Strings");
    case StatisticPart::JsArrays: return StatisticsTexts::tr("JS arrays");
    case StatisticPart::TypedArrays: return StatisticsTexts::tr("Typed arrays");
    case StatisticPart::System: return StatisticsTexts::tr("System objects");
    case StatisticPart::OtherJs: return StatisticsTexts::tr("Other JS objects");
    case StatisticPart::OtherNative: return StatisticsTexts::tr("Other native memory");
    }
    return {};
}

QString partMeaning(StatisticPart part)
{
    switch (part) {
    case StatisticPart::Code: return StatisticsTexts::tr("Bytecode, machine code, and what the engine notes about functions");
    case StatisticPart::Strings: return StatisticsTexts::tr("Texts of all kinds: in one piece, concatenated, and sliced");
    case StatisticPart::JsArrays: return StatisticsTexts::tr("Arrays, with the elements that belong to one array alone");
    case StatisticPart::TypedArrays: return StatisticsTexts::tr("Contents of ArrayBuffers and Buffers, outside of V8’s heap");
    case StatisticPart::System: return StatisticsTexts::tr("Objects of the engine’s own that a program cannot see");
    case StatisticPart::OtherJs: return StatisticsTexts::tr("Objects, functions, maps, numbers and all else of V8’s heap");
    case StatisticPart::OtherNative:
        return StatisticsTexts::tr(
            "Memory outside of V8’s heap that V8 knows of: nodes of pages, handles of Node.js, and what has no object of its own");
    }
    return {};
}

QColor partColor(StatisticPart part, const QPalette& palette)
{
    const bool isDark = palette.color(QPalette::Base).lightness() < 128;
    // Hues far apart, also for those who see red and green alike: neighbours in the chart differ in lightness, too.
    switch (part) {
    case StatisticPart::Code: return isDark ? QColor(0x5A9BD5) : QColor(0x3B78B5);
    case StatisticPart::Strings: return isDark ? QColor(0xE6B450) : QColor(0xD99A1C);
    case StatisticPart::JsArrays: return isDark ? QColor(0x3FA58A) : QColor(0x1F7A63);
    case StatisticPart::TypedArrays: return isDark ? QColor(0xB79BE0) : QColor(0xA488D0);
    case StatisticPart::System: return isDark ? QColor(0x7C8794) : QColor(0x5F6B77);
    case StatisticPart::OtherJs: return isDark ? QColor(0xE0855F) : QColor(0xDE7C52);
    case StatisticPart::OtherNative: return isDark ? QColor(0x9C5A86) : QColor(0x85406D);
    }
    return palette.color(QPalette::Mid);
}

QString partSentence(StatisticPart part, const PartStatistics& statistics)
{
    const PartFigures& figures = statistics.of(part);
    return StatisticsTexts::tr("%1: %2, %3, %4 objects")
        .arg(partTitle(part), bytesText(figures.bytes), percentText(figures.bytes, statistics.total.bytes),
             countText(figures.objects));
}

QString figuresRemark(const PartStatistics& whole)
{
    QStringList remarks;
    if (whole.bytesWithoutObject > 0)
        remarks += StatisticsTexts::tr("Other native memory includes %1 that no object stands for.").arg(bytesText(whole.bytesWithoutObject));
    if (whole.countedTwice > 0)
        remarks +=
            StatisticsTexts::tr("As in DevTools, elements of array literals (%1) count as JS arrays and as code, and are taken from Other JS objects.")
                .arg(bytesText(whole.countedTwice));
    return remarks.join(QLatin1Char(' '));
}

QStringList memoryTexts(const Heap& heap)
{
    QStringList texts;
    for (const MemorySentence& sentence : memorySentences(heap)) {
        QString text = QCoreApplication::translate("heapline::MemorySentence", std::string(sentence.text).c_str());
        for (const std::uint64_t bytes : sentence.bytes)
            text = text.arg(bytesText(bytes));
        texts += text;
    }
    return texts;
}

} // namespace heapline
