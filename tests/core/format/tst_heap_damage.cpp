// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/heap_reader.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/format/error_of.h"
#include "tests/core/format/heap_file_text.h"
#include "tests/core/format/json_text.h"
#include "tests/core/format/memory_source.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_heap_damage {

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

/// Whether every index of a file leads to something, as its readers may rely on.
bool isSound(const HeapFile& file)
{
    const NodeColumns& nodes = file.nodes;
    const EdgeColumns& edges = file.edges;
    const std::size_t count = nodes.size();
    bool sound = count > 0 && nodes.name.size() == count && nodes.id.size() == count && nodes.selfSize.size() == count
                 && nodes.edgeCount.size() == count && (nodes.traceNodeId.empty() || nodes.traceNodeId.size() == count)
                 && (nodes.detachedness.empty() || nodes.detachedness.size() == count)
                 && edges.nameOrIndex.size() == edges.size() && edges.toNode.size() == edges.size();
    std::uint64_t owned = 0;
    for (std::size_t i = 0; sound && i < count; ++i) {
        owned += nodes.edgeCount[i];
        sound = nodes.name[i].value < file.strings.size();
    }
    for (std::size_t i = 0; sound && i < edges.size(); ++i) {
        const std::uint8_t type = edges.type[i];
        const bool isNumber = type >= file.header.edgeTypes.size() || file.header.edgeTypes[type] == "element"
                              || file.header.edgeTypes[type] == "hidden";
        sound = edges.toNode[i].value < count && (isNumber || edges.nameOrIndex[i] < file.strings.size());
    }
    for (std::size_t i = 0; sound && i < file.traceTree.size(); ++i)
        sound = i == 0 ? file.traceTree.parent[i] == 0 : file.traceTree.parent[i] < i;
    for (std::size_t i = 0; sound && i < file.traceFunctions.size(); ++i)
        sound = file.traceFunctions.name[i].value < file.strings.size()
                && file.traceFunctions.scriptName[i].value < file.strings.size();
    for (std::size_t i = 0; sound && i < file.locations.size(); ++i)
        sound = file.locations.object[i].value < count;
    return sound && owned == edges.size()
           && (!file.header.rootIndex || *file.header.rootIndex / file.header.nodeFields.size() < count);
}

/// What may come of a damaged file: a sound one, or an error that says what is wrong, within the file.
bool isGoodOutcome(const Reading& reading, std::size_t textBytes)
{
    if (reading.file)
        return isSound(*reading.file);
    const Error& error = *reading.error;
    return error.code != ErrorCode::Cancelled && error.code != ErrorCode::OutOfMemory && !error.message.empty()
           && (error.byteOffset == Error::noOffset || error.byteOffset <= textBytes);
}

HeapFileText tiny()
{
    HeapFileText text;
    text.nodeFields = {"type", "name", "id", "self_size", "edge_count", "trace_node_id"};
    text.nodeTypeNames = json("['hidden','array','string','object']");
    for (auto& row : text.nodeRows) {
        if (row["type"] == "9")
            row["type"] = "0";
    }
    return text;
}

} // namespace

/// Heap files that are cut or damaged anywhere: what is read of them is sound, or an error says what is wrong.
class TstHeapDamage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// No prefix of a file is taken for the whole, whatever the order of its sections.
    void everyPrefix_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::newRow("V8's order") << HeapFileText().text();
        QTest::newRow("strings last, snapshot before") << tiny().text({"nodes", "edges", "snapshot", "strings"});
        QTest::newRow("strings first") << tiny().text({"strings", "snapshot", "nodes", "edges"});
    }
    void everyPrefix()
    {
        QFETCH(std::string, text);
        int partly = 0;
        for (std::size_t length = 0; length < text.size(); ++length) {
            const Reading reading = read(text.substr(0, length));
            QVERIFY2(isGoodOutcome(reading, length), qPrintable(QString::number(length)));
            QVERIFY2(reading.error || reading.notes.contains(NoteCode::FileEndsEarly), qPrintable(QString::number(length)));
            partly += !reading.error;
        }
        QVERIFY(partly > 0); // with all but the last bracket at least, something can be shown
    }

    void everyByteReplaced_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::newRow("V8's order") << tiny().text();
        QTest::newRow("snapshot late") << tiny().text(
            {"nodes", "trace_tree", "snapshot", "edges", "trace_function_infos", "samples", "strings"});
    }
    void everyByteReplaced()
    {
        QFETCH(std::string, text);
        for (std::size_t at = 0; at < text.size(); ++at) {
            for (const char c : std::string("09-.e\"\\[]{},:n \x00\xFF", 17)) {
                std::string damaged = text;
                damaged[at] = c;
                const Reading reading = read(damaged);
                QVERIFY2(isGoodOutcome(reading, damaged.size()),
                         qPrintable(QStringLiteral("byte %1 of %2 made 0x%3")
                                        .arg(at)
                                        .arg(text.size())
                                        .arg(int{static_cast<unsigned char>(c)}, 0, 16)));
            }
        }
    }
};

HEAPLINE_TEST(TstHeapDamage)

} // namespace tst_heap_damage

#include "tst_heap_damage.moc"
