// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/frame_text.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

/// Gives the texts of this file one context for translators.
struct FrameTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::FrameText)
};

QList<TextSpan> matchIn(const QString& text, const TextMatcher& matcher)
{
    if (!matcher.isActive())
        return {};
    const TextMatcher::Match match = matcher.find(text);
    return match.start < 0 || match.length == 0 ? QList<TextSpan>()
                                                : QList<TextSpan>{{match.start, match.length, TextSpan::Style::Match}};
}

} // namespace

bool isAnonymous(const Stacks& stacks, FrameId frame)
{
    return stacks.strings[stacks.frames.functionName[frame.value]].empty();
}

QString functionText(const Stacks& stacks, FrameId frame)
{
    return fromFile(functionLabel(stacks, frame));
}

QList<TextSpan> functionSpans(const Stacks& stacks, FrameId frame, const TextMatcher& matcher)
{
    const QString text = functionText(stacks, frame);
    QList<TextSpan> spans;
    if (const qsizetype nameLength = fromFile(functionNameText(stacks, frame)).size(); nameLength < text.size())
        spans.append({nameLength, text.size() - nameLength, TextSpan::Style::Weak});
    return spans + matchIn(text, matcher);
}

QString locationText(const Stacks& stacks, FrameId frame)
{
    return fromFile(placeText(stacks, frame));
}

QList<TextSpan> locationSpans(const Stacks& stacks, FrameId frame, const TextMatcher& matcher)
{
    return matchIn(locationText(stacks, frame), matcher);
}

QString frameToolTip(const Stacks& stacks, FrameId frame)
{
    const QString place = fromFile(fullPlaceText(stacks, frame), 1000);
    const bool hasLine = stacks.frames.line[frame.value] != 0;
    return plainToolTip({fromFile(functionNameText(stacks, frame), 1000),
                         place.isEmpty() ? FrameTexts::tr("No source: a function of the engine, or code made at run time")
                         : hasLine       ? FrameTexts::tr("Defined at %1").arg(place)
                                         : place,
                         hasLine
                             ? FrameTexts::tr("The line is where the function starts; the file does not hold the line that allocated.")
                             : QString()});
}

std::vector<std::uint8_t> matchingFrames(const Stacks& stacks, const TextMatcher& matcher)
{
    std::vector<std::uint8_t> matching;
    if (!matcher.isActive())
        return matching;
    matching.resize(stacks.frames.size());
    for (std::size_t row = 0; row < matching.size(); ++row) {
        const FrameId frame(row);
        matching[row] = matcher.matches(fromFile(functionNameText(stacks, frame), 1000))
                        || matcher.matches(fromFile(fullPlaceText(stacks, frame), 1000));
    }
    return matching;
}

} // namespace heapline
