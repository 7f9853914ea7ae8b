// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/format/read_ahead.h"
#include "sampling_text.h"
#include "tests/core/format/memory_source.h"
#include "tests/support/test_program.h"

#include <array>
#include <stop_token>

Q_DECLARE_METATYPE(heapline::ErrorCode)

namespace tst_sampling_damage {

using namespace heapline;
using namespace heapline::test;

// The class stands first and holds no bodies: moc of Qt 6.4 loses its way in raw strings.
class TestSamplingDamage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void errors_data();
    void errors();
    void placesBehindRepairedText();
    void longTextIsNotInMessages();
    void cut_data();
    void cut();
    void cutBeforeTheNamesOfCallers();
    void cutAtEveryByte();
    void everyByteReplaced();
    void stops();
};

void TestSamplingDamage::errors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("at"); ///< the text from the reported byte on begins so; empty: no place
    const auto row = [](const char* name, const char* text, ErrorCode code, const char* message, const char* section,
                        const char* at) {
        QTest::newRow(name) << QString::fromUtf8(text) << code << QString::fromUtf8(message) << QString::fromUtf8(section)
                            << QString::fromUtf8(at);
    };
    using enum ErrorCode;
    row("negative size", R"j({"head":{"callFrame":{"functionName":"f"},"selfSize": -5 ,"id":2}})j", BadValue,
        "call-tree node 1 \"f\": selfSize is negative (-5)", "head", "-5");
    row("negative fraction", R"j({"head":{"selfSize":-0.5}})j", BadValue,
        "call-tree node 1 \"(unknown)\": selfSize is negative (-0.500000)", "head", "-0.5");
    row("size is text", R"j({"head":{"selfSize":"big one","id":2}})j", BadValue,
        "call-tree node 1 \"(unknown)\": selfSize is text, not a number", "head", "\"big one\"");
    row("size is null", R"j({"head":{"selfSize":null}})j", BadValue,
        "call-tree node 1 \"(unknown)\": selfSize is null, not a number", "head", "null");
    row("size is an object", R"j({"head":{"selfSize":{"a":1}}})j", BadValue,
        "call-tree node 1 \"(unknown)\": selfSize is an object, not a number", "head", "{\"a\"");
    row("infinite size", R"j({"head":{"children":[{"selfSize":1e400}]}})j", BadValue,
        "call-tree node 2 \"(unknown)\": selfSize is too large", "head", "1e400");
    row("size past 64 bits", R"j({"head":{"selfSize":100000000000000000000}})j", BadValue,
        "call-tree node 1 \"(unknown)\": selfSize is too large", "head", "1000");
    row("sizes that do not add up",
        R"j({"head":{"selfSize":9000000000000000000,"children":[{"selfSize":9000000000000000000}]}})j", BadValue,
        "call-tree node 2 \"(unknown)\": selfSize is too large", "head", "9000000000000000000}");
    row("children is an object", R"j({"head":{"callFrame":{"functionName":"(root)"},"children":{"0":{}}}})j", BadValue,
        "call-tree node 1 \"(root)\": children is an object, not an array", "head", "{\"0\"");
    row("children is a number", R"j({"head":{"children":7}})j", BadValue,
        "call-tree node 1 \"(unknown)\": children is a number, not an array", "head", "7}");
    row("a child is null", R"j({"head":{"children":[{"callFrame":{"lineNumber":1}},null]}})j", BadValue,
        "call-tree node 1 \"(unknown)\": children holds null in place of a node", "head", "null");
    row("a child is text", R"j({"head":{"children":[{"url":"x"},"text"]}})j", BadValue,
        "call-tree node 1 \"(unknown)\": children holds text in place of a node", "head", "\"text\"");
    row("callFrame is a number", R"j({"head":{"callFrame":3}})j", BadValue,
        "call-tree node 1 \"(unknown)\": callFrame is a number", "head", "3}");
    row("functionName is a number", R"j({"head":{"callFrame":{"functionName":12}}})j", BadValue,
        "call-tree node 1 \"(unknown)\": functionName is a number", "head", "12}");
    row("lineNumber is text", R"j({"head":{"callFrame":{"functionName":"f","lineNumber":"1"}}})j", BadValue,
        "call-tree node 1 \"f\": lineNumber is text", "head", "\"1\"");
    row("negative id", R"j({"head":{"id":-1}})j", BadValue, "call-tree node 1 \"(unknown)\": id is negative", "head", "-1");
    row("id is true", R"j({"head":{"id":true}})j", BadValue, "call-tree node 1 \"(unknown)\": id is true or false", "head",
        "true");
    row("head is an array", R"j({"head":[]})j", BadValue, "\"head\" is an array, not an object", "head", "[]");
    row("head is null", R"j({"head":null})j", BadValue, "\"head\" is null, not an object", "head", "null");
    row("two heads", R"j({"head":{},"head":{}})j", BadValue, "\"head\" is there twice", "head", "{}}");
    row("no head", R"j({"samples":[]})j", MissingSection, "there is no \"head\", which holds the call tree", "head", "");
    row("no object", R"j(["head"])j", NotAProfile, "the file holds an array, not an object", "", "[");
    row("a number", "12 ", NotAProfile, "the file holds a number, not an object", "", "12");
    row("no comma", R"j({"head":{"selfSize":1 "id":2}})j", BadSyntax, "unexpected '\"' where ',' or '}' should be", "head",
        "\"id\":2}}");
    row("a wrong word", R"j({"head":{"selfSize":nul}})j", BadSyntax, "there should be \"null\"", "head", "}}");
    row("a bad escape", R"j({"head":{"url":"a\qb"}})j", BadSyntax, "", "head", "qb");
    row("a bad escape of a character", R"j({"head":{"url":"a\u12x4"}})j", BadSyntax, "", "head", "x4");
    row("no number", R"j({"head":{"selfSize":1},"x":1e9e9})j", BadSyntax, "\"1e9e9\" is no number", "x", "1e9e9");
}

void TestSamplingDamage::errors()
{
    QFETCH(const QString, text);
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, message);
    QFETCH(const QString, section);
    QFETCH(const QString, at);
    const std::string bytes = text.toStdString();
    const Reading reading = readText(bytes);
    QVERIFY(reading.error);
    const Error& error = *reading.error;
    QCOMPARE(error.code, code);
    if (!message.isEmpty())
        QCOMPARE(QString::fromStdString(error.message), message);
    QVERIFY(!error.message.empty());
    QCOMPARE(QString::fromStdString(error.section), section);
    if (at.isEmpty()) {
        QCOMPARE(error.byteOffset, Error::noOffset);
    } else {
        QVERIFY(error.byteOffset < bytes.size());
        const QString rest = QString::fromStdString(bytes.substr(error.byteOffset));
        QVERIFY2(rest.startsWith(at), qPrintable(rest));
    }
}

void TestSamplingDamage::placesBehindRepairedText()
{
    const std::string text = "\xEF\xBB\xBF{\"head\":{\"url\":\"\xFF\n\xFF\\ud800\xC3\xA9\",\"selfSize\":-7}}";
    for (const std::size_t pieceBytes : {1000, 1, 3}) {
        const Reading reading = readText(text, pieceBytes);
        QVERIFY(reading.error);
        QCOMPARE(reading.error->byteOffset, std::uint64_t(text.find("-7")));
    }
}

void TestSamplingDamage::longTextIsNotInMessages()
{
    const Reading syntax = readText(R"j({"head":{"url":")j" + std::string(100'000, 'x') + "\\q\"}}");
    QVERIFY(syntax.error && syntax.error->message.size() < 200);
    const Reading value =
        readText(R"j({"head":{"callFrame":{"functionName":")j" + std::string(100'000, 'x') + R"j("},"selfSize":-1}})j");
    QVERIFY(value.error && value.error->message.size() < 200);
}

void TestSamplingDamage::cut_data()
{
    QTest::addColumn<QString>("cutBefore"); ///< the text ends before the last of these
    QTest::addColumn<QString>("expected");  ///< empty: refused
    QTest::addColumn<QString>("place");
    const QString tree = QString::fromStdString(wholePrinted().substr(0, wholePrinted().find("sample")));
    const QString lines = QStringLiteral("(root) 0 0:-1:-1 - #1\n  main 100 61:9:4 a.js #2\n");
    QTest::newRow("nothing") << "{\"head\""
                             << ""
                             << "";
    QTest::newRow("before head's value") << "{\"callFrame\":{\"functionName\":\"(root)"
                                         << ""
                                         << "";
    QTest::newRow("no size yet") << "100,\"id\":2"
                                 << ""
                                 << "";
    QTest::newRow("a size may lack digits") << ",\"id\":2"
                                            << ""
                                            << "";
    QTest::newRow("after the first size") << ":2,\"children\":"
                                          << "(root) 0 0:-1:-1 - #1\n  main 100 61:9:4 a.js #0\n"
                                          << "within \"head\"";
    QTest::newRow("an id may lack digits") << ",\"children\":[{\"callFrame\":{\"functionName\":\"leak"
                                           << "(root) 0 0:-1:-1 - #1\n  main 100 61:9:4 a.js #0\n"
                                           << "within \"head\"";
    QTest::newRow("a callee without a name") << "eak\"" << lines << "within \"head\"";
    QTest::newRow("a callee with a name") << ",\"scriptId\":\"61\",\"url\":\"a.js\",\"lineNumber\":3"
                                          << lines + QStringLiteral("    leak 0 0:-1:-1 - #0\n") << "within \"head\"";
    QTest::newRow("last node open") << "]}]}]}" << tree << "within \"head\"";
    QTest::newRow("between head and samples") << ",\"samples\"" << tree << "behind \"head\"";
    QTest::newRow("in the key") << "ples\"" << tree << "behind \"head\"";
    QTest::newRow("before the samples") << "[{\"size\"" << tree << "within \"samples\"";
    QTest::newRow("in the second sample") << "\"ordinal\":5" << tree + QStringLiteral("sample 100 2 1\n") << "within \"samples\"";
    QTest::newRow("the last bracket") << "}" << QString::fromStdString(wholePrinted()) << "behind \"samples\"";
}

void TestSamplingDamage::cut()
{
    QFETCH(const QString, cutBefore);
    QFETCH(const QString, expected);
    QFETCH(const QString, place);
    const std::size_t end = wholeText().rfind(cutBefore.toStdString());
    QVERIFY(end != std::string::npos);
    const Reading reading = readText(wholeText().substr(0, end));
    if (expected.isEmpty()) {
        QVERIFY(reading.error);
        QCOMPARE(reading.error->code, ErrorCode::Truncated);
        QCOMPARE(reading.error->byteOffset, std::uint64_t(end));
    } else {
        QVERIFY2(reading.file, reading.error ? reading.error->toString().c_str() : "");
        QCOMPARE(QString::fromStdString(printed(*reading.file)), expected);
        QCOMPARE(QString::fromStdString(reading.note(NoteCode::FileEndsEarly).place), place);
    }
}

void TestSamplingDamage::cutBeforeTheNamesOfCallers()
{
    const Reading reading =
        readText(R"j({"head":{"children":[{"children":[{"selfSize":5,"callFrame":{"functionName":"g"}},{"chil)j");
    QVERIFY(reading.file);
    QCOMPARE(QString::fromStdString(printed(*reading.file)),
             QStringLiteral("(root) 0 0:-1:-1 - #0\n  (unknown) 0 0:-1:-1 - #0\n    g 5 0:-1:-1 - #0\n"));
    QCOMPARE(reading.note(NoteCode::MissingCallFrames).count, std::uint64_t(1));
}

void TestSamplingDamage::cutAtEveryByte()
{
    for (std::size_t end = 0; end < wholeText().size(); ++end) {
        const Reading reading = readText(wholeText().substr(0, end), end % 3 ? 1 << 20 : 1);
        if (reading.error) {
            QCOMPARE(reading.error->code, ErrorCode::Truncated);
        } else {
            QVERIFY(reading.notes.contains(NoteCode::FileEndsEarly));
            // What was read is a beginning of the whole, but for the size of the last node.
            const SamplingNodeColumns& nodes = reading.file->nodes;
            const std::array<std::uint64_t, 4> sizes = {0, 100, 1000, 50};
            const std::array<std::uint32_t, 4> parents = {0, 0, 1, 1};
            QVERIFY(nodes.size() >= 2 && nodes.size() <= 4);
            for (std::size_t row = 0; row < nodes.size(); ++row) {
                QCOMPARE(nodes.parent[row], parents[row]);
                QVERIFY(nodes.selfSize[row] == sizes[row] || (nodes.selfSize[row] == 0 && row + 1 == nodes.size()));
            }
        }
    }
}

void TestSamplingDamage::everyByteReplaced()
{
    // Whatever comes out, it is a file with equally long columns or an error with a message.
    for (const char replacement : {'\0', '"', '{', ']', '9', '-', '\\', '\xFF', ' '}) {
        for (std::size_t at = 0; at < wholeText().size(); ++at) {
            std::string text = wholeText();
            text[at] = replacement;
            const Reading reading = readText(text);
            if (reading.error) {
                QVERIFY(!reading.error->message.empty());
                continue;
            }
            const SamplingNodeColumns& nodes = reading.file->nodes;
            QVERIFY(nodes.size() > 0 && nodes.selfSize.size() == nodes.size() && nodes.functionName.size() == nodes.size());
            QVERIFY(nodes.line.size() == nodes.size() && nodes.id.size() == nodes.size()
                    && nodes.url.size() == nodes.size());
            for (std::size_t row = 1; row < nodes.size(); ++row)
                QVERIFY(nodes.parent[row] < row);
            QCOMPARE(reading.file->samples.sizeBytes.size(), reading.file->samples.nodeId.size());
        }
    }
}

void TestSamplingDamage::stops()
{
    std::string text = wholeText();
    text.insert(1, R"j("padding":")j" + std::string(8 * ReadAhead::blockBytes, 'x') + "\",");
    std::stop_source stop;
    int reportsAfterStop = 0;
    Progress progress(stop.get_token(), [&](Phase, double fraction) {
        reportsAfterStop += stop.stop_requested();
        if (fraction > 0.1)
            stop.request_stop();
    });
    MemorySource source(text);
    Notes notes;
    try {
        readSamplingProfile(source, notes, progress);
        QFAIL("not stopped");
    } catch (const ErrorException& exception) {
        QCOMPARE(exception.error().code, ErrorCode::Cancelled);
        QCOMPARE(reportsAfterStop, 0);
        QVERIFY(source.storedPosition() < text.size()); // blocks are read ahead
    }
}

HEAPLINE_TEST(TestSamplingDamage)

} // namespace tst_sampling_damage

#include "tst_sampling_damage.moc"
