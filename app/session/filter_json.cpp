// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/filter_json.h"

#include "core/profile/profile.h"
#include "core/report/report.h"

#include <QJsonArray>
#include <QJsonValue>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Elements of an array at most: nobody makes more steps or chooses more functions by hand.
constexpr qsizetype mostElements = 10'000;

/// Reads one JSON object and remembers whether all of it was as it has to be.
class FieldReader {
public:
    explicit FieldReader(const QJsonObject& json) : m_json(json) {}

    bool isGood() const { return m_isGood; }

    bool flag(const QString& name) { return checked(name, &QJsonValue::isBool).toBool(); }
    QString text(const QString& name) { return checked(name, &QJsonValue::isString).toString(); }
    QJsonObject object(const QString& name) { return checked(name, &QJsonValue::isObject).toObject(); }
    QJsonArray array(const QString& name)
    {
        const QJsonArray array = checked(name, &QJsonValue::isArray).toArray();
        m_isGood = m_isGood && array.size() <= mostElements;
        return m_isGood ? array : QJsonArray();
    }

    /// An enum of so many values, as its number.
    template <typename Enum>
    Enum choice(const QString& name, int count)
    {
        return static_cast<Enum>(number(m_json.value(name), count - 1));
    }

    template <typename Id>
    Id id(const QJsonValue& value)
    {
        return Id(static_cast<std::uint32_t>(number(value, std::numeric_limits<std::uint32_t>::max() - qint64{1})));
    }

    QJsonValue value(const QString& name) const { return m_json.value(name); }
    void require(bool isGood) { m_isGood = m_isGood && isGood; }

private:
    qint64 number(const QJsonValue& value, qint64 most)
    {
        const qint64 number = value.toInteger(-1);
        require(number >= 0 && number <= most);
        return m_isGood ? number : 0;
    }

    QJsonValue checked(const QString& name, bool (QJsonValue::*isOfType)() const)
    {
        QJsonValue value = m_json.value(name);
        require((value.*isOfType)());
        return value;
    }

    const QJsonObject& m_json;
    bool m_isGood = true;
};

template <typename Enum>
int numberOf(Enum value)
{
    return static_cast<int>(value);
}

constexpr int groupingCount = static_cast<int>(Grouping::Package) + 1;
constexpr int stepKindCount = static_cast<int>(StackStep::Kind::MergeIntoCaller) + 1;
constexpr int objectFilterKindCount = static_cast<int>(ObjectFilterKind::WithoutNativeContext) + 1;

QJsonObject selectorToJson(const FrameSelector& selector)
{
    QJsonArray frames;
    for (const FrameId frame : selector.frames)
        frames.append(static_cast<qint64>(frame.value));
    return {{u"grouping"_s, numberOf(selector.grouping)}, {u"frames"_s, frames}};
}

FrameSelector selectorFromJson(const QJsonValue& json, FieldReader& outer)
{
    const QJsonObject object = json.toObject();
    FieldReader reader(object);
    FrameSelector selector;
    selector.grouping = reader.choice<Grouping>(u"grouping"_s, groupingCount);
    for (const QJsonValue frame : reader.array(u"frames"_s))
        selector.frames.push_back(reader.id<FrameId>(frame));
    outer.require(json.isObject() && reader.isGood());
    return selector;
}

QJsonObject stepToJson(const StackStep& step)
{
    QJsonArray path;
    for (const FrameSelector& selector : step.path)
        path.append(selectorToJson(selector));
    QJsonObject json{{u"kind"_s, numberOf(step.kind)},
                     {u"functions"_s, selectorToJson(step.functions)},
                     {u"grouping"_s, numberOf(step.grouping)},
                     {u"path"_s, path}};
    if (step.node.isValid())
        json.insert(u"node"_s, static_cast<qint64>(step.node.value));
    return json;
}

StackStep stepFromJson(const QJsonValue& json, FieldReader& outer)
{
    const QJsonObject object = json.toObject();
    FieldReader reader(object);
    StackStep step;
    step.kind = reader.choice<StackStep::Kind>(u"kind"_s, stepKindCount);
    step.functions = selectorFromJson(reader.value(u"functions"_s), reader);
    step.grouping = reader.choice<Grouping>(u"grouping"_s, groupingCount);
    for (const QJsonValue selector : reader.array(u"path"_s))
        step.path.push_back(selectorFromJson(selector, reader));
    if (const QJsonValue node = reader.value(u"node"_s); !node.isUndefined())
        step.node = reader.id<CallNodeId>(node);
    outer.require(json.isObject() && reader.isGood());
    return step;
}

QJsonObject stacksToJson(const StackFilter& stacks)
{
    QJsonArray steps;
    for (const StackStep& step : stacks.steps)
        steps.append(stepToJson(step));
    return {{u"hideRuntime"_s, stacks.lens.hideRuntime},
            {u"hideDependencies"_s, stacks.lens.hideDependencies},
            {u"hideEngine"_s, stacks.lens.hideEngine},
            {u"grouping"_s, numberOf(stacks.grouping)},
            {u"steps"_s, steps}};
}

StackFilter stacksFromJson(const QJsonObject& json, FieldReader& outer)
{
    FieldReader reader(json);
    StackFilter stacks;
    stacks.lens = {reader.flag(u"hideRuntime"_s), reader.flag(u"hideDependencies"_s), reader.flag(u"hideEngine"_s)};
    stacks.grouping = reader.choice<Grouping>(u"grouping"_s, groupingCount);
    for (const QJsonValue step : reader.array(u"steps"_s))
        stacks.steps.push_back(stepFromJson(step, reader));
    outer.require(reader.isGood());
    return stacks;
}

ObjectsFilter objectsFromJson(const QJsonObject& json, FieldReader& outer)
{
    FieldReader reader(json);
    ObjectFilter rule;
    rule.kind = reader.choice<ObjectFilterKind>(u"kind"_s, objectFilterKindCount);
    if (const QJsonValue context = reader.value(u"context"_s); !context.isUndefined())
        rule.nativeContext = reader.id<NodeOrdinal>(context);
    const QString title = reader.text(u"title"_s);
    outer.require(reader.isGood());
    return {title, rule, nullptr};
}

bool namesOnly(const FrameSelector& selector, const Stacks& stacks)
{
    return std::ranges::all_of(selector.frames, [&](FrameId frame) { return frame.value < stacks.frames.size(); });
}

/// Whether every function and every call that a filter names is there.
bool fits(const StackFilter& filter, const Profile& profile)
{
    return profile.stacks && std::ranges::all_of(filter.steps, [&](const StackStep& step) {
               const Stacks& stacks = *profile.stacks;
               const bool needsNode =
                   step.kind == StackStep::Kind::FocusSubtree || step.kind == StackStep::Kind::DropSubtree;
               return namesOnly(step.functions, stacks)
                      && std::ranges::all_of(step.path, [&](const FrameSelector& s) { return namesOnly(s, stacks); })
                      && (step.node.isValid() ? step.node.value < stacks.callTree.size() : !needsNode);
           });
}

} // namespace

QJsonObject rangeToJson(const AxisRange& range)
{
    return {{u"begin"_s, static_cast<qint64>(range.begin)}, {u"end"_s, static_cast<qint64>(range.end)}};
}

std::optional<AxisRange> rangeFromJson(const QJsonObject& json)
{
    constexpr qint64 none = std::numeric_limits<qint64>::min();
    const AxisRange range{json.value(u"begin"_s).toInteger(none), json.value(u"end"_s).toInteger(none)};
    return range.begin != none && range.end >= range.begin ? std::optional(range) : std::nullopt;
}

QJsonObject filterToJson(const Filter& filter)
{
    QJsonObject json{{u"text"_s, filter.text},
                     {u"regularExpression"_s, filter.regularExpression},
                     {u"caseSensitive"_s, filter.caseSensitive},
                     {u"stacks"_s, stacksToJson(filter.stacks)},
                     {u"inverted"_s, filter.inverted},
                     {u"measure"_s, numberOf(filter.measure)}};
    if (filter.range)
        json.insert(u"range"_s, rangeToJson(*filter.range));
    if (filter.objects && filter.objects->rule) {
        const ObjectFilter& rule = *filter.objects->rule;
        QJsonObject objects{{u"title"_s, filter.objects->title}, {u"kind"_s, numberOf(rule.kind)}};
        if (rule.nativeContext.isValid())
            objects.insert(u"context"_s, static_cast<qint64>(rule.nativeContext.value));
        json.insert(u"objects"_s, objects);
    }
    return json;
}

std::optional<Filter> filterFromJson(const QJsonObject& json)
{
    FieldReader reader(json);
    Filter filter;
    filter.text = reader.text(u"text"_s);
    filter.regularExpression = reader.flag(u"regularExpression"_s);
    filter.caseSensitive = reader.flag(u"caseSensitive"_s);
    filter.stacks = stacksFromJson(reader.object(u"stacks"_s), reader);
    filter.inverted = reader.flag(u"inverted"_s);
    filter.measure = reader.choice<Measure>(u"measure"_s, static_cast<int>(measureCount));
    if (!reader.value(u"range"_s).isUndefined()) {
        filter.range = rangeFromJson(reader.object(u"range"_s));
        reader.require(filter.range.has_value());
    }
    if (!reader.value(u"objects"_s).isUndefined())
        filter.objects = objectsFromJson(reader.object(u"objects"_s), reader);
    return reader.isGood() ? std::optional(filter) : std::nullopt;
}

Filter filterFor(const Profile& profile, const Filter& filter, bool isSameFile)
{
    Filter fitting = filter;
    if (fitting.range && profile.timeline && profile.timeline->tickCount() > 0)
        fitting.range = shownRange(profile, fitting.range);
    else
        fitting.range.reset();
    if (!isSameFile || !fits(filter.stacks, profile)) {
        fitting.stacks.steps.clear();
        if (!profile.stacks)
            fitting.stacks = {};
    }
    if (fitting.objects) {
        const bool isThere = isSameFile && profile.heap && fitting.objects->rule
                             && std::ranges::count(objectFilters(*profile.heap), *fitting.objects->rule) > 0;
        if (!isThere)
            fitting.objects.reset();
    }
    if (!profile.stacks || !profile.stacks->has(fitting.measure))
        fitting.measure = Measure::LiveBytes;
    return fitting;
}

} // namespace heapline
