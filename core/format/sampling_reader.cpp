// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/sampling_reader.h"

#include "core/base/result.h"
#include "core/format/json_walk.h"
#include "core/format/sampling_handler.h"
#include "core/format/text_cursor.h"

#include <string>

namespace heapline {

namespace {

/// Walks over the profile. @return false if the text ends before it does
bool walkWhole(JsonWalk& walk, SamplingHandler& handler)
{
    try {
        walk.run(handler);
        return true;
    } catch (const ErrorException& exception) {
        if (exception.error().code != ErrorCode::Truncated)
            throw;
        return false;
    }
}

/// Notes text after the profile. Reads on until there is some, or up to the end.
void noteTextAfterEnd(TextCursor& cursor, Notes& notes)
{
    if (cursor.peekToken() != TextCursor::atEnd)
        notes.add(NoteCode::TextAfterEnd, 0, placeBehindEnd(cursor));
}

} // namespace

SamplingFile readSamplingProfile(ByteSource& source, Notes& notes, Progress& progress)
{
    progress.enter(Phase::Reading);
    SamplingFile file;
    TextCursor cursor(source, progress);
    JsonWalk walk(cursor);
    SamplingHandler handler(file, notes, walk);

    const bool isComplete = walkWhole(walk, handler);
    file.textBytes = cursor.offset();
    handler.finish(isComplete);
    if (isComplete) {
        noteTextAfterEnd(cursor, notes);
        file.textBytes = cursor.offset();
    }
    if (walk.damagedStrings())
        notes.add(NoteCode::DamagedStrings, walk.damagedStrings());
    file.strings.shrink();
    return file;
}

} // namespace heapline
