// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/format/sampling_reader.h"

#include <algorithm>
#include <optional>
#include <string>

namespace heapline::test {

/// What reading gave: a file, or an error.
struct Reading {
    std::optional<SamplingFile> file;
    std::optional<Error> error;
    Notes notes;

    /// The note of a code, or one with count 0 and the place "(none)".
    Note note(NoteCode code) const
    {
        const auto found =
            std::find_if(notes.all().begin(), notes.all().end(), [code](const Note& n) { return n.code == code; });
        return found == notes.all().end() ? Note{code, 0, "(none)"} : *found;
    }
};

/// Reads a text. @param pieceBytes how much the source gives at a time
Reading readText(const std::string& text, std::size_t pieceBytes = 1 << 20);

/// The call tree as read, a line "name selfBytes script:line:column url #id" for each node, indented by depth; positions
/// 0-based, "-" for no URL. Behind it a line "sample bytes nodeId ordinal" for each sample.
std::string printed(const SamplingFile& file);

/// A profile as V8 writes it, (root) > main > (leak, anonymous), and how it is printed.
const std::string& wholeText();
const std::string& wholePrinted();

} // namespace heapline::test
