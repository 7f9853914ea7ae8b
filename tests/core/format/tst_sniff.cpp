// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/sniff.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/format/error_of.h"
#include "tests/core/format/json_text.h"
#include "tests/core/format/memory_source.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_sniff {

using namespace heapline;

class TstSniff : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<bool>("isHeap");
        const auto heap = [](const char* name, const char* text) { QTest::newRow(name) << json(text) << true; };
        const auto sampling = [](const char* name, const char* text) { QTest::newRow(name) << json(text) << false; };
        heap("snapshot first", "{'snapshot':{");
        heap("snapshot, spaced", " \r\n\t{ 'snapshot' : {} }");
        heap("byte order mark", "\xEF\xBB\xBF{'snapshot':{");
        heap("nodes first", "{'nodes':[0,1,2");
        heap("nodes first, spaced", "{'nodes': [ \n 5");
        heap("edges first", "{'edges':[0");
        heap("strings first", "{'strings':['a'");
        heap("other keys before", "{'extra':{'head':{'nodes':[{}]}},'more':['snapshot'],'snapshot':{");
        heap("empty nodes before", "{'nodes':[],'snapshot':{");
        heap("timeline samples before", "{'samples':[1,2,3],'snapshot':{");
        sampling("head first", "{'head':{");
        sampling("samples first", "{'samples':[{'size':1");
        sampling("samples first, spaced", "{ 'samples' : [ \n{'size':1");
        sampling("no samples before", "{'samples':[],'head':{");
        sampling("escaped key", "{'\\u0068ead':{");
        sampling("other keys before", "{'meta':{'snapshot':1},'selfSize':12,'head':{");
    }
    void kinds()
    {
        QFETCH(std::string, text);
        QFETCH(bool, isHeap);
        for (const std::size_t step : {std::size_t{1}, std::size_t{5}, MemorySource::inOnePiece}) {
            MemorySource source(text, step);
            Progress progress;
            QVERIFY(sniffContent(source, progress) == (isHeap ? ContentKind::HeapGraph : ContentKind::SamplingProfile));
            QCOMPARE(source.storedPosition(), 0u); // rewound
        }
    }

    void others_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, std::string text, ErrorCode code) {
            QTest::newRow(name) << json(std::move(text)) << static_cast<int>(code);
        };
        row("nothing", "", ErrorCode::EmptyFile);
        row("white space", " \n\r\t ", ErrorCode::EmptyFile);
        row("byte order mark alone", "\xEF\xBB\xBF", ErrorCode::EmptyFile);
        row("cut byte order mark", "\xEF", ErrorCode::EmptyFile);
        row("text", "hello", ErrorCode::NotJson);
        row("HTML", "<!doctype html><html>", ErrorCode::NotJson);
        row("nul bytes", std::string(100, '\0'), ErrorCode::NotJson);
        row("number and text", "12 monkeys", ErrorCode::NotJson);
        row("open array", "[1,2", ErrorCode::NotJson);
        row("words", "not json", ErrorCode::NotJson);
        row("array", "[1,2]", ErrorCode::NotAProfile);
        row("number", "12", ErrorCode::NotAProfile);
        row("string", "'snapshot'", ErrorCode::NotAProfile);
        row("null", " null ", ErrorCode::NotAProfile);
        row("empty object", "{}", ErrorCode::NotAProfile);
        row("other object", "{'a':1,'b':[{}]}", ErrorCode::NotAProfile);
        row("no nodes, nothing else", "{'nodes':[],'samples':[]}", ErrorCode::NotAProfile);
        row("CPU profile", "{'nodes':[{'id':1}],'startTime':1}", ErrorCode::OtherFormat);
        row("CPU profile by its times", "{'startTime':1,'nodes':[]}", ErrorCode::OtherFormat);
        row("CPU profile, samples first", "{'samples':[1,2],'timeDeltas':[0]}", ErrorCode::OtherFormat);
        row("performance trace", "{'traceEvents':[]}", ErrorCode::OtherFormat);
        row("WebKit snapshot", "{'version':3,'type':'Inspector','nodeClassNames':[]}", ErrorCode::OtherFormat);
        row("speedscope", "{'$schema':'https://www.speedscope.app/file-format-schema.json'}", ErrorCode::OtherFormat);
        row("UTF-16", std::string("\xFF\xFE{\0'\0s\0", 8), ErrorCode::OtherFormat);
        row("UTF-16, the other way round", std::string("\xFE\xFF\0{\0'\0s", 8), ErrorCode::OtherFormat);
        row("UTF-16 without a mark", std::string("{\0'\0s\0", 6), ErrorCode::OtherFormat);
        row("UTF-16 without a mark, the other way round", std::string("\0{\0'\0s", 6), ErrorCode::OtherFormat);
        row("UTF-32", std::string("\xFF\xFE\0\0{\0\0\0", 8), ErrorCode::OtherFormat);
        row("UTF-32 without a mark, the other way round", std::string("\0\0\0{\0\0\0'", 8), ErrorCode::OtherFormat);
        row("gzip within gzip", "\x1F\x8B\x08", ErrorCode::OtherFormat);
        row("ZIP", "PK\x03\x04...", ErrorCode::OtherFormat);
        row("zstd", "\x28\xB5\x2F\xFD...", ErrorCode::OtherFormat);
        row("cut object", "{'a':1", ErrorCode::Truncated);
        row("cut key", "{'snap", ErrorCode::Truncated);
        row("cut after the brace", "{", ErrorCode::Truncated);
        row("no colon", "{'snapshot'}", ErrorCode::BadSyntax);
        row("no key", "{12:1}", ErrorCode::BadSyntax);
    }
    void others()
    {
        QFETCH(std::string, text);
        QFETCH(int, code);
        for (const std::size_t step : {std::size_t{1}, std::size_t{5}, MemorySource::inOnePiece}) {
            MemorySource source(text, step);
            Progress progress;
            const auto error = errorOf([&] { sniffContent(source, progress); });
            QVERIFY(error);
            QCOMPARE(static_cast<int>(error->code), code);
            if (error->code == ErrorCode::OtherFormat)
                QVERIFY(!error->message.empty());
        }
    }
};

HEAPLINE_TEST(TstSniff)

} // namespace tst_sniff

#include "tst_sniff.moc"
