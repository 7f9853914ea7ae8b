// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace heapline {

/// A stream of the text of a file: its bytes, or what they unzip to. Who reads one that a shared_ptr holds may go away while a read() hangs.
class ByteSource : public std::enable_shared_from_this<ByteSource> {
public:
    virtual ~ByteSource() = default;

    /// Reads up to @p capacity bytes of text. @return number of bytes; 0 at the end
    /// @throws ErrorException ReadFailed (also when the file became shorter), BadGzip, OutOfMemory (it unzips to too much)
    virtual std::size_t read(char* buffer, std::size_t capacity) = 0;

    /// Starts again from the beginning.
    virtual void rewind() = 0;

    virtual std::uint64_t storedBytes() const = 0;    ///< size of the file
    virtual std::uint64_t storedPosition() const = 0; ///< bytes of the file taken so far, for progress
    virtual bool isCompressed() const = 0;
    /// Whether the text that was read ends only because compressed data do, too early.
    virtual bool isCutOff() const { return false; }
    virtual bool hasChanged() const { return false; } ///< whether somebody wrote to the file since it was opened
};

/// Opens a file; gzip is recognised by its first bytes, whatever its name. Its text is what it holds now: what is added later is not read.
/// @throws ErrorException CannotOpen, ReadFailed, EmptyFile
std::unique_ptr<ByteSource> openByteSource(const std::string& path);

} // namespace heapline
