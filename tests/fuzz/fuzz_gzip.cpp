// SPDX-License-Identifier: GPL-3.0-or-later
// Files as they are opened: plain or gzip, whole or damaged.
#include "core/format/byte_source.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/profile_exercise.h"

#include <optional>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>
#include <zlib.h>

namespace heapline {

namespace {

constexpr std::size_t mostText = std::size_t{1} << 18; // little data can hold much text

struct Text {
    std::size_t bytes = 0;
    std::uint32_t checkSum = 0;
    std::optional<ErrorCode> error;

    bool operator==(const Text&) const = default;
};

Text readAll(ByteSource& source, std::size_t capacity)
{
    Text text;
    std::vector<char> buffer(capacity);
    try {
        while (text.bytes < mostText) {
            const std::size_t got = source.read(buffer.data(), capacity);
            require(got <= capacity, "no more than was asked for");
            require(source.storedPosition() <= source.storedBytes(), "the position stays in the file");
            if (got == 0)
                break;
            for (std::size_t i = 0; i < got && text.bytes < mostText; ++i, ++text.bytes)
                text.checkSum = text.checkSum * 31 + static_cast<unsigned char>(buffer[i]);
        }
    } catch (const ErrorException& exception) {
        text.error = exception.error().code;
        require(text.error == ErrorCode::BadGzip, "only gzip data can be damaged");
    }
    return text;
}

} // namespace

/// Text as long as is read, with a check sum that does not fit.
std::vector<std::string> madeSeeds()
{
    std::string text(mostText, 'a');
    z_stream stream{};
    require(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY) == Z_OK, "there is memory for zlib");
    std::string zipped(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(text.data());
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(zipped.data());
    stream.avail_out = static_cast<uInt>(zipped.size());
    require(deflate(&stream, Z_FINISH) == Z_STREAM_END, "all is zipped");
    zipped.resize(stream.total_out);
    deflateEnd(&stream);
    zipped[zipped.size() - 8] ^= 1;
    return {zipped};
}

} // namespace heapline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace heapline;
    const int file = ::memfd_create("input", MFD_CLOEXEC);
    require(file >= 0 && ::write(file, data, size) == static_cast<ssize_t>(size), "there is memory for the input");
    try {
        const auto source = openByteSource("/proc/self/fd/" + std::to_string(file));
        const Text first = readAll(*source, 4099);
        source->rewind();
        const Text second = readAll(*source, 65536);
        // A fault right behind the limit is met by whoever reads on to it only.
        if (first.bytes < mostText && second.bytes < mostText) {
            require(first.error == second.error, "the same error twice");
            require(first.error || first == second, "the same text twice");
        }
    } catch (const ErrorException& exception) {
        require(size == 0 && exception.error().code == ErrorCode::EmptyFile, "only an empty file cannot be opened");
    }
    ::close(file);
    return 0;
}
