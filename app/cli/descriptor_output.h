// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <streambuf>
#include <string>

namespace heapline {

/// A buffered stream buffer over a file descriptor that remembers why writing failed.
class DescriptorOutput : public std::streambuf {
public:
    explicit DescriptorOutput(int descriptor);

    /// errno of the first write that failed, or 0.
    int error() const { return m_error; }

protected:
    int_type overflow(int_type character) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

private:
    bool flushBuffer();

    static constexpr std::size_t capacity = 1 << 16;

    int m_descriptor;
    int m_error = 0;
    std::string m_buffer;
};

} // namespace heapline
