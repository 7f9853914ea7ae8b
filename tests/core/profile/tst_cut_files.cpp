// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/byte_source.h"
#include "core/profile/load.h"
#include "tests/core/format/memory_source.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <string>

namespace tst_cut_files {

using namespace heapline;

namespace {

std::string textOf(const char* file)
{
    const auto source = openByteSource(std::string(HEAPLINE_TEST_DATA "/") + file);
    std::string text;
    std::string piece(1 << 20, '\0');
    while (const std::size_t got = source->read(piece.data(), piece.size()))
        text.append(piece, 0, got);
    return text;
}

Result<std::shared_ptr<const Profile>> loadText(std::string text)
{
    Progress progress;
    return loadProfile(std::make_unique<MemorySource>(std::move(text)), "text", progress);
}

std::string at(std::size_t row)
{
    return "row " + std::to_string(row);
}

/// The text that names the first difference between what a part of a file tells and what the whole file does, or "".
std::string differenceOf(const Heap& part, const Heap& whole)
{
    const HeapGraph& a = part.graph;
    const HeapGraph& b = whole.graph;
    if (a.nodeCount() > b.nodeCount() || a.edgeCount() > b.edgeCount())
        return "more rows than the whole file";
    std::uint64_t sizes = a.header.extraNativeBytes.value_or(0);
    for (std::uint32_t i = 0; i < a.nodeCount(); ++i) {
        const NodeOrdinal node(i);
        if (a.nodes.id[i] != b.nodes.id[i] || a.nodes.type[i] != b.nodes.type[i])
            return "node, " + at(i);
        // "Detached " is put before names by analysis, as far as it goes.
        if (a.name(node) != "(missing)" && !b.name(node).ends_with(a.name(node)))
            return "name, " + at(i);
        const EdgeRange known = a.edgesOf(node);
        const EdgeRange all = b.edgesOf(node);
        if (known.first != std::min<std::uint32_t>(all.first, static_cast<std::uint32_t>(a.edgeCount()))
            || known.last != std::min<std::uint32_t>(all.last, static_cast<std::uint32_t>(a.edgeCount())))
            return "edges of node, " + at(i);
        sizes += part.shallowSize[i];
    }
    for (std::uint32_t e = 0; e < a.edgeCount(); ++e) {
        const EdgeIndex edge(e);
        if (a.target(edge) != b.target(edge) || a.edges.type[e] != b.edges.type[e])
            return "edge, " + at(e);
        if (a.isNumbered(edge) ? a.edges.nameOrIndex[e] != b.edges.nameOrIndex[e]
                               : a.edgeName(edge) != "(missing)" && a.edgeName(edge) != b.edgeName(edge))
            return "name of edge, " + at(e);
    }
    const bool hasTotal = part.totalSize == whole.totalSize && sizes == part.totalSize && a.nodeCount() == b.nodeCount();
    if (!hasTotal && (part.totalSize != 0 || a.edgeCount() != 0))
        return "total size";
    return {};
}

/// What depends on all references is that of the whole file, or none of it is told.
std::string differenceOfReferences(const Heap& part, const Heap& whole)
{
    const std::size_t count = part.graph.nodeCount();
    if (!part.knowsReferences()) {
        const bool isSilent = part.statistics.v8Total == 0 && part.nativeContexts.contexts.empty()
                              && part.classes.interfaces.empty()
                              && std::ranges::all_of(part.distance, [](std::int32_t distance) { return distance < 0; });
        return isSilent ? std::string() : "a figure that cannot be known";
    }
    if (count != whole.graph.nodeCount() || part.graph.edgeCount() != whole.graph.edgeCount())
        return "references are said to be whole";
    for (std::size_t i = 0; i < count; ++i) {
        if (part.shallowSize[i] != whole.shallowSize[i] || part.retainedSize[i] != whole.retainedSize[i]
            || part.distance[i] != whole.distance[i] || part.dominator[i] != whole.dominator[i])
            return "figures of node, " + at(i);
    }
    return {};
}

/// @param sameSizes whether parts of objects are booked on their owners in both
std::string differenceOfTimelines(const Timeline& part, const Timeline& whole, bool sameSizes)
{
    const std::size_t ticks = part.lastId.size();
    if (ticks > whole.lastId.size())
        return "ticks";
    const auto isBeginning = [ticks](const auto& known, const auto& all) {
        return known.size() == ticks && std::equal(known.begin(), known.end(), all.begin());
    };
    if (!isBeginning(part.lastId, whole.lastId) || !isBeginning(part.position, whole.position)
        || (sameSizes && (!isBeginning(part.bytes, whole.bytes) || !isBeginning(part.count, whole.count))))
        return "timeline";
    return {};
}

std::string differenceOfStacks(const Stacks& part, const Stacks& whole)
{
    if (part.callTree.parent != whole.callTree.parent)
        return "call tree";
    for (std::size_t i = 0; i < part.callTree.size(); ++i) {
        const FrameId a = part.callTree.frame[i];
        const FrameId b = whole.callTree.frame[i];
        if (part.frames.line[a.value] != whole.frames.line[b.value])
            return "frame of call-tree node, " + at(i);
    }
    return {};
}

/// Loads the first @p length bytes. @return whether something of them can be shown
bool checkPart(const std::string& text, std::size_t length, const Profile& whole)
{
    const auto loaded = loadText(text.substr(0, length));
    if (!loaded) {
        const bool isSaid = loaded.error().code == ErrorCode::Truncated || loaded.error().code == ErrorCode::EmptyFile
                            || loaded.error().code == ErrorCode::NotAProfile;
        QTest::qVerify(isSaid, "refused for another reason", loaded.error().toString().c_str(), __FILE__, __LINE__);
        return false;
    }
    const Profile& part = **loaded;
    std::string difference = part.notes.contains(NoteCode::FileEndsEarly) ? "" : "the note";
    if (difference.empty())
        difference = differenceOf(*part.heap, *whole.heap);
    if (difference.empty())
        difference = differenceOfReferences(*part.heap, *whole.heap);
    if (difference.empty() && part.timeline)
        difference = differenceOfTimelines(*part.timeline, *whole.timeline, part.heap->knowsReferences());
    if (difference.empty() && part.stacks)
        difference = differenceOfStacks(*part.stacks, *whole.stacks);
    if (!difference.empty())
        difference += ", cut at byte " + std::to_string(length);
    QTest::qVerify(difference.empty(), "a part tells what the whole does", difference.c_str(), __FILE__, __LINE__);
    return true;
}

} // namespace

/// Files that end too early: what is shown of them is what the whole file says, or is not shown.
class TestCutFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyByte()
    {
        const std::string text = textOf("corner/ok-tiny.heaptimeline");
        const auto whole = loadText(text);
        QVERIFY(whole.hasValue());
        std::size_t shown = 0;
        for (std::size_t length = 0; length + 1 < text.size() && !QTest::currentTestFailed(); ++length)
            shown += checkPart(text, length, **whole);
        // From the first node on.
        const std::size_t nodes = text.find("\"nodes\":[");
        QVERIFY(shown > text.size() - nodes - 60);
    }

    void recording_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("timeline") << QByteArray("shapes.node16.heaptimeline.gz");
        QTest::newRow("snapshot of a page") << QByteArray("detached-dom.chromium.heapsnapshot.gz");
    }
    void recording()
    {
        QFETCH(QByteArray, file);
        const std::string text = textOf(file.constData());
        const auto whole = loadText(text);
        QVERIFY(whole.hasValue());
        for (const char* section :
             {"nodes", "edges", "trace_function_infos", "trace_tree", "samples", "locations", "strings"}) {
            const std::size_t begin = text.find('"' + std::string(section) + "\":[");
            QVERIFY(begin != std::string::npos);
            const std::size_t end = std::min(text.find("\":[", begin + 30), text.size());
            checkPart(text, begin + (end - begin) / 2, **whole);
        }
        checkPart(text, text.size() - 8, **whole);
    }

    /// A gzip file that ends too early opens as far as its text goes, or says that it is the gzip data that end.
    void gzip()
    {
        QFile file(QStringLiteral(HEAPLINE_TEST_DATA "/corner/ok-tiny.heaptimeline.gz"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray stored = file.readAll();
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("cut.gz"));
        int opened = 0;
        for (qsizetype length = 18; length < stored.size(); ++length) {
            QFile cut(path);
            QVERIFY(cut.open(QIODevice::WriteOnly) && cut.write(stored.left(length)) == length);
            cut.close();
            Progress progress;
            const auto loaded = loadProfile(path.toStdString(), progress);
            if (loaded)
                QVERIFY((*loaded)->notes.contains(NoteCode::FileEndsEarly));
            else
                QVERIFY2(loaded.error().code == ErrorCode::BadGzip, loaded.error().toString().c_str());
            opened += loaded.hasValue();
        }
        QVERIFY(opened > 8); // without the check sum at least, which is eight bytes
    }

    /// Which figures are there, by the section that the file ends in.
    void whatIsKnown_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("edges");
        QTest::addColumn<bool>("stacks");
        QTest::addColumn<bool>("timeline");
        QTest::newRow("nodes") << QByteArray("bad-cut-in-nodes") << 2 << 0 << false << false;
        QTest::newRow("edges") << QByteArray("bad-cut-in-edges") << 9 << 1 << false << false;
        QTest::newRow("trace tree") << QByteArray("bad-cut-in-trace-tree") << 9 << 10 << false << false;
        QTest::newRow("before strings") << QByteArray("bad-cut-before-strings") << 9 << 10 << true << true;
        QTest::newRow("strings") << QByteArray("bad-cut-in-string") << 9 << 10 << true << true;
    }
    void whatIsKnown()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, nodes);
        QFETCH(int, edges);
        QFETCH(bool, stacks);
        QFETCH(bool, timeline);
        const auto loaded = loadText(textOf(("corner/" + file + ".heaptimeline").constData()));
        QVERIFY(loaded.hasValue());
        const Profile& profile = **loaded;
        QCOMPARE(static_cast<int>(profile.heap->graph.nodeCount()), nodes);
        QCOMPARE(static_cast<int>(profile.heap->graph.edgeCount()), edges);
        QCOMPARE(profile.stacks.has_value(), stacks);
        QCOMPARE(profile.timeline.has_value(), timeline);
        QVERIFY(!profile.heap->knowsReferences());
        QCOMPARE(profile.notes.contains(NoteCode::StacksCutOff), !stacks);
        QCOMPARE(profile.notes.contains(NoteCode::SamplesMissing), !timeline);
        QVERIFY(!profile.notes.contains(NoteCode::NoAllocationStacks)
                && !profile.notes.contains(NoteCode::NoTimelineSamples));
        QCOMPARE(profile.origin.kind, timeline ? FileKind::HeapTimeline : FileKind::HeapCutOff);
    }
};

HEAPLINE_TEST(TestCutFiles)

} // namespace tst_cut_files

#include "tst_cut_files.moc"
