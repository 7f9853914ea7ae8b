// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/format/json_text_filter.h"
#include "tests/core/format/memory_source.h"

using namespace heapline;

// The class stands first and holds no bodies: moc of Qt 6.4 loses its way in raw strings.
class TestJsonTextFilter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void longTextInBlocks();
    void positionsBehindReplacements();
};

void TestJsonTextFilter::texts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<quint64>("damaged");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& expected, quint64 damaged) {
        QTest::newRow(name) << text << expected << damaged;
    };
    row("plain", R"j({"a":[1,"b\n\u00e9 \"c\\"]})j", R"j({"a":[1,"b\n\u00e9 \"c\\"]})j", 0);
    row("UTF-8 of all lengths", "\"\xC3\xA9\xEC\xA3\xBC\xF0\x9F\x98\x80\"", "\"\xC3\xA9\xEC\xA3\xBC\xF0\x9F\x98\x80\"", 0);
    row("surrogate pair", R"j("\ud83d\ude00")j", R"j("\ud83d\ude00")j", 0);
    row("capital digits", R"j("\uD83D\uDE00")j", R"j("\uD83D\uDE00")j", 0);
    row("lone high surrogate", R"j("\ud83dx")j", R"j("\ufffdx")j", 1);
    row("lone high surrogate at the end", R"j("\ud83d")j", R"j("\ufffd")j", 1);
    row("high surrogate before another escape", R"j("\ud83d\n\ud83d\u0041")j", R"j("\ufffd\n\ufffd\u0041")j", 1);
    row("two high ones, then a low one", R"j("\ud83d\ud83d\ude00")j", R"j("\ufffd\ud83d\ude00")j", 1);
    row("lone low surrogate", R"j("\ude00")j", R"j("\ufffd")j", 1);
    row("an escaped backslash before u", R"j("\\ud83d")j", R"j("\\ud83d")j", 0);
    row("escapes that are none", R"j("\ud83" "\u12x4")j", R"j("\ud83" "\u12x4")j", 0);
    row("stray tail bytes", "\"\x80\xBF\"", "\"\xEF\xBF\xBD\xEF\xBF\xBD\"", 1);
    row("overlong", "\"\xC0\xAF\xE0\x80\xAF\"", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"", 1);
    row("past U+10FFFF", "\"\xF4\x90\x80\x80\"", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"", 1);
    row("cut character", "\"\xEC\xA3\" \"\xEC\xA3", "\"\xEF\xBF\xBD\xEF\xBF\xBD\" \"\xEF\xBF\xBD\xEF\xBF\xBD", 1);
    row("two damaged strings", "\"\xFF\xFF\",\"a\",\"\xFF\"", "\"\xEF\xBF\xBD\xEF\xBF\xBD\",\"a\",\"\xEF\xBF\xBD\"", 2);
    row("control characters", QByteArray("\"a\tb\0c\x1f\"", 8), "\"a\\u0009b\\u0000c\\u001f\"", 0);
    row("control characters outside of strings", "\t{\n}\x01", "\t{\n}\x01", 0);
    row("bytes outside of strings", "{\xFF}", "{\xFF}", 0);
    row("byte order mark", "\xEF\xBB\xBF{}", "{}", 0);
    row("byte order mark in a string", "\"\xEF\xBB\xBF\"", "\"\xEF\xBB\xBF\"", 0);
    row("ends in an escape", R"j("a\)j", R"j("a\)j", 0);
    row("ends in a long escape", R"j("a\ud8)j", R"j("a\ud8)j", 0);
    row("ends in a pair", R"j("a\ud83d\ude)j", R"j("a\ufffd\ude)j", 0); // the string is never finished
    row("empty", "", "", 0);
}

void TestJsonTextFilter::texts()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);
    QFETCH(const quint64, damaged);
    for (std::size_t pieceBytes : {1, 2, 3, 5, 7, 11, 1000}) {
        if (text.startsWith("\xEF\xBB\xBF") && pieceBytes < 3)
            continue; // the parser drops a mark that comes in pieces
        MemorySource source(text.toStdString(), pieceBytes);
        Progress progress;
        JsonTextFilter filter(source, progress);
        QByteArray filtered;
        for (; filter.hasMore(); filter.advance())
            filtered.append(filter.current());
        QCOMPARE(filtered, expected);
        QCOMPARE(filter.damagedStrings(), std::uint64_t(damaged));
        QVERIFY(filter.reachedEnd());
        QCOMPARE(filter.textBytes(), std::uint64_t(text.size()));
        QCOMPARE(filter.position(), std::uint64_t(text.size()));
    }
}

void TestJsonTextFilter::longTextInBlocks()
{
    std::string text = "\"";
    while (text.size() < 3 * JsonTextFilter::blockBytes)
        text += "주문\\ud83d\\ude00 plain ";
    text += '"';
    MemorySource source(text);
    Progress progress;
    JsonTextFilter filter(source, progress);
    std::string filtered;
    for (; filter.hasMore(); filter.advance()) {
        if (filtered.size() % 4999 == 0)
            QCOMPARE(filter.position(), std::uint64_t(filtered.size())); // nothing is replaced
        filtered.push_back(filter.current());
    }
    QVERIFY(filtered == text);
}

void TestJsonTextFilter::positionsBehindReplacements()
{
    const std::string text = "\xEF\xBB\xBF[\"\xFF\x01z\xFF\",X]";
    MemorySource source(text);
    Progress progress;
    JsonTextFilter filter(source, progress);
    for (; filter.hasMore() && filter.current() != 'z'; filter.advance()) {
    }
    QCOMPARE(filter.position(), std::uint64_t(text.find('z')));
    for (; filter.hasMore() && filter.current() != 'X'; filter.advance()) {
    }
    QCOMPARE(filter.position(), std::uint64_t(text.find('X')));
}

QTEST_GUILESS_MAIN(TestJsonTextFilter)
#include "tst_json_text_filter.moc"
