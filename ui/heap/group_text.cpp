// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/group_text.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

/// Gives the texts of this file one context for translators.
struct GroupTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::ObjectGroup)
};

} // namespace

QString groupByTitle(ObjectGroupBy by)
{
    switch (by) {
    case ObjectGroupBy::Function: return GroupTexts::tr("Allocating function");
    case ObjectGroupBy::Package: return GroupTexts::tr("Package");
    case ObjectGroupBy::Age: return GroupTexts::tr("Age");
    case ObjectGroupBy::NativeContext: return GroupTexts::tr("Native context");
    case ObjectGroupBy::Engine: break;
    }
    return GroupTexts::tr("Owner");
}

QString groupByToolTip(ObjectGroupBy by)
{
    switch (by) {
    case ObjectGroupBy::Function:
        return GroupTexts::tr(
            "Objects that one function allocated are one row; functions that are hidden leave theirs to their callers");
    case ObjectGroupBy::Package:
        return GroupTexts::tr(
            "Objects that functions of one npm package, of node: or of a web origin allocated are one row");
    case ObjectGroupBy::Age: return GroupTexts::tr("Objects that were allocated in one stretch of the timeline are one row");
    case ObjectGroupBy::NativeContext:
        return GroupTexts::tr("Objects of one realm, such as a page, a frame or a vm context, are one row");
    case ObjectGroupBy::Engine: break;
    }
    return {};
}

QString groupingObstacle(GroupingLack lack)
{
    switch (lack) {
    case GroupingLack::NoStacks:
        return GroupTexts::tr(
            "This file does not tell which stack allocated which object: record a timeline with allocation stacks");
    case GroupingLack::NoTimeline:
        return GroupTexts::tr("This file does not tell when objects were allocated: record an allocation timeline");
    case GroupingLack::NoReferences:
        return GroupTexts::tr("The file ends too early: which realm its objects belong to is not known");
    case GroupingLack::None: break;
    }
    return {};
}

QString groupTitle(const ObjectGroup& group)
{
    switch (group.kind) {
    case ObjectGroup::Kind::Named: return fromFile(group.name, 1000);
    case ObjectGroup::Kind::NoStack: return GroupTexts::tr("(allocation not recorded)");
    case ObjectGroup::Kind::BeforeRecording: return GroupTexts::tr("(before the recording)");
    case ObjectGroup::Kind::SharedContext: return GroupTexts::tr("(shared by several contexts)");
    case ObjectGroup::Kind::NoContext: return GroupTexts::tr("(in no context)");
    case ObjectGroup::Kind::Engine: return GroupTexts::tr("(the engine’s own)");
    }
    return {};
}

QString groupMeaning(ObjectGroupBy by, ObjectGroup::Kind kind)
{
    switch (kind) {
    case ObjectGroup::Kind::NoStack:
        return GroupTexts::tr("Objects of which the file has no allocation stack: most are older than the recording.");
    case ObjectGroup::Kind::BeforeRecording: return GroupTexts::tr("Objects that were there when the recording began.");
    case ObjectGroup::Kind::SharedContext: return GroupTexts::tr("Objects that several native contexts reach.");
    case ObjectGroup::Kind::NoContext: return GroupTexts::tr("Objects that no native context can be told for.");
    case ObjectGroup::Kind::Engine: return {};
    case ObjectGroup::Kind::Named: break;
    }
    switch (by) {
    case ObjectGroupBy::Function: return GroupTexts::tr("Objects that this function allocated and that are still alive.");
    case ObjectGroupBy::Package:
        return GroupTexts::tr("Objects that functions of this package allocated and that are still alive.");
    case ObjectGroupBy::Age:
        return GroupTexts::tr("Objects that were allocated in this stretch of time and are still alive.");
    case ObjectGroupBy::NativeContext: return GroupTexts::tr("Objects that belong to this native context.");
    case ObjectGroupBy::Engine: break;
    }
    return {};
}

} // namespace heapline
