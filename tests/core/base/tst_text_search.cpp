// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_search.h"
#include "core/base/utf16.h"
#include "tests/support/test_program.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <random>

namespace tst_text_search {

using namespace heapline;

namespace {

StringTable tableOf(const std::vector<std::string>& rows)
{
    StringTable table;
    for (const std::string& row : rows)
        table.append(row);
    return table;
}

TextPattern patternOf(const TextQuery& query)
{
    const Result<TextPattern> pattern = TextPattern::compile(query);
    if (!pattern)
        throw std::logic_error(pattern.error().toString());
    return *pattern;
}

/// Rows that match, as "0 3 7".
std::string rowsOf(const std::vector<std::uint8_t>& isMatch)
{
    std::string text;
    for (std::size_t row = 0; row < isMatch.size(); ++row) {
        if (isMatch[row])
            text += (text.empty() ? "" : " ") + std::to_string(row);
    }
    return text;
}

std::string found(const std::vector<std::string>& rows, const TextQuery& query)
{
    const TextMatches matches = searchStrings(tableOf(rows), patternOf(query), {});
    if (matches.count != static_cast<std::size_t>(std::ranges::count(matches.isMatch, 1)) || matches.undecided != 0)
        throw std::logic_error("the counts are wrong");
    return rowsOf(matches.isMatch);
}

/// The same by Qt, row by row.
std::string foundByQt(const std::vector<std::string>& rows, const TextQuery& query)
{
    const QString wanted = QString::fromStdString(query.text);
    QRegularExpression expression(wanted, QRegularExpression::UseUnicodePropertiesOption);
    if (!query.caseSensitive)
        expression.setPatternOptions(expression.patternOptions() | QRegularExpression::CaseInsensitiveOption);
    std::vector<std::uint8_t> isMatch;
    for (const std::string& row : rows) {
        const QString text = QString::fromStdString(row);
        const auto sensitivity = query.caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
        isMatch.push_back(query.isExpression ? expression.match(text).hasMatch() : text.contains(wanted, sensitivity));
    }
    return rowsOf(isMatch);
}

ErrorCode errorOf(const std::vector<std::string>& rows, const TextQuery& query, const Progress& progress)
{
    try {
        searchStrings(tableOf(rows), patternOf(query), progress);
    } catch (const ErrorException& exception) {
        return exception.error().code;
    }
    throw std::logic_error("nothing was thrown");
}

} // namespace

class TstTextSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void byHand_data()
    {
        QTest::addColumn<std::string>("pattern");
        QTest::addColumn<bool>("isExpression");
        QTest::addColumn<bool>("caseSensitive");
        QTest::addColumn<std::string>("expected");
        const auto text = [](const char* pattern, const char* expected, bool caseSensitive = false) {
            QTest::addRow("text '%s'%s", pattern, caseSensitive ? ", case counts" : "")
                << std::string(pattern) << false << caseSensitive << std::string(expected);
        };
        const auto expression = [](const char* pattern, const char* expected, bool caseSensitive = false) {
            QTest::addRow("/%s/%s", pattern, caseSensitive ? ", case counts" : "")
                << std::string(pattern) << true << caseSensitive << std::string(expected);
        };
        text("", "0 1 2 3 4 5 6 7 8 9 10");
        text("ab", "1 2 6");
        text("ab", "1", true);
        text("ba", "6"); // not over the border of 1 and 2
        text("c.d", "3");
        text("STRASSE", ""); // simple folding: ß is no ss
        text("stra\u1E9Ee", "4");
        text("\u03A3", "5"); // both small sigmas
        text("k", "7");      // the Kelvin sign
        text("\n", "8");
        text("\xED\xA0\x80", "9");
        text("X\xED\xA0\x80", "9");
        text("\xFF", "10"); // U+FFFD, as in files
        expression("", "0 1 2 3 4 5 6 7 8 9 10");
        expression("^$", "0");
        expression("^ab", "1 2 6");
        expression("B$", "1 2 6");
        expression("c.d", "3");
        expression("^.*x$", "");
        expression("^x.*y$", ""); // nothing in an expression matches a lone surrogate
        expression("y$", "9");
        expression("^\\w+$", "1 2 4 5 6 7");
        expression("\xC3\x9F", "4");
        expression("(?-i)AB", "2");
        expression("(*NO_JIT)ab", "1 2 6");
    }
    void byHand()
    {
        QFETCH(std::string, pattern);
        QFETCH(bool, isExpression);
        QFETCH(bool, caseSensitive);
        QFETCH(std::string, expected);
        const std::vector<std::string> rows = {
            "", "ab", "AB", "c.d", "Stra\u00DFe", "\u03C3\u03C2", "aBAb", "\u212A", "1\n2", "x\xED\xA0\x80y", "\uFFFD"};
        QCOMPARE(found(rows, {pattern, isExpression, caseSensitive}), expected);
    }

    void likeQt_data()
    {
        QTest::addColumn<std::string>("pattern");
        QTest::addColumn<bool>("isExpression");
        for (const char* text : {"a", "ab", "aa", "b\u00E4", "\u00C4", "s", "\u017F", "\u0130", "a-", "\U0001F600", "aB-b"})
            QTest::addRow("text '%s'", text) << std::string(text) << false;
        for (const char* text :
             {"^a",   "a$",      "^ab?$",           "a.b",    ".*b",     "a|b-", "[^a]+",  "(a)\\1",        "\\bb",
              "\\d",  "\u00E4+", "[\u00E4-\u00FC]", "(?=a)b", "(?<=a)b", "\\W$", "^.{3}$", "^(?:(?!a).)*$", "\\p{Lu}\\p{Ll}",
              "a*?$", "(?s)-.b", "(?m)^b"})
            QTest::addRow("/%s/", text) << std::string(text) << true;
    }
    /// Short strings of few letters, so that hits over their borders are many; more rows than a block has.
    void likeQt()
    {
        QFETCH(std::string, pattern);
        QFETCH(bool, isExpression);
        const std::vector<std::string> letters = {"a", "A",      "b",      "B", "-",      "s",      "1",
                                                  " ", "\u00E4", "\u00C4", "K", "\u0130", "\u017F", "\U0001F600"};
        std::mt19937 random(7);
        std::vector<std::string> rows;
        for (int row = 0; row < 20'000; ++row) {
            std::string text;
            for (std::size_t length = random() % 6; length > 0; --length)
                text += letters[random() % letters.size()];
            rows.push_back(text);
        }
        for (const bool caseSensitive : {false, true})
            QCOMPARE(found(rows, {pattern, isExpression, caseSensitive}),
                     foundByQt(rows, {pattern, isExpression, caseSensitive}));
    }

    void noStrings()
    {
        QCOMPARE(found({}, {"a", false, false}), "");
        QCOMPARE(found({}, {"", false, false}), "");
        QCOMPARE(found({"", "", ""}, {"a", false, true}), "");
        QCOMPARE(found({"", "", ""}, {"a*", true, true}), "0 1 2");
    }

    void badPatterns_data()
    {
        QTest::addColumn<std::string>("pattern");
        QTest::addColumn<std::string>("words");
        QTest::newRow("bracket") << std::string("a(b") << std::string("missing closing parenthesis, at character 4");
        QTest::newRow("star") << std::string("*a")
                              << std::string("quantifier does not follow a repeatable item, at character 1");
        QTest::newRow("counts characters") << std::string("\u00E4\u00E4[") << std::string("at character 4");
        QTest::newRow("surrogate") << std::string("a\xED\xA0\x80") << std::string("surrogate pair, at character 2");
        QTest::newRow("class") << std::string("\\p{Nothing}") << std::string("at character");
        QTest::newRow("single bytes") << std::string("a\\Cb") << std::string("at character");
        QTest::newRow("too large") << std::string("(((a{9999}){9999}){9999})") << std::string("at character");
        QTest::newRow("deep") << std::string(100'000, '(') << std::string("at character");
    }
    void badPatterns()
    {
        QFETCH(std::string, pattern);
        QFETCH(std::string, words);
        const Result<TextPattern> result = TextPattern::compile({pattern, true, false});
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::BadPattern);
        QVERIFY2(result.error().message.find(words) != std::string::npos, result.error().message.c_str());
        QCOMPARE(TextPattern::compile({pattern, false, false}).hasValue(), pattern.size() < 1000);
        QVERIFY(TextPattern::compile({pattern, false, true})); // the bytes themselves may always be searched for
    }

    void costlyPatterns_data()
    {
        QTest::addColumn<std::string>("pattern");
        for (const char* pattern : {"(a+)+$", "(a|aa)+$", ".*.*.*.*.*.*[=;]", "^(.|\\w)*[=;]", "(*NO_JIT)(a+)+$"})
            QTest::newRow(pattern) << std::string(pattern);
    }
    /// Few strings of the kind are left out, many end the search.
    void costlyPatterns()
    {
        QFETCH(std::string, pattern);
        const std::string costly = std::string(1000, 'a') + "!";
        std::vector<std::string> rows = {"aaabc=", costly, "x"};
        const TextMatches matches = searchStrings(tableOf(rows), patternOf({pattern, true, false}), {});
        QCOMPARE(matches.undecided, std::size_t{1});
        QVERIFY(!matches.isMatch[1]);
        if (pattern.starts_with("(*NO_JIT)")) // slow by itself
            return;
        rows.assign(200, costly);
        QCOMPARE(errorOf(rows, {pattern, true, false}, {}), ErrorCode::CostlyPattern);
    }

    /// A string as long as a file allows is searched with bounded memory.
    void longString()
    {
        const std::string text = std::string(3'000'000, 'a') + "b";
        QCOMPARE(found({text, "b"}, {"AB", false, false}), "0");
        QCOMPARE(found({text, "b"}, {"ab", false, true}), "0");
        QCOMPARE(found({text, "b"}, {"a+b$", true, false}), "0");
        const TextMatches matches = searchStrings(tableOf({text, "b"}), patternOf({"(?:a|b)*c|^b$", true, false}), {});
        QCOMPARE(rowsOf(matches.isMatch), "1"); // the other one may be undecided
    }

    void cancel()
    {
        std::stop_source stop;
        stop.request_stop();
        const Progress progress(stop.get_token());
        for (const bool isExpression : {false, true})
            QCOMPARE(errorOf({"a"}, {"a", isExpression, false}, progress), ErrorCode::Cancelled);
    }

    void hits()
    {
        TextFinder finder(patternOf({"\u00C4b", false, false}));
        TextFinder::Hit hit;
        QVERIFY(finder.find("xx\u00E4B", hit) == TextFinder::Answer::Yes);
        QCOMPARE(hit.begin, std::size_t{2});
        QCOMPARE(hit.end, std::size_t{5});
        QVERIFY(finder.matches("") == TextFinder::Answer::No);
    }
};

HEAPLINE_TEST(TstTextSearch)

} // namespace tst_text_search

#include "tst_text_search.moc"
