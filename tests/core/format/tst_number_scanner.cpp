// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/heap_meta.h"
#include "core/format/node_writer.h"
#include "core/format/number_scanner.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/format/error_of.h"
#include "tests/core/format/json_text.h"
#include "tests/core/format/memory_source.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <random>

namespace tst_number_scanner {

using namespace heapline;

namespace {

using Numbers = std::vector<std::int64_t>;

/// An array as text, and where each of its numbers begins.
struct ArrayText {
    std::string text = "[";
    std::vector<std::size_t> begin;
};

void addSpace(std::string& text, std::mt19937& random, unsigned oneIn)
{
    if (oneIn == 0)
        return;
    while (random() % oneIn == 0)
        text.push_back(" \n\r\t"[random() % 4]);
}

/// @param oneIn white space stands at one of so many places, 2 or more; 0 = nowhere
ArrayText write(const Numbers& numbers, std::mt19937& random, unsigned oneIn)
{
    ArrayText array;
    addSpace(array.text, random, oneIn);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0)
            array.text += ',';
        addSpace(array.text, random, oneIn);
        array.begin.push_back(array.text.size());
        array.text += std::to_string(numbers[i]);
        addSpace(array.text, random, oneIn);
    }
    array.text += ']';
    return array;
}

Numbers randomNumbers(std::mt19937& random, std::size_t count)
{
    Numbers numbers(count);
    for (std::int64_t& number : numbers) {
        number = static_cast<std::int64_t>(random());
        switch (random() % 8) {
        case 0: number %= 10; break;
        case 1: number %= 1000; break;
        case 2: number = -number; break;
        case 3: number = number * 100'000'000 + 7; break; // 18 digits
        default: break;
        }
    }
    return numbers;
}

/// Reads @p text, with "|" behind the array, and checks that the cursor stands there.
Numbers read(const std::string& text, std::size_t step = MemorySource::inOnePiece)
{
    MemorySource source(text + "|", step);
    Progress progress;
    TextCursor cursor(source, progress);
    FlatNumbers sink;
    const std::size_t count = readNumberArray(cursor, sink);
    if (count != sink.values.size() || cursor.peek() != '|' || cursor.offset() != text.size())
        throw std::logic_error("count or position is wrong");
    return {sink.values.begin(), sink.values.end()};
}

std::optional<Error> errorOfReading(const std::string& text, std::size_t step = MemorySource::inOnePiece)
{
    MemorySource source(text, step);
    Progress progress;
    TextCursor cursor(source, progress);
    cursor.setSection("nodes");
    FlatNumbers sink;
    return errorOf([&] { readNumberArray(cursor, sink); });
}

/// Refuses one number.
class Picky final : public NumberSink {
public:
    explicit Picky(std::size_t number) : m_number(number) {}
    void grow(std::size_t) override {}
    void store(std::size_t first, std::span<const std::int64_t> values) override
    {
        if (m_number >= first && m_number < first + values.size())
            throw ValueFault{m_number, "not this one"};
    }

private:
    std::size_t m_number;
};

} // namespace

class TstNumberScanner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smallArrays()
    {
        QVERIFY(read("[]").empty());
        QVERIFY(read("[ \n ]").empty());
        QVERIFY(read("[7]") == Numbers{7});
        QVERIFY(read("[ -0 ,\t0012\r\n, -5 ]") == (Numbers{0, 12, -5}));
    }

    void randomArraysThroughWindowsOfAnySize()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 400; ++round) {
            const Numbers numbers = randomNumbers(random, random() % 60);
            const ArrayText array = write(numbers, random, random() % 2 * (2 + random() % 3));
            for (const std::size_t step : {1, 2, 3, 5, 17, 64, 100})
                QVERIFY(read(array.text, step) == numbers);
            QVERIFY(read(array.text) == numbers);
        }
    }

    /// Long enough to be cut into slices, and longer than a window.
    void longArrays_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<uint>("oneIn");
        QTest::newRow("several slices, dense") << 200'000 << 0u;
        QTest::newRow("several slices, spaced") << 150'000 << 2u;
        QTest::newRow("several windows") << 1'700'000 << 9u;
    }
    void longArrays()
    {
        QFETCH(int, count);
        QFETCH(uint, oneIn);
        std::mt19937 random(12);
        const Numbers numbers = randomNumbers(random, static_cast<std::size_t>(count));
        const ArrayText array = write(numbers, random, oneIn);
        if (count > 1'000'000)
            QVERIFY(array.text.size() > ReadAhead::blockBytes * 3 / 2);
        QVERIFY(read(array.text) == numbers);
        QVERIFY(read(array.text, 300'001) == numbers);
    }

    void numbersBeyond63Bits()
    {
        QVERIFY(read("[999999999999999999]") == Numbers{999'999'999'999'999'999});
        QVERIFY(read("[9223372036854775808,1]") == (Numbers{NumberSink::tooLarge, 1}));
        QVERIFY(read("[18446744073709551617]") == Numbers{NumberSink::tooLarge}); // 2^64 + 1 must not become 1
        QVERIFY(read("[123456789012345678901234567890]") == Numbers{NumberSink::tooLarge});
        QVERIFY(read("[-123456789012345678901234567890]").front() < -999'999'999'999'999'999);
    }

    void syntaxErrors_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<quint64>("offset");
        const auto row = [](const char* text, ErrorCode code, quint64 offset) {
            QTest::newRow(text) << std::string(text) << static_cast<int>(code) << offset;
        };
        row("{}", ErrorCode::BadSyntax, 0);
        row("7", ErrorCode::BadSyntax, 0);
        row("[,1]", ErrorCode::BadSyntax, 1);
        row("[1,]", ErrorCode::BadSyntax, 3);
        row("[1, ]", ErrorCode::BadSyntax, 4);
        row("[1,,2]", ErrorCode::BadSyntax, 3);
        row("[1 2]", ErrorCode::BadSyntax, 3);
        row("[1,2 3,4]", ErrorCode::BadSyntax, 5);
        row("[1,x]", ErrorCode::BadSyntax, 3);
        row("[1,null,2]", ErrorCode::BadSyntax, 3);
        row("[1,2}", ErrorCode::BadSyntax, 4);
        row("[[1]]", ErrorCode::BadSyntax, 1);
        row("[1,\"a]b\",2]", ErrorCode::BadSyntax, 3);
        row("[1,-]", ErrorCode::BadSyntax, 4);
        row("[1,- 2]", ErrorCode::BadSyntax, 4);
        row("[1,--2]", ErrorCode::BadSyntax, 4);
        row("[1,+2]", ErrorCode::BadSyntax, 3);
        row("[1,2.5,3]", ErrorCode::BadValue, 3);
        row("[1,2e5]", ErrorCode::BadValue, 3);
        row("[1,\v2]", ErrorCode::BadSyntax, 3);
        row("", ErrorCode::Truncated, 0);
        row("[", ErrorCode::Truncated, 1);
        row("[1,2", ErrorCode::Truncated, 4);
        row("[1,2,", ErrorCode::Truncated, 5);
        row("[1,2, \n", ErrorCode::Truncated, 7);
    }
    void syntaxErrors()
    {
        QFETCH(std::string, text);
        QFETCH(int, code);
        QFETCH(quint64, offset);
        const auto error = errorOfReading(text);
        QVERIFY(error);
        QCOMPARE(static_cast<int>(error->code), code);
        if (error->code != ErrorCode::Truncated)
            QCOMPARE(error->byteOffset, std::uint64_t{offset});
        QCOMPARE(error->section, "nodes");
        QVERIFY(!error->message.empty());
        for (const std::size_t step : {1, 2, 3}) // the same where the window ends early
            QVERIFY(errorOfReading(text, step));
    }

    /// A wrong character anywhere in an array of many slices and more than one window is reported at its own byte, and of two the first.
    void errorsKnowTheirByte()
    {
        std::mt19937 random(13);
        const Numbers numbers = randomNumbers(random, 900'000);
        const ArrayText array = write(numbers, random, 12);
        QVERIFY(array.text.size() > ReadAhead::blockBytes);
        for (int round = 0; round < 12; ++round) {
            const std::size_t first = random() % numbers.size();
            const std::size_t second = first + random() % (numbers.size() - first);
            std::string text = array.text;
            text[array.begin[first]] = 'x';
            text[array.begin[second]] = '"';
            const auto error = errorOfReading(text);
            QVERIFY(error && error->code == ErrorCode::BadSyntax);
            QCOMPARE(error->byteOffset, std::uint64_t{array.begin[first]});
        }
        for (const std::size_t number :
             {std::size_t{0}, std::size_t{4095}, std::size_t{4096}, std::size_t{123'456}, numbers.size() - 1}) {
            MemorySource source(array.text);
            Progress progress;
            TextCursor cursor(source, progress);
            Picky sink(number);
            const auto error = errorOf([&] { readNumberArray(cursor, sink); });
            QVERIFY(error && error->code == ErrorCode::BadValue);
            QCOMPARE(error->message, "not this one");
            QCOMPARE(error->byteOffset, std::uint64_t{array.begin[number]});
        }
    }

    void truncationSaysHowMuchIsThere()
    {
        MemorySource source("[1,2,3,");
        Progress progress;
        TextCursor cursor(source, progress);
        FlatNumbers sink;
        const auto error = errorOf([&] { readNumberArray(cursor, sink, 12); });
        QVERIFY(error && error->code == ErrorCode::Truncated);
        QCOMPARE(error->message, "after 3 of 12 numbers");
    }

    void longDigitsDoNotFillTheMemory()
    {
        const auto error = errorOfReading("[" + std::string(20'000'000, '1'));
        QVERIFY(error && error->code == ErrorCode::BadValue);
    }

    /// One number that needs 64 bits, far within the array: its column is widened, and nothing that stood before or beside it is lost.
    void aColumnIsWidenedInTheMiddle_data()
    {
        QTest::addColumn<int>("idRow");
        QTest::addColumn<int>("sizeRow");
        QTest::newRow("none") << -1 << -1;
        QTest::newRow("id") << 60'000 << -1;
        QTest::newRow("size") << -1 << 70'001;
        QTest::newRow("both, far apart") << 500 << 119'999;
        QTest::newRow("first row") << 0 << 0;
    }
    void aColumnIsWidenedInTheMiddle()
    {
        QFETCH(int, idRow);
        QFETCH(int, sizeRow);
        constexpr int stride = 7;
        constexpr int rows = 120'000;
        const HeapMeta meta = parseHeapMeta(
            json("{'meta':{'node_fields':['self_size','type','extra','id','name','edge_count','detachedness'],"
                 "'node_types':['number',['a','b','c'],'number','number','string','number','number'],"
                 "'edge_fields':['type','name_or_index','to_node'],'edge_types':[['x'],'string_or_number','node']}}"));
        std::mt19937 random(14);
        const auto below = [&](std::uint64_t limit) { return static_cast<std::int64_t>(random() % limit); };
        Numbers numbers;
        for (int row = 0; row < rows; ++row) {
            const std::int64_t size = row == sizeRow ? std::int64_t{1} << 53 : below(UINT32_MAX);
            const std::int64_t id = row == idRow ? 9'007'199'254'740'993 : below(UINT32_MAX);
            numbers.insert(numbers.end(), {size, below(4), -1, id, below(1000), below(9), below(4)});
        }
        MemorySource source(write(numbers, random, 0).text);
        Progress progress;
        TextCursor cursor(source, progress);
        NodeColumns columns;
        NodeWriter writer(columns, meta);
        QCOMPARE(readNumberArray(cursor, writer), numbers.size());
        QCOMPARE(columns.size(), std::size_t{rows});
        QCOMPARE(columns.id.isWide(), idRow >= 0);
        QCOMPARE(columns.selfSize.isWide(), sizeRow >= 0);
        QVERIFY(columns.traceNodeId.empty());
        for (std::size_t row = 0; row < rows; ++row) {
            const std::int64_t* const record = &numbers[row * stride];
            QCOMPARE(columns.selfSize[row], static_cast<std::uint64_t>(record[0]));
            QCOMPARE(int{columns.type[row]}, record[1] < 3 ? static_cast<int>(record[1]) : int{NodeWriter::unknownType});
            QCOMPARE(columns.id[row], static_cast<std::uint64_t>(record[3]));
            QCOMPARE(std::int64_t{columns.name[row].value}, record[4]);
            QCOMPARE(std::int64_t{columns.edgeCount[row]}, record[5]);
            QCOMPARE(int{columns.detachedness[row]}, record[6] < 3 ? static_cast<int>(record[6]) : 0);
        }
    }
};

HEAPLINE_TEST(TstNumberScanner)

} // namespace tst_number_scanner

#include "tst_number_scanner.moc"
