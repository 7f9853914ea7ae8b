// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/sniff.h"

#include "core/format/text_cursor.h"

#include <algorithm>
#include <array>
#include <optional>

namespace heapline {

namespace {

constexpr std::size_t longestKey = 1000;

[[noreturn]] void isOther(std::string what)
{
    throw ErrorException({ErrorCode::OtherFormat, std::move(what), {}});
}

/// Keys that no heap profile has, and what has them.
struct OtherKey {
    std::string_view key;
    const char* what;
};
constexpr std::array<OtherKey, 8> otherKeys = {{
    {"timeDeltas", "this is a CPU profile (.cpuprofile), not a heap profile"},
    {"startTime", "this is a CPU profile (.cpuprofile), not a heap profile"},
    {"endTime", "this is a CPU profile (.cpuprofile), not a heap profile"},
    {"traceEvents", "this is a performance trace, not a heap profile"},
    {"nodeClassNames", "this is a heap snapshot of WebKit (Safari, Bun), which Heapline does not read"},
    {"$schema", "this is a file with a schema of its own (such as speedscope's), not a heap profile of V8"},
    {"stringTable", "this is a profile of another tool, not a heap profile of V8"},
    {"frames", "this is a profile of another tool, not a heap profile of V8"},
}};

/// First character of the first element of an array, or 0 when it is empty or no array. Takes the whole value.
int firstElement(TextCursor& cursor)
{
    if (cursor.peekToken() != '[') {
        cursor.skipValue();
        return 0;
    }
    // Looks without taking: the window holds at least the token that peekToken() found.
    while (cursor.dataEnd() - cursor.data() < 1024 && cursor.fill()) {
    }
    int first = 0;
    for (const char* at = cursor.data() + 1; at != cursor.dataEnd(); ++at) {
        if (*at != ' ' && *at != '\n' && *at != '\r' && *at != '\t') {
            first = static_cast<unsigned char>(*at);
            break;
        }
    }
    if (first == ']')
        cursor.skipValue();
    return first == ']' ? 0 : first;
}

std::optional<ContentKind> kindByKey(TextCursor& cursor, const std::string& key)
{
    for (const OtherKey& other : otherKeys) {
        if (key == other.key)
            isOther(other.what);
    }
    if (key == "snapshot" || key == "edges" || key == "trace_function_infos" || key == "trace_tree" || key == "locations"
        || key == "strings")
        return ContentKind::HeapGraph;
    if (key == "head")
        return ContentKind::SamplingProfile;
    if (key != "nodes" && key != "samples") {
        cursor.skipValue();
        return {};
    }
    const int first = firstElement(cursor);
    if (key == "nodes" && first == '{')
        isOther(otherKeys[0].what);
    if (key == "nodes" && first)
        return ContentKind::HeapGraph;
    if (key == "samples" && first == '{')
        return ContentKind::SamplingProfile;
    if (first)
        cursor.skipValue();
    return {};
}

/// First bytes of packed files, and what has them.
struct Packing {
    std::string_view magic;
    const char* what;
};
constexpr std::array<Packing, 6> packings = {{
    {"\x1F\x8B", "this is gzip within gzip: unpack it once, Heapline does the rest"},
    {"PK\x03\x04", "this is a ZIP archive: unpack it"},
    {"\x28\xB5\x2F\xFD", "this is packed by zstd: unpack it"},
    {"\xFD\x37zXZ", "this is packed by xz: unpack it"},
    {"BZh", "this is packed by bzip2: unpack it"},
    {"\x04\x22\x4D\x18", "this is packed by LZ4: unpack it"},
}};

/// The encoding of a text of two or four bytes a character, by its byte order mark or the zeros around its first character; empty for
/// others.
std::string_view wideEncoding(std::string_view begin)
{
    using namespace std::string_view_literals;
    const std::string_view two = begin.substr(0, 2);
    const auto zerosAre = [begin](std::string_view wanted) { // 0: a zero, x: what JSON begins with
        return begin.size() >= wanted.size()
               && std::ranges::equal(begin.substr(0, wanted.size()), wanted, [](char c, char w) {
                      return w == '0' ? c == '\0' : std::string_view("{[\" \t\r\n").find(c) != std::string_view::npos;
                  });
    };
    if (begin.starts_with("\xFF\xFE\0\0"sv) || begin.starts_with("\0\0\xFE\xFF"sv) || zerosAre("x000") || zerosAre("000x"))
        return "UTF-32";
    if (two == "\xFF\xFE" || two == "\xFE\xFF" || zerosAre("x0") || zerosAre("0x"))
        return "UTF-16";
    return {};
}

/// Refuses what its first bytes tell.
void checkFirstBytes(TextCursor& cursor)
{
    constexpr std::ptrdiff_t longestMagic = 5;
    while (cursor.dataEnd() - cursor.data() < longestMagic && cursor.fill()) {
    }
    const std::string_view begin(cursor.data(), cursor.dataEnd());
    for (const Packing& packing : packings) {
        if (begin.starts_with(packing.magic))
            isOther(packing.what);
    }
    if (const std::string_view encoding = wideEncoding(begin); !encoding.empty())
        isOther("this is " + std::string(encoding) + " text; heap profiles are UTF-8: convert it");
}

void checkBegin(TextCursor& cursor)
{
    const int first = cursor.peekToken();
    if (first == TextCursor::atEnd)
        throw ErrorException({ErrorCode::EmptyFile, "there is only white space in it", {}});
    if (first == '{')
        return;
    if (first == '[' || first == '"' || first == '-' || (first >= '0' && first <= '9') || first == 't' || first == 'f'
        || first == 'n') {
        try {
            cursor.skipValue();
        } catch (const ErrorException& exception) {
            if (exception.error().code == ErrorCode::Cancelled)
                throw;
            cursor.fail(ErrorCode::NotJson, "it does not begin with '{'", 0);
        }
        if (cursor.peekToken() == TextCursor::atEnd)
            cursor.fail(ErrorCode::NotAProfile, "a heap profile begins with '{'", 0);
    }
    cursor.fail(ErrorCode::NotJson, "it does not begin with '{'", 0);
}

} // namespace

ContentKind sniffContent(ByteSource& source, Progress& progress)
{
    TextCursor cursor(source, progress);
    checkFirstBytes(cursor);
    cursor.skipByteOrderMark();
    checkBegin(cursor);
    cursor.expect('{');
    if (cursor.peekToken() != '}') {
        do {
            std::string key;
            cursor.readString(key, longestKey);
            cursor.expect(':');
            if (const auto kind = kindByKey(cursor, key)) {
                cursor.rewind();
                return *kind;
            }
        } while (cursor.accept(','));
        cursor.expect('}');
    }
    throw ErrorException({ErrorCode::NotAProfile, "it has neither \"snapshot\" nor \"head\"", {}});
}

} // namespace heapline
