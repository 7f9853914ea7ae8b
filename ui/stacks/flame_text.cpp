// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_text.h"

#include "ui/stacks/frame_text.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(heapline::Flame)
};

constexpr int longestText = 1000; ///< UTF-16 units of a name or place

int pluralOf(std::uint64_t count)
{
    return static_cast<int>(std::min<std::uint64_t>(count, 1'000'000'000));
}

/// tr() would write the bare number; figures have separators.
QString counted(const QString& translated, std::uint64_t count)
{
    return translated.arg(countText(count));
}

bool isLive(const FlameData& data)
{
    // A sampling profile does not tell live from freed.
    return data.weights->has(Measure::TotalBytes) || data.weights->has(Measure::LiveCount);
}

QString measureName(const FlameData& data, Measure measure)
{
    switch (measure) {
    case Measure::LiveBytes: return isLive(data) ? Texts::tr("Alive at the end") : Texts::tr("Size");
    case Measure::LiveCount: return Texts::tr("Objects alive at the end");
    case Measure::TotalBytes: return Texts::tr("Allocated");
    case Measure::TotalCount: return Texts::tr("Objects allocated");
    case Measure::SampleCount: return Texts::tr("Samples");
    }
    return {};
}

QString exactText(Measure measure, std::uint64_t value)
{
    const bool isBytes = measure == Measure::LiveBytes || measure == Measure::TotalBytes;
    if (!isBytes)
        return countText(value);
    return value < 1000 ? bytesText(value) : QStringLiteral("%1 (%2)").arg(bytesText(value), exactBytesText(value));
}

QString neighboursText(FlameSource& source, FlameBoxId box)
{
    const std::uint32_t count = source.childCount(box);
    if (source.data().goesToCallers())
        return count == 1 ? Texts::tr("1 caller", "a function that called")
                          : counted(Texts::tr("%1 callers", "functions that called", pluralOf(count)), count);
    return count == 1 ? Texts::tr("1 callee", "a function that was called")
                      : counted(Texts::tr("%1 callees", "functions that were called", pluralOf(count)), count);
}

QString titleOf(const FlameSource& source, FlameBoxId id)
{
    const FlameBox& box = source.box(id);
    if (!box.frame.isValid())
        return flameLabel(source, id);
    const Stacks& stacks = *source.data().stacks;
    const QString place = isAnonymous(stacks, box.frame) ? QString() : locationText(stacks, box.frame);
    const QString name = functionText(stacks, box.frame);
    return place.isEmpty() ? name : name + QLatin1Char(' ') + place;
}

} // namespace

QString flameLabel(const FlameSource& source, FlameBoxId id)
{
    const FlameBox& box = source.box(id);
    return box.frame.isValid() ? functionText(*source.data().stacks, box.frame) : Texts::tr("All", "all allocation stacks");
}

QString smallerLabel(std::uint32_t count)
{
    return counted(Texts::tr("%1 smaller", "functions too small to be drawn", pluralOf(count)), count);
}

QString measureText(Measure measure, std::uint64_t value)
{
    switch (measure) {
    case Measure::LiveBytes:
    case Measure::TotalBytes: return bytesText(value);
    case Measure::LiveCount:
    case Measure::TotalCount:
        return value == 1 ? Texts::tr("1 object") : counted(Texts::tr("%1 objects", nullptr, pluralOf(value)), value);
    case Measure::SampleCount:
        return value == 1 ? Texts::tr("1 sample") : counted(Texts::tr("%1 samples", nullptr, pluralOf(value)), value);
    }
    return {};
}

QString describeBox(FlameSource& source, FlameBoxId id)
{
    const FlameBox& box = source.box(id);
    const FlameData& data = source.data();
    const auto measure = static_cast<std::size_t>(data.measure);
    const QString share = percentText(box.weight, data.whole());
    const std::uint32_t depth = box.depth;
    QStringList parts{titleOf(source, id)};
    if (data.kind == FlameData::Kind::BottomUp && box.frame.isValid()) {
        parts << Texts::tr("%1 self by this path (%2)").arg(measureText(data.measure, box.weight), share);
    } else if (data.kind == FlameData::Kind::Callers && id != FlameSource::root()) {
        parts << Texts::tr("%1 by this path (%2)").arg(measureText(data.measure, box.weight), share);
    } else {
        parts << Texts::tr("%1 total (%2)").arg(measureText(data.measure, box.weight), share);
        if (box.frame.isValid())
            parts << Texts::tr("%1 self").arg(measureText(data.measure, source.valuesOf(id).self[measure]));
    }
    parts << Texts::tr("depth %1").arg(depth) << neighboursText(source, id);
    return parts.join(QStringLiteral(" · "));
}

QStringList boxCard(FlameSource& source, FlameBoxId id, FlameBoxId zoomedBox)
{
    const FlameData& data = source.data();
    const FlameBox box = source.box(id);
    QStringList lines;
    if (box.frame.isValid()) {
        const QString place = fromFile(fullPlaceText(*data.stacks, box.frame), longestText);
        lines << fromFile(functionNameText(*data.stacks, box.frame), longestText)
              << (place.isEmpty() ? Texts::tr("No source: a function of the engine, or code made at run time")
                                  : Texts::tr("Defined at %1, where the function starts").arg(place));
    } else {
        lines << flameLabel(source, id);
    }
    const MeasureValues values = source.valuesOf(id);
    for (std::size_t m = 0; m < measureCount; ++m) {
        const auto measure = static_cast<Measure>(m);
        if (!data.weights->has(measure))
            continue;
        lines << (box.frame.isValid()
                      ? Texts::tr("%1: %2 total, %3 self")
                            .arg(measureName(data, measure), exactText(measure, values.total[m]),
                                 exactText(measure, values.self[m]))
                      : QStringLiteral("%1: %2").arg(measureName(data, measure), exactText(measure, values.total[m])));
    }
    lines << Texts::tr("Width: %1, %2 of everything")
                 .arg(measureText(data.measure, box.weight), percentText(box.weight, data.whole()));
    if (zoomedBox != FlameSource::root() && box.weight <= source.box(zoomedBox).weight)
        lines << Texts::tr("%1 of the zoomed %2")
                     .arg(percentText(box.weight, source.box(zoomedBox).weight), flameLabel(source, zoomedBox));
    if (id != FlameSource::root() && source.box(box.parent).frame.isValid())
        lines << (data.goesToCallers() ? Texts::tr("%1 of %2, which it called") : Texts::tr("%1 of %2, which called it"))
                     .arg(percentText(box.weight, source.box(box.parent).weight), flameLabel(source, box.parent));
    lines << Texts::tr("Depth %1").arg(box.depth) + QStringLiteral(" · ") + neighboursText(source, id);
    return lines;
}

QStringList smallerCard(FlameSource& source, const PlacedBox& block)
{
    const FlameData& data = source.data();
    std::uint64_t weight = source.childWeight(block.box);
    const std::uint32_t drawn = source.childCount(block.box) - block.smaller;
    for (const FlameBoxId child : source.opened(block.box).first(drawn))
        weight -= source.box(child).weight;
    return {
        smallerLabel(block.smaller),
        Texts::tr("Functions too small to be drawn at this zoom, in %1").arg(flameLabel(source, block.box)),
        Texts::tr("Width: %1, %2 of everything").arg(measureText(data.measure, weight), percentText(weight, data.whole())),
        Texts::tr("Click to zoom in on them")};
}

} // namespace heapline
