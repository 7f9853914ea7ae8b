// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/recorded_values.h"
#include "core/heap/source_places.h"
#include "core/profile/profile.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace heapline {

/// Where a function, or the constructor of an object, is defined.
struct CodeLocation {
    SourcePlace place;  ///< 0-based
    std::string url;    ///< of the script; empty when nothing in the file tells it
    bool isOwn = false; ///< of the object itself, a function; else of its constructor

    /// "/srv/app/server.js:7:3", 1-based; "script 42, 7:3" without a URL.
    std::string text() const;
};

/// When an object got its id: at the first tick after it was made.
struct AllocationTime {
    enum class Kind {
        Unknown,         ///< the file has no timeline, or the object is native and has no tick
        BeforeRecording, ///< older than the recording
        Recorded,        ///< between two ticks
        AfterLastTick    ///< made while the file was written
    };
    Kind kind = Kind::Unknown;
    std::int64_t afterUs = 0; ///< Recorded, AfterLastTick: the tick before
    std::int64_t untilUs = 0; ///< Recorded: the tick that gave the id
};

/// Which native context (realm, page frame) an object belongs to.
struct ContextOfObject {
    enum class Kind { None, Shared, One };
    Kind kind = Kind::None;
    NodeOrdinal context; ///< One: its node
};

/// Everything that a file says of one object by itself; texts of strings are asked of stringText().
struct ObjectFacts {
    NodeOrdinal object;
    std::uint64_t id = 0;
    ClassId classId;
    std::uint64_t shallowSize = 0;  ///< bytes
    std::uint64_t retainedSize = 0; ///< bytes
    std::int32_t distance = 0;      ///< raw
    NodeOrdinal dominator;          ///< invalid for the root, and for what the root does not reach
    std::uint8_t detachedness = 0;  ///< 0 unknown, 1 attached, 2 detached
    ContextOfObject context;
    AllocationTime time;
    CallNodeId stack; ///< of the profile's call tree; invalid when there is none
    std::optional<CodeLocation> location;
    std::optional<std::string> primitive; ///< see primitiveText()
    std::optional<RecordedBuffer> buffer;
    std::uint64_t bufferBytes = 0; ///< bytes of the node of the buffer's contents
    RecordedValues values;
    std::uint64_t referencesOut = 0;
    std::uint64_t referencesIn = 0; ///< retainers: without weak ones, and those of the root
};

/// O(references out and in). @pre a heap
ObjectFacts objectFacts(const Profile& profile, NodeOrdinal object);

/// The object with an id of V8; the first one of several. O(objects)
std::optional<NodeOrdinal> objectWithId(const Heap& heap, std::uint64_t id);

/// Everything that a file says of one class.
struct ClassFacts {
    ClassId classId;
    std::uint64_t objects = 0;
    std::uint64_t shallowSize = 0;
    std::uint64_t retainedSize = 0;
    std::int32_t distance = 0;
    NodeOrdinal largest; ///< the object that retains most; invalid without objects
    std::optional<CodeLocation> location;
    const InterfaceDefinition* shape = nullptr; ///< of a class that is a shape of plain objects; in the profile
};

/// @param row figures of the class. O(objects of the class) @pre a heap
ClassFacts classFacts(const Profile& profile, const ClassRow& row);

} // namespace heapline
