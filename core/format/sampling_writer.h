// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/format/sampling_reader.h"
#include "core/format/string_interner.h"

#include <cstdint>
#include <string_view>

namespace heapline {

/// Fills the columns of a sampling profile node by node, whatever the order of a node's fields, and settles at the end what
/// only the whole file tells.
class SamplingWriter {
public:
    struct DuplicateIds {
        std::uint64_t count = 0; ///< nodes whose id another node has before them
        std::uint64_t first = 0; ///< one such id
    };

    explicit SamplingWriter(SamplingFile& file);

    /// A new row with nothing known. @param parent row of the caller; that of the first node is not read
    std::uint32_t beginNode(std::uint32_t parent);

    /// Forgets what was written about the function of a row.
    void clearFrame(std::uint32_t row);

    void dropLastNode();

    StringId intern(std::string_view text) { return m_interner.intern(text); }

    /// Makes positions 0-based. For profiles that a program wrote through V8's C++ interface, whose positions start with 1
    /// and whose unknown ones are 0.
    void shiftPositions();

    DuplicateIds duplicateIds() const;

private:
    SamplingFile& m_file;
    StringInterner m_interner;
    StringId m_empty;
    StringId m_noScript;
    StringId m_unknown;
};

} // namespace heapline
