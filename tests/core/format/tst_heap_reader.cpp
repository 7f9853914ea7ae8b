// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/heap_reader.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/format/error_of.h"
#include "tests/core/format/heap_file_text.h"
#include "tests/core/format/json_text.h"
#include "tests/core/format/memory_source.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_heap_reader {

using namespace heapline;

namespace {

struct Reading {
    std::optional<HeapFile> file;
    Notes notes;
    std::optional<Error> error;
};

Reading read(const std::string& text, std::size_t step = MemorySource::inOnePiece)
{
    Reading reading;
    MemorySource source(text, step);
    Progress progress;
    reading.error = errorOf([&] { reading.file = readHeapFile(source, reading.notes, progress); });
    return reading;
}

/// All that is in a file as text, to compare whole files.
std::string printed(const HeapFile& file)
{
    std::string text;
    const auto name = [&](StringId id) { return std::string(file.strings[id]); };
    for (std::size_t i = 0; i < file.nodes.size(); ++i) {
        text += "node " + std::to_string(file.nodes.type[i]) + " '" + name(file.nodes.name[i]) + "' @"
                + std::to_string(file.nodes.id[i]) + ' ' + std::to_string(file.nodes.selfSize[i]) + " B "
                + std::to_string(file.nodes.edgeCount[i]) + " edges";
        text += file.nodes.traceNodeId.empty() ? "" : " trace " + std::to_string(file.nodes.traceNodeId[i]);
        text += (file.nodes.detachedness.empty() ? "" : " state " + std::to_string(file.nodes.detachedness[i])) + '\n';
    }
    for (std::size_t i = 0; i < file.edges.size(); ++i)
        text += "edge " + std::to_string(file.edges.type[i]) + ' ' + std::to_string(file.edges.nameOrIndex[i]) + " -> "
                + std::to_string(file.edges.toNode[i].value) + '\n';
    for (std::size_t i = 0; i < file.traceFunctions.size(); ++i)
        text += "function " + name(file.traceFunctions.name[i]) + ' ' + name(file.traceFunctions.scriptName[i]) + ' '
                + std::to_string(file.traceFunctions.scriptId[i]) + ' ' + std::to_string(file.traceFunctions.line[i]) + ':'
                + std::to_string(file.traceFunctions.column[i]) + '\n';
    for (std::size_t i = 0; i < file.traceTree.size(); ++i)
        text += "trace " + std::to_string(file.traceTree.id[i]) + " in " + std::to_string(file.traceTree.parent[i])
                + " function " + std::to_string(file.traceTree.functionIndex[i]) + ' '
                + std::to_string(file.traceTree.count[i]) + "x " + std::to_string(file.traceTree.sizeBytes[i]) + " B\n";
    for (std::size_t i = 0; i < file.samples.size(); ++i)
        text += "sample " + std::to_string(file.samples.timestampUs[i]) + " @"
                + std::to_string(file.samples.lastAssignedId[i]) + '\n';
    for (std::size_t i = 0; i < file.locations.size(); ++i)
        text += "location " + std::to_string(file.locations.object[i].value) + ' '
                + std::to_string(file.locations.scriptId[i]) + ' ' + std::to_string(file.locations.line[i]) + ':'
                + std::to_string(file.locations.column[i]) + '\n';
    return text;
}

const std::string nodesWithStacks = "node 9 '' @1 0 B 2 edges trace 0 state 0\n"
                                    "node 3 'global' @3 100 B 2 edges trace 2 state 1\n"
                                    "node 2 'text' @5 24 B 0 edges trace 1 state 2\n";
const std::string otherRows = "edge 5 2 -> 1\nedge 1 7 -> 2\nedge 2 3 -> 2\nedge 6 4 -> 1\n"
                              "function <dummy> <dummy> 0 0:0\nfunction main app.js 9 13:5\n"
                              "trace 1 in 0 function 0 0x 0 B\ntrace 2 in 0 function 1 3x 300 B\n"
                              "sample 1000 @3\nsample 2000 @5\nlocation 1 9 12:4\n";

} // namespace

class TstHeapReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Each field list that V8 has written.
    void layouts_data()
    {
        QTest::addColumn<std::string>("fields");
        QTest::addColumn<std::string>("nodes");
        const std::string plain =
            "node 9 '' @1 0 B 2 edges\nnode 3 'global' @3 100 B 2 edges\nnode 2 'text' @5 24 B 0 edges\n";
        QTest::newRow("Node 12") << std::string("type name id self_size edge_count trace_node_id")
                                 << std::string(
                                        "node 9 '' @1 0 B 2 edges trace 0\nnode 3 'global' @3 100 B 2 edges trace 2\n"
                                        "node 2 'text' @5 24 B 0 edges trace 1\n");
        QTest::newRow("Node 16 to 22") << std::string("type name id self_size edge_count trace_node_id detachedness")
                                       << nodesWithStacks;
        QTest::newRow("Node 24 without stacks")
            << std::string("type name id self_size edge_count detachedness")
            << std::string("node 9 '' @1 0 B 2 edges state 0\nnode 3 'global' @3 100 B 2 edges state 1\n"
                           "node 2 'text' @5 24 B 0 edges state 2\n");
        QTest::newRow("least") << std::string("type name id self_size edge_count") << plain;
        QTest::newRow("another order") << std::string("edge_count self_size id name type") << plain;
        QTest::newRow("unknown fields") << std::string("color type name age id self_size size edge_count flags") << plain;
    }
    void layouts()
    {
        QFETCH(std::string, fields);
        QFETCH(std::string, nodes);
        HeapFileText text;
        text.nodeFields.clear();
        for (const QByteArray& field : QByteArray::fromStdString(fields).split(' '))
            text.nodeFields.push_back(field.toStdString());
        for (const char* separator : {"", "\n", " \r\n\t"}) {
            text.separator = separator;
            for (const std::size_t step : {std::size_t{1}, std::size_t{10}, MemorySource::inOnePiece}) {
                const Reading reading = read(text.text() + '\n', step);
                QVERIFY2(reading.file, reading.error ? reading.error->toString().c_str() : "");
                QCOMPARE(printed(*reading.file), nodes + otherRows);
                QVERIFY(reading.notes.isEmpty());
                QCOMPARE(reading.file->textBytes, std::uint64_t{text.text().size()});
            }
        }
    }

    void locationsOfNewerVersions()
    {
        HeapFileText text;
        text.locationFields = {"object_index", "script_id", "script_object_index", "line", "column"};
        const Reading reading = read(text.text());
        QVERIFY(reading.file);
        QCOMPARE(printed(*reading.file), nodesWithStacks + otherRows);
    }

    void header()
    {
        HeapFileText text;
        text.moreHeader = json(",'extra_native_bytes':77,'root_index':7,'surprise':{'deep':[1]}");
        const Reading reading = read(text.text());
        QVERIFY(reading.file);
        const HeapHeader& header = reading.file->header;
        QCOMPARE(header.nodeCount, 3u);
        QCOMPARE(header.edgeCount, 4u);
        QCOMPARE(header.traceFunctionCount, 2u);
        QCOMPARE(*header.extraNativeBytes, 77u);
        QCOMPARE(*header.rootIndex, 7u);
        QCOMPARE(header.nodeTypes.size(), 10u);
        QCOMPARE(header.edgeTypes.at(6), "weak");
        QVERIFY(!read(HeapFileText().text()).file->header.extraNativeBytes);
        QVERIFY(!read(HeapFileText().text()).file->header.rootIndex);
    }

    void sectionsInAnyOrder()
    {
        const HeapFileText text;
        std::vector<std::string> order = {"edges", "nodes", "snapshot", "strings"};
        const std::vector<std::string> others = {"locations", "samples", "trace_function_infos", "trace_tree"};
        std::size_t round = 0;
        do {
            std::vector<std::string> all = order;
            for (std::size_t i = 0; i < others.size(); ++i) // at places that differ from round to round
                all.insert(all.begin() + static_cast<std::ptrdiff_t>((round * (i + 1) + i) % (all.size() + 1)), others[i]);
            for (const std::size_t step : {std::size_t{1}, std::size_t{100}, MemorySource::inOnePiece}) {
                const Reading reading = read(text.text(all), step);
                QVERIFY2(reading.file, reading.error ? reading.error->toString().c_str() : "");
                QCOMPARE(printed(*reading.file), nodesWithStacks + otherRows);
                QVERIFY(reading.notes.isEmpty());
            }
            ++round;
        } while (std::next_permutation(order.begin(), order.end()));
        QCOMPARE(round, 24u);
    }

    void unknownKeysAreSkipped()
    {
        std::string text = "\xEF\xBB\xBF{\"version\":1.5,\"nested\":{\"nodes\":[[{\"edges\":\"]}\"}]],\"a\":null},";
        text += HeapFileText().text().substr(1);
        text.insert(text.rfind(",\n\"strings\""),
                    ",\"scopes\":[1,2,3],\"s\\u0063opes\":\"\\\"}\",\"nodes\":[\"a second one\"]");
        text.insert(text.size() - 1, ",\"after\":[true,false]");
        for (const std::size_t step : {std::size_t{1}, MemorySource::inOnePiece}) {
            const Reading reading = read(text, step);
            QVERIFY2(reading.file, reading.error ? reading.error->toString().c_str() : "");
            QCOMPARE(printed(*reading.file), nodesWithStacks + otherRows);
            QCOMPARE(reading.notes.all().size(), std::size_t{1}); // "nodes" is there twice
            QVERIFY(reading.notes.all().front() == (Note{NoteCode::MalformedSectionSkipped, 0, "a second \"nodes\""}));
        }
    }

    void oddities_data()
    {
        QTest::addColumn<std::string>("from");
        QTest::addColumn<std::string>("to");
        QTest::addColumn<int>("note");
        QTest::addColumn<quint64>("count");
        const auto row = [](const char* name, const char* from, const char* to, NoteCode note, quint64 count = 0) {
            QTest::newRow(name) << json(from) << json(to) << static_cast<int>(note) << count;
        };
        row("node count", "'node_count':3", "'node_count':4", NoteCode::HeaderCountsDiffer);
        row("no node count", "'node_count':3,", "", NoteCode::HeaderCountsDiffer);
        row("functions", "'trace_function_count':2", "'trace_function_count':1", NoteCode::HeaderCountsDiffer);
        row("node type", "9,1,1,0,2", "44,1,1,0,2", NoteCode::UnknownNodeTypes, 1);
        row("location", "[7,9,12,4]", "[700,9,12,4]", NoteCode::LocationsSkipped, 1);
        row("location between nodes", "[7,9,12,4]", "[8,9,12,4]", NoteCode::LocationsSkipped, 1);
        row("location cut", "[7,9,12,4]", "[7,9,12]", NoteCode::LocationsSkipped, 1);
        row("sample cut", "[1000,3,2000,5]", "[1000,3,2000,5,6000]", NoteCode::MalformedSectionSkipped);
        row("samples without fields", "['timestamp_us','last_assigned_id']", "['when','what']",
            NoteCode::MalformedSectionSkipped);
        row("trace tree of another shape", "[2,1,3,300,[]]", "[2,1,3,[],300]", NoteCode::MalformedSectionSkipped);
        row("trace tree cut", "[2,1,3,300,[]]", "2,1,3,300", NoteCode::MalformedSectionSkipped);
        row("string", "'global'", "'glo\\uD83Dbal'", NoteCode::DamagedStrings, 1);
        row("text behind", "'app.js']}", "'app.js']} {}", NoteCode::TextAfterEnd);
        row("last bracket", "'app.js']}", "'app.js'] ", NoteCode::FileEndsEarly);
    }
    void oddities()
    {
        QFETCH(std::string, from);
        QFETCH(std::string, to);
        QFETCH(int, note);
        QFETCH(quint64, count);
        std::string text = HeapFileText().text();
        const std::size_t at = text.find(from);
        QVERIFY(at != std::string::npos);
        text.replace(at, from.size(), to);
        const Reading reading = read(text);
        QVERIFY2(reading.file, reading.error ? reading.error->toString().c_str() : "");
        QCOMPARE(reading.notes.all().size(), 1u);
        QCOMPARE(static_cast<int>(reading.notes.all().front().code), note);
        QCOMPARE(reading.notes.all().front().count, std::uint64_t{count});
    }

    void errors_data()
    {
        QTest::addColumn<std::string>("from");
        QTest::addColumn<std::string>("to");
        QTest::addColumn<int>("code");
        QTest::addColumn<std::string>("section");
        QTest::addColumn<std::string>("message");
        const auto row = [](const char* name, const char* from, const char* to, ErrorCode code, const char* section,
                            const char* message) {
            QTest::newRow(name) << json(from) << json(to) << static_cast<int>(code) << std::string(section)
                                << std::string(message);
        };
        row("target past the nodes", "2,3,14,", "2,3,21,", ErrorCode::BadValue, "edges",
            "edge 2: to_node 21 is past the nodes (21 numbers)");
        row("target between nodes", "2,3,14,", "2,3,13,", ErrorCode::BadValue, "edges",
            "edge 2: to_node 13 is not a multiple of 7");
        row("target below zero", "2,3,14,", "2,3,-7,", ErrorCode::BadValue, "edges", "edge 2: to_node -7");
        row("target of 33 bits", "2,3,14,", "2,3,4294967310,", ErrorCode::BadValue, "edges", "edge 2: to_node 4294967310");
        row("edge name", "2,3,14,", "2,6,14,", ErrorCode::BadValue, "edges", "edge 2: name 6, but there are 6 strings");
        row("node name", "9,1,1,0,2", "9,66,1,0,2", ErrorCode::BadValue, "nodes",
            "node 0: name 66, but there are 6 strings");
        row("negative size", "3,2,3,100,2", "3,2,3,-100,2", ErrorCode::BadValue, "nodes", "node 1: self_size -100");
        row("size past 2^53", "3,2,3,100,2", "3,2,3,9007199254740993,2", ErrorCode::BadValue, "nodes",
            "node 1: self_size 9007199254740993");
        row("too few edges", "9,1,1,0,2", "9,1,1,0,1", ErrorCode::CountMismatch, "nodes",
            "the nodes own 3 edges, the file has 4");
        row("far too many edges", "9,1,1,0,2", "9,1,1,0,4000000000", ErrorCode::CountMismatch, "nodes",
            "node 0 owns 4,000,000,000 edges, the file has 4");
        row("half a node", "2,3,5,24,0,1,2]", "2,3,5,24,0,1]", ErrorCode::CountMismatch, "nodes",
            "nodes has 20 numbers, not a multiple of 7");
        row("half an edge", "6,4,7]", "6,4]", ErrorCode::CountMismatch, "edges",
            "edges has 11 numbers, not a multiple of 3");
        row("function name", "7,4,5,9,13,5", "7,4,55,9,13,5", ErrorCode::BadValue, "trace_function_infos",
            "function 1: script_name 55, but there are 6 strings");
        row("no nodes", "'nodes':", "'n':", ErrorCode::MissingSection, "nodes", "there is no \"nodes\"");
        row("no strings", "'strings':", "'s':", ErrorCode::MissingSection, "strings", "there is no \"strings\"");
        row("no snapshot", "'snapshot':", "'s':", ErrorCode::MissingSection, "snapshot", "there is no \"snapshot\"");
        row("no meta", "{'meta':", "{'m':", ErrorCode::BadMeta, "snapshot", "no snapshot.meta");
        row("no field", "'self_size'", "'size'", ErrorCode::BadMeta, "snapshot", "meta.node_fields has no \"self_size\"");
        row("snapshot is a list", "'snapshot':", "'snapshot':[1],'s':", ErrorCode::BadMeta, "snapshot",
            "\"snapshot\" is not an object");
        row("broken header", "'node_count':", "'node_count'", ErrorCode::BadSyntax, "snapshot",
            "its header is not well-formed");
        row("number among strings", "'app.js'", "7", ErrorCode::BadSyntax, "strings",
            "unexpected '7' where a string should be");
        row("root past the nodes", "'edge_count':4", "'edge_count':4,'root_index':21", ErrorCode::BadMeta, "snapshot",
            "root_index 21 is past the nodes");
        row("native bytes", "'edge_count':4", "'edge_count':4,'extra_native_bytes':18446744073709551615", ErrorCode::BadMeta,
            "snapshot", "extra_native_bytes 18446744073709551615 is too large");
    }
    void errors()
    {
        QFETCH(std::string, from);
        QFETCH(std::string, to);
        QFETCH(int, code);
        QFETCH(std::string, section);
        QFETCH(std::string, message);
        std::string text = HeapFileText().text();
        const std::size_t at = text.rfind(from);
        QVERIFY(at != std::string::npos);
        text.replace(at, from.size(), to);
        const Reading reading = read(text);
        QVERIFY(reading.error);
        QCOMPARE(reading.error->message, message);
        QCOMPARE(reading.error->section, section);
        QCOMPARE(static_cast<int>(reading.error->code), code);
    }

    /// A file of one object, of which the header promises millions, needs the memory of one object.
    void promisesTakeNoMemory()
    {
        std::string text = HeapFileText().text();
        text.replace(text.find(json("'node_count':3")), 14, json("'node_count':4000000000"));
        text.replace(text.find(json("'edge_count':4")), 14, json("'edge_count':18446744073709551615"));
        const Reading reading = read(text);
        QVERIFY(reading.file);
        QVERIFY(reading.notes.contains(NoteCode::HeaderCountsDiffer));
        QVERIFY(reading.file->nodes.type.capacity() < 1000);
    }

    /// A file cut within its strings shows what it has, with placeholders for names that are missing.
    void stringsCutShort_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::newRow("V8's order") << HeapFileText().text();
        QTest::newRow("snapshot late") << HeapFileText().text({"nodes", "edges", "snapshot", "strings"});
    }
    void stringsCutShort()
    {
        QFETCH(std::string, text);
        text.resize(text.rfind("\"global\"") + 4);
        const Reading reading = read(text);
        QVERIFY(reading.file);
        const std::string nodes = "node 9 '' @1 0 B 2 edges trace 0 state 0\n"
                                  "node 3 '(missing)' @3 100 B 2 edges trace 2 state 1\n"
                                  "node 2 '(missing)' @5 24 B 0 edges trace 1 state 2\n";
        QCOMPARE(printed(*reading.file).substr(0, nodes.size()), nodes);
        QVERIFY(reading.notes.contains(NoteCode::FileEndsEarly));
    }

    void deepTraceTree()
    {
        constexpr std::size_t depth = 200'000;
        std::string tree;
        for (std::size_t i = 0; i < depth; ++i)
            tree += (i ? ",[" : "[") + std::to_string(i + 1) + ",1,1,8";
        tree += ",[]" + std::string(depth, ']');
        std::string text = HeapFileText().text();
        const std::string small = "[1,0,0,0,[2,1,3,300,[]]]";
        text.replace(text.find(small), small.size(), tree);
        const Reading reading = read(text);
        QVERIFY2(reading.file, reading.error ? reading.error->toString().c_str() : "");
        QCOMPARE(reading.file->traceTree.size(), depth);
        QCOMPARE(reading.file->traceTree.parent.back(), std::uint32_t{depth - 2});
        QCOMPARE(reading.file->traceTree.id.back(), std::uint64_t{depth});
    }
};

HEAPLINE_TEST(TstHeapReader)

} // namespace tst_heap_reader

#include "tst_heap_reader.moc"
