// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/report/test_files.h"

#include "core/format/byte_source.h"
#include "core/profile/load.h"

#include <array>
#include <stdexcept>

namespace heapline {

std::shared_ptr<const Profile> loadTestFile(const std::string& name)
{
    Progress progress;
    auto loaded = loadProfile(HEAPLINE_TEST_DATA "/" + name, progress);
    if (!loaded)
        throw std::runtime_error(name + ": " + loaded.error().toString());
    return *loaded;
}

std::string readTestFile(const std::string& name)
{
    const auto source = openByteSource(HEAPLINE_TEST_DATA "/" + name);
    std::string text;
    std::array<char, 1 << 16> buffer{};
    while (const std::size_t size = source->read(buffer.data(), buffer.size()))
        text.append(buffer.data(), size);
    return text;
}

} // namespace heapline
