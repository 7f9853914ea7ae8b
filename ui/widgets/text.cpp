// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text.h"

#include "core/base/text_format.h"

namespace heapline {

namespace {

/// Marks that change the direction of what follows, or that show nothing at all.
bool isTreacherous(char16_t c)
{
    return c == 0x061C || (c >= 0x200B && c <= 0x200F && c != 0x200D) || (c >= 0x2028 && c <= 0x202E)
           || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

QString fromStd(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

QString fromFile(std::string_view text, int maxLength)
{
    // A UTF-16 unit takes three bytes at most, so this many bytes surely fill the row; a cut character falls to the "…".
    const std::size_t enough = static_cast<std::size_t>(maxLength) * 3 + 4;
    QString result = QString::fromUtf8(text.data(), static_cast<qsizetype>(std::min(text.size(), enough)));
    if (result.size() > maxLength) {
        const qsizetype keep = maxLength - 1;
        result.truncate(result.at(keep - 1).isHighSurrogate() ? keep - 1 : keep);
        result += QChar(0x2026);
    }
    for (QChar& c : result) {
        const char16_t unit = c.unicode();
        if (unit < 0x20)
            c = QChar(0x2400 + unit);
        else if (unit == 0x7F)
            c = QChar(0x2421);
        else if ((unit >= 0x80 && unit < 0xA0) || isTreacherous(unit))
            c = QChar(QChar::ReplacementCharacter);
    }
    return result;
}

QString plainToolTip(const QStringList& lines)
{
    QString html;
    for (const QString& line : lines) {
        if (line.isEmpty())
            continue;
        html += (html.isEmpty() ? QString() : QStringLiteral("<br>")) + line.toHtmlEscaped();
    }
    return html.isEmpty() ? html : QStringLiteral("<qt>%1</qt>").arg(html);
}

QString bytesText(std::uint64_t bytes)
{
    return fromStd(formatBytes(bytes));
}

QString exactBytesText(std::uint64_t bytes)
{
    return fromStd(formatExactBytes(bytes));
}

QString countText(std::uint64_t count)
{
    return fromStd(formatCount(count));
}

QString sampleErrorText(std::uint64_t samples)
{
    return samples == 0 ? QStringLiteral("–") : QString::fromStdString(formatSampleError(samples));
}

QString percentText(std::uint64_t part, std::uint64_t whole)
{
    return fromStd(formatPercent(part, whole));
}

QString distanceText(std::int32_t distance)
{
    return fromStd(formatDistance(distance));
}

} // namespace heapline
