// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/sampling_reader.h"

#include "core/format/json_text_filter.h"
#include "core/format/sampling_handler.h"

#include <nlohmann/json.hpp>

#include <string>

namespace heapline {

namespace {

/// Notes text after the profile. Reads on until there is some, or up to the end.
void noteTextAfterEnd(JsonTextFilter& text, Notes& notes)
{
    for (; text.hasMore(); text.advance()) {
        const char c = text.current();
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            notes.add(NoteCode::TextAfterEnd, 0, "from byte " + std::to_string(text.position()));
            return;
        }
    }
}

} // namespace

SamplingFile readSamplingProfile(ByteSource& source, Notes& notes, Progress& progress)
{
    progress.enter(Phase::Reading);
    SamplingFile file;
    JsonTextFilter text(source, progress);
    SamplingHandler handler(file, notes, text);

    // Not strict, since text after the end does no harm.
    const bool isComplete = nlohmann::json::sax_parse(JsonTextIterator(text), JsonTextIterator(), &handler,
                                                      nlohmann::json::input_format_t::json, false);
    handler.finish(isComplete);
    if (isComplete)
        noteTextAfterEnd(text, notes);
    if (text.damagedStrings())
        notes.add(NoteCode::DamagedStrings, text.damagedStrings());
    file.textBytes = text.textBytes();
    file.strings.shrink();
    return file;
}

} // namespace heapline
