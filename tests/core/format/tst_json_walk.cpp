// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/format/json_walk.h"
#include "tests/core/format/memory_source.h"
#include "tests/support/test_program.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <random>

namespace tst_json_walk {

using namespace heapline;

namespace {

/// Builds the value that the events tell of.
class Builder final : public JsonEvents {
public:
    void beginObject() override { open(nlohmann::json::object()); }
    void endObject() override { m_open.pop_back(); }
    void beginArray() override { open(nlohmann::json::array()); }
    void endArray() override { m_open.pop_back(); }
    void key(std::string_view name) override { m_key = name; }
    void text(std::string_view value) override { put(std::string(value)); }
    void number(const JsonNumber& value) override
    {
        if (!value.isInteger)
            put(value.real);
        else if (value.isNegative)
            put(static_cast<std::int64_t>(0 - value.magnitude));
        else
            put(value.magnitude);
    }
    void boolean() override { put("(boolean)"); }
    void null() override { put(nullptr); }

    const nlohmann::json& value() const { return m_value; }

private:
    nlohmann::json& put(nlohmann::json value)
    {
        if (m_open.empty())
            return m_value = std::move(value);
        nlohmann::json& parent = *m_open.back();
        if (parent.is_object())
            return parent[m_key] = std::move(value);
        parent.push_back(std::move(value));
        return parent.back();
    }
    void open(nlohmann::json value) { m_open.push_back(&put(std::move(value))); }

    nlohmann::json m_value;
    std::vector<nlohmann::json*> m_open;
    std::string m_key;
};

struct Walked {
    nlohmann::json value;
    std::uint64_t damaged = 0;
    std::optional<Error> error;
};

Walked walk(const std::string& text, std::size_t pieceBytes = 1 << 20)
{
    MemorySource source(text, pieceBytes);
    Progress progress;
    TextCursor cursor(source, progress);
    JsonWalk walk(cursor);
    Builder builder;
    Walked walked;
    try {
        walk.run(builder);
    } catch (const ErrorException& exception) {
        walked.error = exception.error();
    }
    walked.value = builder.value();
    walked.damaged = walk.damagedStrings();
    return walked;
}

/// A random value, at most @p depth deep.
nlohmann::json randomValue(std::mt19937& random, int depth)
{
    const auto below = [&random](unsigned limit) { return random() % limit; };
    switch (below(depth > 0 ? 8 : 6)) {
    case 0: return nullptr;
    case 1: return std::int64_t(below(1000)) - 500;
    case 2: return (std::uint64_t(random()) << 32 | random()) >> below(64);
    case 3: return std::ldexp(double(random()), int(below(200)) - 100) + 0.1;
    case 4: return std::string(below(12), char('a' + below(26)));
    case 5: return std::string("\"\\/\b\f\n\r\t\x01 é 주 😀").substr(0, 10) + " é 주 😀";
    case 6: {
        nlohmann::json object = nlohmann::json::object();
        for (unsigned i = below(5); i > 0; --i)
            object["key " + std::to_string(below(100))] = randomValue(random, depth - 1);
        return object;
    }
    default: {
        nlohmann::json array = nlohmann::json::array();
        for (unsigned i = below(5); i > 0; --i)
            array.push_back(randomValue(random, depth - 1));
        return array;
    }
    }
}

} // namespace

class TestJsonWalk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void likeAnotherParser();
    void numbers_data();
    void numbers();
    void damagedStrings();
    void errors_data();
    void errors();
    void cutAtEveryByte();
    void deepNesting();
};

/// Random values, printed by another library, in pieces of several sizes: the same value comes back.
void TestJsonWalk::likeAnotherParser()
{
    std::mt19937 random(4);
    for (int i = 0; i < 300; ++i) {
        const nlohmann::json value = randomValue(random, 6);
        const std::string text = value.dump(i % 3 ? -1 : 1, ' ', i % 2 == 0) + '\n';
        const Walked walked = walk(text, i % 5 ? 1 << 20 : 1 + random() % 7);
        QVERIFY2(!walked.error, text.c_str());
        QVERIFY2(walked.value == value, text.c_str());
        QCOMPARE(walked.damaged, std::uint64_t(0));
    }
}

void TestJsonWalk::numbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isInteger");
    QTest::addColumn<quint64>("magnitude");
    QTest::addColumn<double>("real");
    QTest::newRow("zero") << QByteArray("0") << true << quint64(0) << 0.0;
    QTest::newRow("minus zero") << QByteArray("-0") << true << quint64(0) << -0.0;
    QTest::newRow("19 digits") << QByteArray("9999999999999999999") << true << quint64(9999999999999999999U) << 1e19;
    QTest::newRow("largest") << QByteArray("18446744073709551615") << true << quint64(UINT64_MAX) << 18446744073709551615.0;
    QTest::newRow("one more") << QByteArray("18446744073709551616") << false << quint64(0) << 18446744073709551616.0;
    QTest::newRow("negative") << QByteArray("-9223372036854775808") << true << quint64(1) << -9223372036854775808.0;
    QTest::newRow("fraction") << QByteArray("3.25") << false << quint64(0) << 3.25;
    QTest::newRow("exponent") << QByteArray("1E+3") << false << quint64(0) << 1000.0;
    QTest::newRow("infinite") << QByteArray("-1e400") << false << quint64(0) << -HUGE_VAL;
    QTest::newRow("nothing left") << QByteArray("1e-400") << false << quint64(0) << 0.0;
    QTest::newRow("long") << "0." + QByteArray(900, '3') << false << quint64(0) << 1.0 / 3;
}

void TestJsonWalk::numbers()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isInteger);
    QFETCH(const quint64, magnitude);
    QFETCH(const double, real);
    for (const std::size_t pieceBytes : {1, 3, 1000}) {
        MemorySource source("[" + text.toStdString() + "]", pieceBytes);
        Progress progress;
        TextCursor cursor(source, progress);
        cursor.expect('[');
        const JsonNumber number = cursor.readNumber();
        cursor.expect(']');
        QCOMPARE(number.isInteger, isInteger);
        QCOMPARE(number.isNegative, text.startsWith('-'));
        if (isInteger && !number.isNegative)
            QCOMPARE(number.magnitude, std::uint64_t(magnitude));
        QVERIFY(number.real == real);
    }
}

void TestJsonWalk::damagedStrings()
{
    const Walked walked = walk("\xEF\xBB\xBF[\"a\xFFz\", \"tab\there\", \"\\ud83d\", \"\\ud83d\\ude00\"]");
    QVERIFY(!walked.error);
    QCOMPARE(walked.damaged, std::uint64_t(2));
    QVERIFY(walked.value[0] == "a\xEF\xBF\xBDz");
    QVERIFY(walked.value[1] == "tab\there");
    QVERIFY(walked.value[2] == "\xED\xA0\xBD");
    QVERIFY(walked.value[3] == "😀");
}

void TestJsonWalk::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("at");
    const auto row = [](const char* text, const char* message, int at) {
        QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(message) << at;
    };
    row("[1 2]", "unexpected '2' where ',' or ']' should be", 3);
    row("[1}", "unexpected '}' where ',' or ']' should be", 2);
    row("{\"a\":1]", "unexpected ']' where ',' or '}' should be", 6);
    row("{\"a\" 1}", "unexpected '1' where ':' should be", 5);
    row("{1:2}", "unexpected '1' where a key should be", 1);
    row("{\"a\":1,}", "unexpected '}' where a key should be", 7);
    row("[1,]", "unexpected ']' where a value should be", 3);
    row("[,]", "unexpected ',' where a value should be", 1);
    row("[trie]", "there should be \"true\"", 3);
    row("[NaN]", "unexpected 'N' where a value should be", 1);
    row("[1.2.3]", "\"1.2.3\" is no number", 1);
    row("[-]", "\"-\" is no number", 1);
    row("[\"\\x\"]", "a string holds the unknown escape \\'x'", 3);
}

void TestJsonWalk::errors()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, message);
    QFETCH(const int, at);
    const Walked walked = walk(text.toStdString());
    QVERIFY(walked.error);
    QCOMPARE(QString::fromStdString(walked.error->message), message);
    QCOMPARE(walked.error->code, ErrorCode::BadSyntax);
    QCOMPARE(walked.error->byteOffset, std::uint64_t(at));
}

void TestJsonWalk::cutAtEveryByte()
{
    const std::string text = R"j({"a":[1,-2.5e3,true,false,null,"x\n\u00e9"],"b":{"c":{},"d":[]}})j";
    for (std::size_t end = 0; end < text.size(); ++end) {
        const Walked walked = walk(text.substr(0, end), end % 3 ? 1 << 20 : 1);
        QVERIFY(walked.error);
        QCOMPARE(walked.error->code, ErrorCode::Truncated);
        QCOMPARE(walked.error->byteOffset, std::uint64_t(end));
    }
}

/// As deep as the text is long.
void TestJsonWalk::deepNesting()
{
    class Counter final : public JsonEvents {
    public:
        void beginObject() override {}
        void endObject() override {}
        void beginArray() override { ++begins; }
        void endArray() override { ++ends; }
        void key(std::string_view) override {}
        void text(std::string_view) override {}
        void number(const JsonNumber&) override {}
        void boolean() override {}
        void null() override {}
        std::size_t begins = 0;
        std::size_t ends = 0;
    } counter;
    constexpr std::size_t depth = 3'000'000;
    MemorySource source(std::string(depth, '[') + std::string(depth, ']'));
    Progress progress;
    TextCursor cursor(source, progress);
    JsonWalk(cursor).run(counter);
    QCOMPARE(counter.begins, depth);
    QCOMPARE(counter.ends, depth);
}

HEAPLINE_TEST(TestJsonWalk)

} // namespace tst_json_walk

#include "tst_json_walk.moc"
