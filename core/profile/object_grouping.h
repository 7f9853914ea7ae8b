// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/object_groups.h"
#include "core/profile/profile.h"
#include "core/stacks/shown_stacks.h"

#include <optional>
#include <string>
#include <vector>

namespace heapline {

/// What objects are taken together by, beside their class.
enum class ObjectGroupBy {
    Function,      ///< the function that allocated them
    Package,       ///< the package of that function
    Age,           ///< when they were allocated
    NativeContext, ///< the realm, such as a page's frame, that they belong to
    Engine         ///< those of the engine's own classes, see isEngineClass(), and no others
};

/// What a profile needs to have its objects grouped by something.
enum class GroupingLack { None, NoStacks, NoTimeline, NoReferences };
GroupingLack lackFor(const Profile& profile, ObjectGroupBy by);

/// What a group is, and how it is called. Texts are English where they are no names of the file.
struct ObjectGroup {
    enum class Kind {
        Named,           ///< a function, package, stretch of time or native context
        NoStack,         ///< objects whose allocation was not recorded
        BeforeRecording, ///< objects older than the timeline
        SharedContext,   ///< objects that several native contexts reach
        NoContext,       ///< objects that belong to none
        Engine           ///< objects of the engine's own classes
    };

    Kind kind = Kind::Named;
    std::string name;
    std::string place;             ///< of a function: "server.js:7:3"; may be empty
    std::string fullPlace;         ///< the same with the whole path
    FrameId frame;                 ///< a function of the profile: the one, or the first of the package
    std::optional<AxisRange> span; ///< of an age
    NodeOrdinal context;           ///< the node of a native context
};

/// All objects of a profile in groups. Immutable.
struct ObjectGrouping {
    ObjectGroupBy by = ObjectGroupBy::Function;
    ObjectGroups groups;
    std::vector<ObjectGroup> about; ///< [groups]; ages in the order of time
};

/// @param shown the stacks as the views show them: hidden functions leave their objects to their callers; null: those of the profile
/// @pre the profile has a heap and lackFor() says None. O(nodes). @throws ErrorException Cancelled
ObjectGrouping groupObjects(const Profile& profile, ObjectGroupBy by, const ShownStacks* shown, Progress& progress);

/// The length of the stretches that a recording is cut into, microseconds: a round time of which at most @p most fill the recording.
std::int64_t spanLength(std::int64_t recorded, std::int64_t most = 30);

} // namespace heapline
