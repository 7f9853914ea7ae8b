// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "sampling_text.h"
#include "tests/support/test_program.h"

Q_DECLARE_METATYPE(heapline::NoteCode)

namespace tst_sampling_reader {

using namespace heapline;
using namespace heapline::test;

// The class stands first and holds no bodies: moc of Qt 6.4 loses its way in raw strings.
class TestSamplingReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trees_data();
    void trees();
    void notes_data();
    void notes();
    void rawControlCharactersInStrings();
    void equalStringsAreOne();
    void deepNesting();
};

namespace {

/// A profile of the root and one callee with the given fields.
std::string withNode(const std::string& fields)
{
    return R"j({"head":{"callFrame":{"functionName":"(root)","scriptId":"0","url":"","lineNumber":-1,)j"
           R"j("columnNumber":-1},"selfSize":0,)j"
           R"j("id":1,"children":[{)j"
           + fields + "}]},\"samples\":[]}";
}

/// A profile of the root and one callee of 1 byte, with the given samples.
std::string withSamples(const std::string& samples)
{
    std::string text = withNode(R"j("callFrame":{"functionName":"f"},"selfSize":1,"id":2)j");
    text.replace(text.find("[]}"), 2, samples);
    return text;
}

const char rootLine[] = "(root) 0 0:-1:-1 - #1\n";

} // namespace

void TestSamplingReader::trees_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const std::string& text, const std::string& expected) {
        QTest::newRow(name) << QString::fromStdString(text) << QString::fromStdString(expected);
    };
    row("as V8 writes it", wholeText(), wholePrinted());
    row("white space", std::string("\r\n\t ") + wholeText() + " \r\n", wholePrinted());
    row("byte order mark", "\xEF\xBB\xBF" + wholeText(), wholePrinted());
    row("children first",
        R"j({"samples":[{"ordinal":4,"nodeId":3,"size":7}],"head":{"children":[{"children":[{"children":[],"id":3,)j"
        R"j("selfSize":5,)j"
        R"j("callFrame":{"columnNumber":1,"lineNumber":2,"url":"b.js","scriptId":"7","functionName":"g"}}],"id":2,)j"
        R"j("selfSize":4,)j"
        R"j("callFrame":{"functionName":"f"}},{"selfSize":9,"callFrame":{"functionName":"h"}}],)j"
        R"j("callFrame":{"functionName":"(root)"},"selfSize":1,"id":1}})j",
        "(root) 1 0:-1:-1 - #1\n  f 4 0:-1:-1 - #2\n    g 5 7:2:1 b.js #3\n  h 9 0:-1:-1 - #0\nsample 7 3 4\n");
    row("no ids, no samples, scripts as numbers",
        R"j({"head":{"callFrame":{"functionName":"(root)","scriptId":0,"url":"","lineNumber":-1,"columnNumber":-1},)j"
        R"j("selfSize":0,)j"
        R"j("children":[{"callFrame":{"functionName":"f","scriptId":61,"url":"a.js","lineNumber":9,)j"
        R"j("columnNumber":4},"selfSize":3}]}})j",
        "(root) 0 0:-1:-1 - #0\n  f 3 61:9:4 a.js #0\n");
    row("positions from 1, by a root at line 0 with a number for its script",
        R"j({"head":{"callFrame":{"functionName":"(root)","scriptId":0,"url":"","lineNumber":0,"columnNumber":0},)j"
        R"j("selfSize":0,)j"
        R"j("children":[{"callFrame":{"functionName":"f","scriptId":61,"url":"a.js","lineNumber":9,)j"
        R"j("columnNumber":4},"selfSize":3},)j"
        R"j({"callFrame":{"functionName":"g","scriptId":61,"url":"","lineNumber":0,"columnNumber":0},"selfSize":4}]}})j",
        "(root) 0 0:-1:-1 - #0\n  f 3 61:8:3 a.js #0\n  g 4 61:-1:-1 - #0\n");
    row("a root at line 0 of a text script is of a 0-based file",
        R"j({"head":{"callFrame":{"functionName":"(root)","scriptId":"0","lineNumber":0,"columnNumber":0},"selfSize":0,)j"
        R"j("children":[{"callFrame":{"functionName":"f","scriptId":"61","lineNumber":9,"columnNumber":4},)j"
        R"j("selfSize":3}]}})j",
        "(root) 0 0:0:0 - #0\n  f 3 61:9:4 - #0\n");
    row("old file: fields on the node, positions from 1",
        R"j({"head":{"functionName":"(root)","scriptId":"0","url":"","lineNumber":0,"columnNumber":0,"selfSize":0,)j"
        R"j("children":[{"functionName":"f","scriptId":"61","url":"a.js","lineNumber":10,"columnNumber":5,)j"
        R"j("selfSize":3,"children":[]}]}})j",
        "(root) 0 0:-1:-1 - #0\n  f 3 61:9:4 a.js #0\n");
    row("a callFrame counts more than fields on the node",
        withNode(R"j("url":"x","functionName":"x","callFrame":{"functionName":"f","lineNumber":4},"lineNumber":8,)j"
                 R"j("scriptId":[],"selfSize":1)j"),
        std::string(rootLine) + "  f 1 0:4:-1 - #0\n");
    row("null is as good as absent",
        withNode(R"j("callFrame":{"functionName":"f","url":null,"scriptId":null,"lineNumber":null},"selfSize":1,)j"
                 R"j("id":null,"children":null)j"),
        std::string(rootLine) + "  f 1 0:-1:-1 - #0\n");
    row("unknown keys anywhere",
        R"j({"$vscode":{"rootPath":"/x","head":{"selfSize":1},"locations":[{"callFrame":{"functionName":"no"}},[[1,)j"
        R"j(2],{}]]},"head":)j"
        R"j({"locationId":3,"more":[{"children":[{}]}],"callFrame":{"functionName":"(root)",)j"
        R"j("x":{"functionName":"no"}},"selfSize":0,)j"
        R"j("id":1,"children":[{"callFrame":{"functionName":"f"},"selfSize":1,"positionTicks":[{"line":1,)j"
        R"j("ticks":2}],"id":2}]},)j"
        R"j("samples":[{"size":1,"x":[{"size":7}],"nodeId":2,"ordinal":3}],"endTime":1.5,"flag":true})j",
        std::string(rootLine) + "  f 1 0:-1:-1 - #2\nsample 1 2 3\n");
    row("escapes and characters beyond ASCII",
        withNode(R"j("callFrame":{"functionName":"\uc8fc\ubb38\ud83d\ude00\"\\\n처리","url":"caf)j"
                 "\xC3\xA9"
                 R"j("},"selfSize":1)j"),
        std::string(rootLine) + "  주문😀\"\\\n처리 1 0:-1:-1 café #0\n");
    row("numbers in other spellings",
        withNode(R"j("callFrame":{"functionName":"f","scriptId":6.0,"lineNumber":1e1,"columnNumber":-5},"selfSize":1.2E3,)j"
                 R"j("id":2.0)j"),
        std::string(rootLine) + "  f 1200 6:10:-1 - #2\n");
    row("64-bit numbers",
        withNode(R"j("callFrame":{"functionName":"f"},"selfSize":9007199254740993,"id":18446744073709551615)j"),
        std::string(rootLine) + "  f 9007199254740993 0:-1:-1 - #18446744073709551615\n");
    row("samples twice",
        withSamples(R"j([{"size":1,"nodeId":2,"ordinal":3}],"samples":[{"size":4,"nodeId":2,"ordinal":-6}])j"),
        std::string(rootLine) + "  f 1 0:-1:-1 - #2\nsample 1 2 3\nsample 4 2 0\n");
    row("ordinals that V8 does not count to",
        withSamples(R"j([{"size":1,"nodeId":2,"ordinal":-9223372036854775807},{"size":4,"nodeId":2,"ordinal":1e300}])j"),
        std::string(rootLine) + "  f 1 0:-1:-1 - #2\nsample 1 2 0\nsample 4 2 9007199254740992\n");
}

void TestSamplingReader::trees()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    for (const std::size_t pieceBytes : {1 << 20, 1, 7}) {
        const Reading reading = readText(text.toStdString(), pieceBytes);
        QVERIFY2(reading.file, reading.error ? reading.error->toString().c_str() : "");
        QCOMPARE(QString::fromStdString(printed(*reading.file)), expected);
        QVERIFY2(reading.notes.isEmpty(), reading.notes.isEmpty() ? "" : reading.notes.all()[0].sentence().c_str());
        QCOMPARE(reading.file->textBytes, std::uint64_t(text.toUtf8().size()));
    }
}

void TestSamplingReader::notes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<NoteCode>("code");
    QTest::addColumn<quint64>("count");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const std::string& text, NoteCode code, quint64 count, const char* place,
                        const std::string& expected) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << code << count << QString::fromUtf8(place)
                            << QString::fromStdString(expected);
    };
    const std::string root = rootLine;
    const std::string f = root + "  f 1 0:-1:-1 - #2\n";
    row("fractions", withNode(R"j("callFrame":{"functionName":"f"},"selfSize":100.7)j"), NoteCode::FractionalSizes, 1, "",
        root + "  f 101 0:-1:-1 - #0\n");
    row("no callFrame", withNode(R"j("selfSize":1,"id":2)j"), NoteCode::MissingCallFrames, 1, "",
        root + "  (unknown) 1 0:-1:-1 - #2\n");
    row("no functionName", withNode(R"j("callFrame":{"url":"a.js"},"selfSize":1,"id":2)j"), NoteCode::MissingCallFrames, 1,
        "", root + "  (unknown) 1 0:-1:-1 a.js #2\n");
    row("duplicate ids", withNode(R"j("callFrame":{"functionName":"f"},"selfSize":1,"id":1)j"), NoteCode::DuplicateNodeIds,
        1, "call-tree node id 1", root + "  f 1 0:-1:-1 - #1\n");
    row("duplicate large ids",
        withNode(R"j("callFrame":{"functionName":"f"},"selfSize":1,"id":9000000000,"children":[)j"
                 R"j({"callFrame":{"functionName":"g"},"selfSize":2,"id":9000000000}])j"),
        NoteCode::DuplicateNodeIds, 1, "call-tree node id 9000000000",
        root + "  f 1 0:-1:-1 - #9000000000\n    g 2 0:-1:-1 - #9000000000\n");
    const std::string place = "byte " + std::to_string(withSamples("[]").size() + 1) + ", where another document begins";
    row("text after the end", withSamples("[]") + "\n{\"head\":1}", NoteCode::TextAfterEnd, 0, place.c_str(), f);
    row("lone surrogates",
        withNode(R"j("callFrame":{"functionName":"a\ud800b\uDC00","url":"\ud800\ud800\udc00"},"selfSize":1,"id":2)j"),
        // Halves stay as they are, as WTF-8, of which Qt makes three replacement characters.
        NoteCode::DamagedStrings, 2, "",
        root + "  a\uFFFD\uFFFD\uFFFDb\uFFFD\uFFFD\uFFFD 1 0:-1:-1 \uFFFD\uFFFD\uFFFD\U00010000 #2\n");
    row("no UTF-8",
        withNode("\"callFrame\":{\"functionName\":\"a\xFF\xC3(\",\"url\":\"\xED\xA0\x80\"},\"selfSize\":1,\"id\":2"),
        NoteCode::DamagedStrings, 2, "", root + "  a\uFFFD\uFFFD( 1 0:-1:-1 \uFFFD\uFFFD\uFFFD #2\n");
    row("samples are no array", withSamples("{\"a\":[1]}"), NoteCode::MalformedSectionSkipped, 0,
        "samples is an object, not an array", f);
    row("a sample is no object", withSamples(R"j([{"size":1,"nodeId":2,"ordinal":1},7])j"),
        NoteCode::MalformedSectionSkipped, 0, "samples[1] is a number, not an object", f);
    row("a sample of negative size", withSamples(R"j([{"size":-1,"nodeId":2,"ordinal":1}])j"),
        NoteCode::MalformedSectionSkipped, 0, "samples[0] size is negative (-1)", f);
    row("a sample whose size is text", withSamples(R"j([{"size":"1","nodeId":2,"ordinal":1}])j"),
        NoteCode::MalformedSectionSkipped, 0, "samples[0] size is text", f);
    row("a sample without size", withSamples(R"j([{"nodeId":2,"ordinal":1}])j"), NoteCode::MalformedSectionSkipped, 0,
        "samples[0] has no size", f);
    row("samples without ordinal", withSamples(R"j([{"size":1,"nodeId":2}])j"), NoteCode::MalformedSectionSkipped, 0,
        "samples[0] has no ordinal", f);
    row("samples too large together",
        withSamples(R"j([{"size":9000000000000000000,"nodeId":2,"ordinal":1},{"size":9000000000000000000,"nodeId":2,)j"
                    R"j("ordinal":2}])j"),
        NoteCode::MalformedSectionSkipped, 0, "samples[1] size is too large", f);
}

void TestSamplingReader::notes()
{
    QFETCH(const QByteArray, text);
    QFETCH(const NoteCode, code);
    QFETCH(const quint64, count);
    QFETCH(const QString, place);
    QFETCH(const QString, expected);
    for (const std::size_t pieceBytes : {1 << 20, 1, 5}) {
        const Reading reading = readText(text.toStdString(), pieceBytes);
        QVERIFY2(reading.file, reading.error ? reading.error->toString().c_str() : "");
        QCOMPARE(QString::fromStdString(printed(*reading.file)), expected);
        QCOMPARE(reading.notes.all().size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(reading.note(code).place), place);
        QCOMPARE(reading.note(code).count, std::uint64_t(count));
    }
}

void TestSamplingReader::rawControlCharactersInStrings()
{
    std::string text = withNode(R"j("callFrame":{"functionName":"aXbXc"},"selfSize":1)j");
    text[text.find('X')] = '\n';
    text[text.find('X')] = '\0';
    const Reading reading = readText(text);
    QVERIFY(reading.file && reading.notes.isEmpty());
    QCOMPARE(reading.file->strings[reading.file->nodes.functionName[1]], std::string_view("a\nb\0c", 5));
}

void TestSamplingReader::equalStringsAreOne()
{
    std::string children;
    for (int i = 0; i < 5000; ++i)
        children += std::string(i ? "," : "") + R"j({"callFrame":{"functionName":"f)j" + std::to_string(i % 2000)
                    + R"j(","url":"a.js"},"selfSize":1})j";
    const Reading reading = readText(R"j({"head":{"children":[)j" + children + "]}}");
    QVERIFY(reading.file);
    const auto& names = reading.file->nodes.functionName;
    QCOMPARE(names[1 + 2000], names[1]);
    QVERIFY(names[2] != names[1]);
    QCOMPARE(reading.file->strings[names[4000]], std::string_view("f1999"));
    QCOMPARE(reading.file->strings[StringId(0)], std::string_view(""));
    QVERIFY(reading.file->strings.size() < 2010);
}

void TestSamplingReader::deepNesting()
{
    constexpr int calls = 100'000;
    std::string text = R"j({"head":)j";
    for (int i = 0; i < calls; ++i)
        text += R"j({"selfSize":1,"callFrame":{"functionName":"f"},"children":[)j";
    for (int i = 0; i < calls; ++i)
        text += "]}";
    const Reading reading = readText(text + "}");
    QVERIFY(reading.file);
    QCOMPARE(reading.file->nodes.size(), std::size_t(calls));
    QCOMPARE(reading.file->nodes.parent.back(), std::uint32_t(calls - 2));
}

HEAPLINE_TEST(TestSamplingReader)

} // namespace tst_sampling_reader

#include "tst_sampling_reader.moc"
