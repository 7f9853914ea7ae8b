// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/text_cursor.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/format/error_of.h"
#include "tests/core/format/memory_source.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <array>

namespace tst_text_cursor {

using namespace heapline;

namespace {

/// How many bytes a source hands out at a time.
constexpr std::array<std::size_t, 7> steps = {1, 2, 3, 7, 64, 1000, MemorySource::inOnePiece};

/// Runs work(cursor) on a text, once for each step.
template <typename Work>
void withEachStep(const std::string& text, Work work)
{
    for (const std::size_t step : steps) {
        MemorySource source(text, step);
        Progress progress;
        TextCursor cursor(source, progress);
        work(cursor);
    }
}

std::string json(std::string_view inside)
{
    return '"' + std::string(inside) + '"';
}

const std::string highSurrogate = "\xED\xA0\xBD"; // U+D83D as WTF-8
const std::string lowSurrogate = "\xED\xB8\x80";  // U+DE00 as WTF-8

} // namespace

class TstTextCursor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void strings_data()
    {
        QTest::addColumn<std::string>("inside");
        QTest::addColumn<std::string>("text");
        QTest::addColumn<bool>("damaged");
        const auto row = [](const char* name, std::string inside, std::string text, bool damaged = false) {
            QTest::newRow(name) << std::move(inside) << std::move(text) << damaged;
        };
        row("empty", "", "");
        row("plain", "<dummy>", "<dummy>");
        row("short escapes", "\\\" \\\\ \\/ \\b \\f \\n \\r \\t", "\" \\ / \b \f \n \r \t");
        row("ASCII by number", "\\u0041\\u007a", "Az");
        row("nul", "a\\u0000b", std::string("a\0b", 3));
        row("two bytes", "\\u00e9\\u00FF\\u07ff", "\xC3\xA9\xC3\xBF\xDF\xBF");
        row("three bytes", "\\u20AC\\u0800\\uffff", "\xE2\x82\xAC\xE0\xA0\x80\xEF\xBF\xBF");
        row("pair", "\\uD83D\\uDE00", "\xF0\x9F\x98\x80");
        row("pairs between text", "a\\ud83d\\ude00b\\uDBFF\\uDFFFc",
            "a\xF0\x9F\x98\x80"
            "b\xF4\x8F\xBF\xBF"
            "c");
        row("raw characters", "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80", "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80");
        row("raw control character", "a\nb\x01", "a\nb\x01"); // not JSON, but harmless
        row("high half at the end", "\\uD83D", highSurrogate, true);
        row("high half before text", "\\uD83Dx", highSurrogate + "x", true);
        row("high half before another escape", "\\uD83D\\n", highSurrogate + "\n", true);
        row("high half before another character", "\\uD83D\\u0041", highSurrogate + "A", true);
        row("high half before a pair", "\\uD83D\\uD83D\\uDE00", highSurrogate + "\xF0\x9F\x98\x80", true);
        row("three high halves", "\\uD83D\\uD83D\\uD83D", highSurrogate + highSurrogate + highSurrogate, true);
        row("low half alone", "x\\uDE00", "x" + lowSurrogate, true);
        row("halves the wrong way round", "\\uDE00\\uD83D", lowSurrogate + highSurrogate, true);
        row("raw lone half", highSurrogate, highSurrogate, true);
        row("raw damage", "a\xFFz", "a\xEF\xBF\xBDz", true);
        row("raw character cut by an escape", "\xE2\x82\\n", "\xEF\xBF\xBD\n", true);
        row("long", std::string(5000, 'x') + "\\n" + std::string(5000, 'y'),
            std::string(5000, 'x') + '\n' + std::string(5000, 'y'));
    }
    void strings()
    {
        QFETCH(std::string, inside);
        QFETCH(std::string, text);
        QFETCH(bool, damaged);
        withEachStep(" \r\n\t" + json(inside) + ",", [&](TextCursor& cursor) {
            std::string out = "before ";
            QCOMPARE(cursor.readString(out), damaged);
            QCOMPARE(out, "before " + text);
            QCOMPARE(cursor.peek(), int{','});
            QCOMPARE(cursor.offset(), std::uint64_t{4 + inside.size() + 2});
        });
    }

    void everyPrefixOfAStringIsTruncated()
    {
        const std::string text = json("a\\n\\u00e9\\uD83D\\uDE00\\uD83Dz");
        for (std::size_t length = 0; length < text.size(); ++length) {
            withEachStep(text.substr(0, length), [&](TextCursor& cursor) {
                std::string out;
                const auto error = errorOf([&] { cursor.readString(out); });
                QVERIFY(error && error->code == ErrorCode::Truncated);
                QCOMPARE(error->byteOffset, std::uint64_t{length});
            });
        }
    }

    void badStrings_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<quint64>("offset");
        QTest::newRow("unknown escape") << std::string("\"ab\\x\"") << quint64{4};
        QTest::newRow("upper case escape") << std::string("\"\\N\"") << quint64{2};
        QTest::newRow("bad digit") << std::string("\"\\u00G0\"") << quint64{5};
        QTest::newRow("short number") << std::string("\"\\u00\"") << quint64{5};
        QTest::newRow("bad digit in the second half") << std::string("\"\\uD83D\\uDEZ0\"") << quint64{11};
        QTest::newRow("no string") << std::string("  12") << quint64{2};
    }
    void badStrings()
    {
        QFETCH(std::string, text);
        QFETCH(quint64, offset);
        withEachStep(text, [&](TextCursor& cursor) {
            cursor.setSection("strings");
            std::string out;
            const auto error = errorOf([&] { cursor.readString(out); });
            QVERIFY(error && error->code == ErrorCode::BadSyntax);
            QCOMPARE(error->byteOffset, std::uint64_t{offset});
            QCOMPARE(error->section, "strings");
            QVERIFY(!error->message.empty());
        });
    }

    void namesHaveALimit()
    {
        withEachStep(json(std::string(100, 'k')), [](TextCursor& cursor) {
            std::string out;
            cursor.readString(out, 100);
            QCOMPARE(out.size(), 100u);
        });
        withEachStep(json(std::string(101, 'k')), [](TextCursor& cursor) {
            std::string out;
            const auto error = errorOf([&] { cursor.readString(out, 100); });
            QVERIFY(error && error->code == ErrorCode::TooLarge);
        });
    }

    void integers_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<bool>("good");
        QTest::addColumn<qint64>("value");
        const auto row = [](const char* text, qint64 value) { QTest::newRow(text) << std::string(text) << true << value; };
        const auto bad = [](const char* text) { QTest::newRow(text) << std::string(text) << false << qint64{0}; };
        row("0", 0);
        row("-0", 0);
        row("42", 42);
        row("-7", -7);
        row("9007199254740993", 9007199254740993);
        row("9223372036854775807", std::numeric_limits<qint64>::max());
        row("-9223372036854775808", std::numeric_limits<qint64>::min());
        row("1.4", 1);
        row("1.5", 2);
        row("-1.5", -2);
        row("1e3", 1000);
        row("2.5E+1", 25);
        row("5e-1", 1);
        bad("9223372036854775808");
        bad("1e400");
        bad("-1e19");
        bad("1.2.3");
        bad("--5");
        bad("-");
        bad("1e");
        bad("1-2");
        bad("11111111111111111111111111111111111111111111111111111111111111111"); // 65 digits
    }
    void integers()
    {
        QFETCH(std::string, text);
        QFETCH(bool, good);
        QFETCH(qint64, value);
        withEachStep("  " + text + " ]", [&](TextCursor& cursor) {
            std::int64_t got = 0;
            const auto error = errorOf([&] { got = cursor.readInteger(); });
            QCOMPARE(!error, good);
            if (good) {
                QCOMPARE(got, std::int64_t{value});
                QCOMPARE(cursor.peekToken(), int{']'});
            } else {
                QVERIFY(error->code == ErrorCode::BadValue);
                QCOMPARE(error->byteOffset, 2u);
            }
        });
    }

    void whatIsNoNumberIsNotRead()
    {
        for (const char* text : {"\"5\"", "+5", "null", "[", ".5"}) {
            withEachStep(text, [&](TextCursor& cursor) {
                const auto error = errorOf([&] { cursor.readInteger(); });
                QVERIFY(error && error->code == ErrorCode::BadSyntax);
            });
        }
        withEachStep("  ", [](TextCursor& cursor) {
            const auto error = errorOf([&] { cursor.readInteger(); });
            QVERIFY(error && error->code == ErrorCode::Truncated);
        });
    }

    void valuesAreSkippedWhole_data()
    {
        QTest::addColumn<std::string>("value");
        QTest::newRow("number") << std::string("-12.5e+3");
        QTest::newRow("true") << std::string("true");
        QTest::newRow("null") << std::string("null");
        QTest::newRow("string") << std::string("\"a]}\\\"\\\\\"");
        QTest::newRow("empty array") << std::string("[]");
        QTest::newRow("nested") << std::string("{\"a\":[1,{\"b\":\"]}\"},[[]],false],\"c\\\"\":{}}");
        QTest::newRow("a million deep") << std::string(1'000'000, '[') + std::string(1'000'000, ']');
        std::string mixed;
        for (int i = 0; i < 100'000; ++i)
            mixed += "[{\"a\":";
        mixed += "0";
        for (int i = 0; i < 100'000; ++i)
            mixed += "}]";
        QTest::newRow("two kinds, deep") << mixed;
    }
    void valuesAreSkippedWhole()
    {
        QFETCH(std::string, value);
        withEachStep(" " + value + " ,rest", [&](TextCursor& cursor) {
            cursor.skipValue();
            QCOMPARE(cursor.offset(), std::uint64_t{1 + value.size()});
            QVERIFY(cursor.accept(','));
            cursor.rewind();
            QCOMPARE(cursor.offset(), 0u);
            QCOMPARE(cursor.readRaw(value.size()), value);
            QVERIFY(cursor.accept(','));
        });
    }

    void rawTextHasALimit()
    {
        withEachStep("{\"a\":[1,2,3]}...", [](TextCursor& cursor) {
            const auto error = errorOf([&] { cursor.readRaw(12); });
            QVERIFY(error && error->code == ErrorCode::TooLarge);
        });
        withEachStep("{ \"a b\" :\n[ 1 , 2 ] }",
                     [](TextCursor& cursor) { QCOMPARE(cursor.readRaw(100), "{\"a b\":[1,2]}"); });
    }

    void badValuesAreNotSkipped_data()
    {
        QTest::addColumn<std::string>("value");
        QTest::addColumn<bool>("truncated");
        QTest::addColumn<quint64>("offset");
        QTest::newRow("wrong bracket") << std::string("[1,2}") << false << quint64{4};
        QTest::newRow("wrong brace") << std::string("{\"a\":[}]") << false << quint64{6};
        QTest::newRow("closing only") << std::string("]") << false << quint64{0};
        QTest::newRow("comma") << std::string(",") << false << quint64{0};
        QTest::newRow("control character") << std::string("[1,\x01]") << false << quint64{3};
        QTest::newRow("open array") << std::string("[1,[2]") << true << quint64{6};
        QTest::newRow("open string") << std::string("[\"a]") << true << quint64{4};
        QTest::newRow("open escape") << std::string("\"a\\") << true << quint64{3};
        QTest::newRow("nothing") << std::string(" ") << true << quint64{1};
    }
    void badValuesAreNotSkipped()
    {
        QFETCH(std::string, value);
        QFETCH(bool, truncated);
        QFETCH(quint64, offset);
        withEachStep(value, [&](TextCursor& cursor) {
            const auto error = errorOf([&] { cursor.skipValue(); });
            QVERIFY(error);
            QVERIFY(error->code == (truncated ? ErrorCode::Truncated : ErrorCode::BadSyntax));
            QCOMPARE(error->byteOffset, std::uint64_t{offset});
        });
    }

    void tokensAreExpected()
    {
        withEachStep(" { \n}", [](TextCursor& cursor) {
            QVERIFY(!cursor.accept('['));
            cursor.expect('{');
            const auto error = errorOf([&] { cursor.expect(']'); });
            QVERIFY(error && error->code == ErrorCode::BadSyntax);
            QCOMPARE(error->message, "unexpected '}' where ']' should be");
            QCOMPARE(error->byteOffset, 4u);
            QVERIFY(cursor.accept('}'));
            QCOMPARE(cursor.peekToken(), int{TextCursor::atEnd});
            const auto atEnd = errorOf([&] { cursor.expect('}'); });
            QVERIFY(atEnd && atEnd->code == ErrorCode::Truncated);
            QCOMPARE(atEnd->byteOffset, 5u);
        });
    }

    void aStopEndsReading()
    {
        std::stop_source stop;
        Progress progress(stop.get_token());
        MemorySource source(std::string(100'000, '['), 64);
        TextCursor cursor(source, progress);
        QCOMPARE(cursor.peek(), int{'['});
        stop.request_stop();
        const auto error = errorOf([&] { cursor.skipValue(); });
        QVERIFY(error && error->code == ErrorCode::Cancelled);
    }
};

HEAPLINE_TEST(TstTextCursor)

} // namespace tst_text_cursor

#include "tst_text_cursor.moc"
