// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/live_file.h"

#include "core/base/background_call.h"
#include "core/base/result.h"
#include "core/format/byte_source.h"
#include "core/format/live_events.h"

#include <filesystem>
#include <new>
#include <optional>
#include <string_view>
#include <system_error>

namespace heapline {

namespace {

constexpr std::string_view suffix = ".live.ndjson";

std::string fileName(const std::string& path)
{
    return path.substr(path.find_last_of('/') + 1);
}

/// The events of a file; nothing if there is no such file.
std::optional<LiveEventColumns> readEvents(const std::string& path, std::size_t ticks, const Progress& progress)
{
    return callUnlessStopped(progress, [path, ticks, quiet = progress.quiet()]() -> std::optional<LiveEventColumns> {
        std::error_code ignored;
        if (!std::filesystem::exists(path, ignored))
            return {};
        return readLiveEvents(*openByteSource(path), ticks, quiet);
    });
}

void attach(Profile& profile, const std::string& path, const Progress& progress)
{
    const std::string name = fileName(path);
    const auto found = readEvents(path, profile.timeline->tickCount(), progress);
    if (!found)
        return;
    const LiveEventColumns& events = *found;
    LiveMatch match = matchLiveEvents(events, *profile.timeline);
    if (!match.obstacle.empty()) {
        profile.notes.add(NoteCode::LiveEventsOfOther, 0, name + ": " + match.obstacle);
        return;
    }
    const std::size_t unknown = profile.timeline->tickCount() - match.ticks.knownTicks;
    profile.timeline->live = std::move(match.ticks);
    profile.notes.remove({NoteCode::FreedBytesNotInFile});
    profile.notes.add(NoteCode::LiveEventsRead, 0, name);
    if (unknown > 0)
        profile.notes.add(NoteCode::LiveEventsEndEarly, unknown, name);
    if (events.unreadableLines > 0)
        profile.notes.add(NoteCode::LiveLinesUnreadable, events.unreadableLines, name);
}

} // namespace

std::string liveFileOf(const std::string& timelinePath)
{
    for (const std::string_view ending : {".heaptimeline", ".heaptimeline.gz"}) {
        if (fileName(timelinePath).size() > ending.size() && timelinePath.ends_with(ending))
            return timelinePath.substr(0, timelinePath.size() - ending.size()) + std::string(suffix);
    }
    return {};
}

void attachLiveFile(Profile& profile, const Progress& progress)
{
    if (!profile.timeline || !profile.heap || profile.timeline->axis != AxisKind::Time)
        return;
    profile.timeline->live.reset();
    profile.notes.remove({NoteCode::LiveEventsRead, NoteCode::LiveEventsOfOther, NoteCode::LiveEventsEndEarly,
                          NoteCode::LiveLinesUnreadable, NoteCode::LiveFileUnreadable});
    profile.notes.add(NoteCode::FreedBytesNotInFile);
    const std::string path = liveFileOf(profile.origin.path);
    if (path.empty())
        return;
    try {
        attach(profile, path, progress);
    } catch (const ErrorException& exception) {
        if (exception.error().code == ErrorCode::Cancelled)
            throw;
        profile.notes.add(NoteCode::LiveFileUnreadable, 0, fileName(path) + ": " + exception.error().toString());
    } catch (const std::bad_alloc&) {
        profile.notes.add(NoteCode::LiveFileUnreadable, 0,
                          fileName(path) + ": " + std::string(errorSummary(ErrorCode::OutOfMemory)));
    }
}

} // namespace heapline
