// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/statistic_parts.h"
#include "core/profile/load.h"
#include "core/profile/memory_text.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/graph_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <random>

namespace tst_statistic_parts {

using namespace heapline;

namespace {

std::shared_ptr<const Profile> recording(const char* name)
{
    Progress progress;
    return *loadProfile(std::string(HEAPLINE_TEST_DATA "/") + name, progress);
}

/// The rules of DevTools' calculateStatistics(), object by object, over those that count.
Statistics naive(const Heap& heap, const std::function<bool(std::uint32_t)>& counts)
{
    const HeapGraph& graph = heap.graph;
    Statistics s;
    for (std::uint32_t i = 0; i < graph.nodeCount(); ++i) {
        const std::uint64_t size = counts(i) ? heap.shallowSize[i] : 0;
        const std::string_view type = graph.typeName(NodeOrdinal(i));
        s.total += size;
        if (type == "hidden") {
            s.system += size;
        } else if (type == "native") {
            s.nativeTotal += size;
            s.typedArrays += graph.name(NodeOrdinal(i)) == "system / JSArrayBufferData" ? size : 0;
        } else if (type == "code") {
            s.code += size;
        } else if (type.find("string") != std::string_view::npos) {
            s.strings += size;
        } else if (graph.name(NodeOrdinal(i)) == "Array") {
            s.jsArrays += size;
            for (const EdgeIndex edge : graph.edgesOf(NodeOrdinal(i))) {
                if (graph.typeName(edge) != "internal" || graph.edgeName(edge) != "elements")
                    continue;
                const std::uint32_t elements = graph.target(edge).value;
                if (graph.edgesInto(NodeOrdinal(elements)).size() == 1 && counts(elements))
                    s.jsArrays += heap.shallowSize[elements];
                break;
            }
        }
    }
    s.v8Total = s.total - s.nativeTotal;
    return s;
}

std::string text(const Statistics& s)
{
    return "code " + std::to_string(s.code) + " strings " + std::to_string(s.strings) + " arrays "
           + std::to_string(s.jsArrays) + " typed " + std::to_string(s.typedArrays) + " system " + std::to_string(s.system)
           + " js " + std::to_string(s.v8Total - s.code - s.strings - s.jsArrays - s.system) + " native "
           + std::to_string(s.nativeTotal - s.typedArrays) + " total " + std::to_string(s.total);
}

std::string text(const PartStatistics& s)
{
    using Part = StatisticPart;
    const auto bytes = [&](Part part) { return std::to_string(s.of(part).bytes); };
    return "code " + bytes(Part::Code) + " strings " + bytes(Part::Strings) + " arrays " + bytes(Part::JsArrays) + " typed "
           + bytes(Part::TypedArrays) + " system " + bytes(Part::System) + " js " + bytes(Part::OtherJs) + " native "
           + bytes(Part::OtherNative) + " total " + std::to_string(s.total.bytes);
}

/// Whether the objects of each part have its bytes and its number, but for what the figures say of themselves.
void checkObjects(const Heap& heap, const StatisticParts& parts, const PartStatistics& figures)
{
    for (std::size_t i = 0; i < statisticPartCount; ++i) {
        const auto part = static_cast<StatisticPart>(i);
        const std::vector<std::uint8_t> passes = parts.objectsOf(part);
        PartFigures sum;
        for (std::uint32_t node = 0; node < passes.size(); ++node) {
            sum.bytes += passes[node] ? heap.shallowSize[node] : 0;
            sum.objects += passes[node] && heap.shallowSize[node];
        }
        if (part == StatisticPart::OtherJs)
            sum.bytes -= figures.countedTwice;
        if (part == StatisticPart::OtherNative)
            sum.bytes += figures.bytesWithoutObject;
        QCOMPARE(sum.bytes, figures.of(part).bytes);
        QCOMPARE(sum.objects, figures.of(part).objects);
    }
}

} // namespace

class TstStatisticParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The whole heap has DevTools' figures (which the golden figures check), ranges and filters what a naive sum has.
    void recordings_data()
    {
        QTest::addColumn<QByteArray>("file");
        for (const char* file :
             {"leaky-http.heaptimeline.gz", "shapes.node12.heaptimeline.gz", "shapes.node26.heaptimeline.gz",
              "detached-dom.chromium.heaptimeline.gz", "orders-2-after.heapsnapshot.gz"})
            QTest::newRow(file) << QByteArray(file);
    }
    void recordings()
    {
        QFETCH(QByteArray, file);
        const auto profile = recording(file.constData());
        const Heap& heap = *profile->heap;
        const StatisticParts parts(heap, {});
        const PartStatistics whole = parts.figures(heap, {}, {});
        QCOMPARE(text(whole), text(heap.statistics));
        checkObjects(heap, parts, whole);

        std::mt19937 random(7);
        std::vector<std::uint8_t> passes(heap.graph.nodeCount());
        for (int round = 0; round < 5; ++round) {
            const std::uint64_t a = random() % heap.maxObjectId;
            const std::uint64_t b = random() % heap.maxObjectId;
            const IdRange ids{std::min(a, b), std::max(a, b)};
            for (std::uint8_t& pass : passes)
                pass = random() % 3 != 0;
            QCOMPARE(text(parts.figures(heap, ids, {})),
                     text(naive(heap, [&](std::uint32_t i) { return ids.contains(heap.graph.nodes.id[i]); })));
            QCOMPARE(text(parts.figures(heap, ids, passes)),
                     text(naive(heap, [&](std::uint32_t i) { return ids.contains(heap.graph.nodes.id[i]) && passes[i]; })));
            QCOMPARE(text(parts.figures(heap, {}, passes)),
                     text(naive(heap, [&](std::uint32_t i) { return passes[i] != 0; })));
        }
    }

    /// Elements of array literals are code until somebody writes into them: two parts of DevTools have them.
    void elementsThatAreCode()
    {
        const GraphBuilder builder(
            "root -> gc:synthetic(1); gc -> a(16)=Array b(16)=Array o(640); a -> internal:elements e:code(100);"
            "b -> internal:elements f:code(1000); o -> f");
        const Heap heap = builder.analyse();
        const StatisticParts parts(heap, {});
        const PartStatistics whole = parts.figures(heap, {}, {});
        QCOMPARE(text(whole), text(heap.statistics));
        QCOMPARE(whole.of(StatisticPart::JsArrays).bytes, 132U);
        QCOMPARE(whole.of(StatisticPart::Code).bytes, 1100U);
        QCOMPARE(whole.countedTwice, 100U);
        checkObjects(heap, parts, whole);
        QCOMPARE(parts.objectsOf(StatisticPart::JsArrays)[builder["e"].value], 1);
        QCOMPARE(parts.objectsOf(StatisticPart::Code)[builder["e"].value], 1);
        QCOMPARE(parts.objectsOf(StatisticPart::JsArrays)[builder["f"].value], 0);
    }

    void whatRssIs()
    {
        GraphBuilder builder(
            "root -> gc:synthetic; gc -> a(1000) b:native(2000)='system / JSArrayBufferData' c:native(500)");
        builder.extraNativeBytes = 4000;
        const auto sentences = memorySentences(builder.analyse());
        QCOMPARE(sentences.size(), std::size_t{3});
        QCOMPARE(sentences.front().english(),
                 "This file accounts for 7.5 kB: 1.0 kB in V8’s heap and 6.5 kB of native memory, of which "
                 "2.0 kB are contents of ArrayBuffers and 4.0 kB are known to V8 only as a sum.");
        QCOMPARE(memorySentences(GraphBuilder("root -> gc:synthetic; gc -> a(1000)").analyse()).front().english(),
                 "This file accounts for 1.0 kB, all of it in V8’s heap, and tells nothing of native memory.");
        for (const MemorySentence& sentence : sentences)
            QVERIFY(sentence.text.find('%') == std::string_view::npos || !sentence.bytes.empty());
    }
};

HEAPLINE_TEST(TstStatisticParts)

} // namespace tst_statistic_parts

#include "tst_statistic_parts.moc"
