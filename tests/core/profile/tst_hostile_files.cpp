// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/base/test_printing.h"
#include "tests/core/profile/measured_load.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

namespace tst_hostile_files {

using namespace heapline;

namespace {

constexpr std::size_t few = 1'000'000;
constexpr std::size_t lots = 3'000'000;

std::string times(std::size_t count, std::string_view piece)
{
    std::string text;
    text.reserve(count * piece.size());
    for (std::size_t i = 0; i < count; ++i)
        text += piece;
    return text;
}

std::string contentsOf(const QString& name)
{
    QFile file(QStringLiteral(HEAPLINE_TEST_DATA "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::string timeline()
{
    return contentsOf(QStringLiteral("corner/ok-tiny.heaptimeline"));
}

/// The timeline with one section replaced; its sections stand on a line each. @param section with its quotes
std::string timelineWith(std::string_view section, std::string_view value)
{
    std::string text = timeline();
    const std::size_t begin = text.find(section) + section.size() + 1;
    const std::size_t line = text.find('\n', begin);
    const std::size_t end = line == std::string::npos ? text.size() - 1 : line - 1;
    return text.replace(begin, end - begin, value);
}

std::string headerWith(std::string_view key, std::string_view value)
{
    std::string text = timeline();
    const std::size_t begin = text.find(key) + key.size() + 1;
    return text.replace(begin, text.find_first_of(",}", begin) - begin, value);
}

} // namespace

/// Files that were made to do harm; tests/hostile makes some thousand more. Each is opened by a process of its own, so that its memory is known.
class TstHostileFiles : public QObject {
    Q_OBJECT

private:
    using Make = std::function<std::string()>;

    QTemporaryDir m_folder;

    struct Outcome {
        test::MeasuredLoad load;
        std::uint64_t fileBytes = 0;
    };

    Outcome open(const Make& make)
    {
        QFile file(m_folder.filePath(QStringLiteral("hostile")));
        std::uint64_t bytes = 0;
        {
            const std::string text = make();
            bytes = text.size();
            if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(bytes)) < 0)
                qFatal("cannot write a test file");
            file.close();
        }
        return {test::loadMeasured(file.fileName().toStdString()), bytes};
    }

private Q_SLOTS:
    void areRefused_data()
    {
        QTest::addColumn<Make>("make");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, ErrorCode code, const char* words, Make make) {
            QTest::newRow(name) << std::move(make) << static_cast<int>(code) << QByteArray(words);
        };
        const auto section = [&row](const char* name, ErrorCode code, const char* words, const char* key,
                                    std::string value) {
            row(name, code, words, [key, value = std::move(value)] { return timelineWith(key, value); });
        };
        section("edge_count that overflows 32 bits", ErrorCode::CountMismatch, "owns 4,294,967,295 edges", "\"nodes\"",
                "[9,1,1,0,4294967295,0,0]");
        section("id of 2^64", ErrorCode::BadValue, "id a number that is too large", "\"nodes\"",
                "[9,1,18446744073709551616,0,0,0,0]");
        section("1e400", ErrorCode::BadValue, "not whole", "\"nodes\"", "[9,1,1,1e400,0,0,0]");
        section("NaN", ErrorCode::BadSyntax, "'N'", "\"nodes\"", "[9,1,1,NaN,0,0,0]");
        row("million arrays", ErrorCode::NotJson, "begin with '{'", [] { return times(few, "["); });
        row("million objects", ErrorCode::Truncated, "", [] { return times(few, "{\"a\":"); });
        row("million arrays in the header", ErrorCode::TooLarge, "longer than",
            [] { return "{\"snapshot\":" + times(2 * few, "["); });
        row("header of empty arrays", ErrorCode::TooLarge, "longer than",
            [] { return "{\"snapshot\":{\"meta\":{\"node_types\":[" + times(lots, "[],"); });
        section("brackets for a trace tree", ErrorCode::BadSyntax, "", "\"trace_tree\"", times(lots, "[") + '?');
        section("ten million zeros as samples", ErrorCode::TooLarge, "numbers", "\"samples\"",
                '[' + times(16 * few, "0,") + "?]");
        section("empty strings", ErrorCode::BadSyntax, "", "\"strings\"", '[' + times(lots, "\"\",") + "?]");
        row("call-tree nodes without anything", ErrorCode::TooLarge, "call-tree nodes",
            [] { return "{\"head\":{\"selfSize\":0,\"children\":[" + times(lots, "{},") + "?"; });
        row("million levels of a call tree", ErrorCode::BadSyntax, "",
            [] { return "{\"head\":" + times(few, "{\"selfSize\":1,\"children\":[") + "?"; });
        row("one long string", ErrorCode::BadSyntax, "",
            [] { return "{\"head\":{\"selfSize\":0,\"functionName\":\"" + times(lots, "\u00e9") + "\",?"; });
        row("gzip within gzip", ErrorCode::OtherFormat, "gzip within gzip",
            [] { return stored(contentsOf(QStringLiteral("leaky-http.heaptimeline.gz"))); });
    }
    void areRefused()
    {
        QFETCH(const Make, make);
        QFETCH(const int, code);
        QFETCH(const QByteArray, words);
        const Outcome outcome = open(make);
        QCOMPARE(outcome.load.signal, 0);
        QVERIFY2(outcome.load.error, "it was opened");
        const std::string& sentence = outcome.load.sentence;
        QVERIFY2(static_cast<int>(*outcome.load.error) == code, sentence.c_str());
        QVERIFY2(sentence.find(words.constData()) != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.find('\n') == std::string::npos && sentence.size() < 500, sentence.c_str());
        checkMemory(outcome);
    }

    void areOpened_data()
    {
        QTest::addColumn<Make>("make");
        QTest::addColumn<QByteArray>("note");
        const auto row = [](const char* name, const char* note, Make make) {
            QTest::newRow(name) << std::move(make) << QByteArray(note);
        };
        for (const char* value : {"4000000000", "18446744073709551615", "18446744073709551616", "-1", "1e9", "0.5", "null"})
            row(value, "other counts", [value] { return headerWith("\"node_count\"", value); });
        row("repeated section", "a second \"edges\"", [] {
            std::string text = timeline();
            text.resize(text.find_last_of('}'));
            return text + ",\"edges\":[]}";
        });
        row("two profiles", "another document begins", [] {
            const std::string text = timeline();
            return text + '\n' + text;
        });
        row("million levels of a trace tree", "",
            [] { return timelineWith("\"trace_tree\"", '[' + times(few, "1,0,0,0,[") + times(few + 1, "]")); });
        row("million arrays in a section that nobody knows", "",
            [] { return "{\"x\":" + times(few, "[") + times(few, "]") + ',' + timeline().substr(1); });
    }
    void areOpened()
    {
        QFETCH(const Make, make);
        QFETCH(const QByteArray, note);
        const Outcome outcome = open(make);
        QCOMPARE(outcome.load.signal, 0);
        QVERIFY2(!outcome.load.error, outcome.load.sentence.c_str());
        QVERIFY2(outcome.load.notes.find(note.constData()) != std::string::npos, outcome.load.notes.c_str());
    }

private:
    /// Who refuses a file must not have used much more memory than its size.
    static void checkMemory(const Outcome& outcome)
    {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        constexpr std::uint64_t spare = std::uint64_t{64} << 20;
        const std::uint64_t allowed = 3 * outcome.fileBytes + spare;
        QVERIFY2(
            outcome.load.peakBytes <= allowed,
            qPrintable(QStringLiteral("%1 MB for %2 MB").arg(outcome.load.peakBytes >> 20).arg(outcome.fileBytes >> 20)));
#else
        Q_UNUSED(outcome)
#endif
    }

    /// A gzip member that holds bytes as they are.
    static std::string stored(const std::string& bytes);
};

std::string TstHostileFiles::stored(const std::string& bytes)
{
    std::string member("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);
    const std::size_t most = 60'000;
    for (std::size_t at = 0; at < bytes.size(); at += most) {
        const std::size_t size = std::min(most, bytes.size() - at);
        member += at + size == bytes.size() ? '\1' : '\0';
        for (const std::size_t value : {size, ~size}) {
            member += static_cast<char>(value & 0xFF);
            member += static_cast<char>(value >> 8 & 0xFF);
        }
        member += bytes.substr(at, size);
    }
    return member; // the check sum is missing: nobody comes to it
}

HEAPLINE_TEST(TstHostileFiles)

} // namespace tst_hostile_files

#include "tst_hostile_files.moc"
