// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/descriptor_output.h"

#include <cerrno>
#include <unistd.h>

namespace heapline {

DescriptorOutput::DescriptorOutput(int descriptor) : m_descriptor(descriptor)
{
    m_buffer.reserve(capacity);
}

DescriptorOutput::int_type DescriptorOutput::overflow(int_type character)
{
    if (traits_type::eq_int_type(character, traits_type::eof()))
        return traits_type::not_eof(character);
    const char c = traits_type::to_char_type(character);
    return xsputn(&c, 1) == 1 ? character : traits_type::eof();
}

std::streamsize DescriptorOutput::xsputn(const char* text, std::streamsize size)
{
    m_buffer.append(text, static_cast<std::size_t>(size));
    return m_buffer.size() < capacity || flushBuffer() ? size : 0;
}

int DescriptorOutput::sync()
{
    return flushBuffer() ? 0 : -1;
}

bool DescriptorOutput::flushBuffer()
{
    std::size_t written = 0;
    while (m_error == 0 && written < m_buffer.size()) {
        const ssize_t count = ::write(m_descriptor, m_buffer.data() + written, m_buffer.size() - written);
        if (count >= 0)
            written += static_cast<std::size_t>(count);
        else if (errno != EINTR)
            m_error = errno;
    }
    m_buffer.clear();
    return m_error == 0;
}

} // namespace heapline
