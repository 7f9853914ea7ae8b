// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/flame_source.h"
#include "tests/ui/stacks/drawn_stacks.h"
#include "ui/stacks/flame_search.h"
#include "ui/stacks/flame_text.h"

#include <QTest>

#include <random>

using namespace heapline;
using namespace heapline::test;

namespace {

const char* const drawing = "main 10\n"
                            "  parse 5\n"
                            "    alloc 20\n"
                            "  run 0\n"
                            "    parse 30\n"
                            "      alloc 100\n"
                            "    alloc 7\n"
                            "  parse 1\n"
                            "    alloc 2\n"
                            "idle 3\n";

FlameData dataOf(const std::shared_ptr<Profile>& profile, FlameData::Kind kind, const char* function = nullptr)
{
    FlameData data;
    data.stacks = std::shared_ptr<const Stacks>(profile, &*profile->stacks);
    auto weights = std::make_shared<StackWeights>();
    computeWeights(*data.stacks, {}, *weights);
    data.weights = weights;
    data.kind = kind;
    for (std::size_t row = 0; function && row < data.stacks->frames.size(); ++row) {
        if (functionNameText(*data.stacks, FrameId(row)) == function)
            data.function = FrameId(row);
    }
    return data;
}

/// "name begin+weight" for each box, children in brackets.
QString printed(FlameSource& source, FlameBoxId id)
{
    source.open(id, 1);
    const FlameBox box = source.box(id);
    QString text = QStringLiteral("%1 %2+%3").arg(flameLabel(source, id)).arg(box.begin).arg(box.weight);
    QStringList children;
    const auto opened = source.opened(id);
    for (const FlameBoxId child : std::vector<FlameBoxId>(opened.begin(), opened.end()))
        children << printed(source, child);
    return children.isEmpty() ? text : text + QStringLiteral(" [") + children.join(QStringLiteral(", ")) + QLatin1Char(']');
}

/// A tree of random shape, with repeated siblings and recursion.
std::string randomDrawing(unsigned seed)
{
    std::mt19937 random(seed);
    std::string text;
    int depth = 0;
    for (int line = 0; line < 120; ++line) {
        text += std::string(static_cast<std::size_t>(depth) * 2, ' ') + static_cast<char>('a' + random() % 5) + " "
                + std::to_string(random() % 4 == 0 ? random() % 50 : 0) + "\n";
        depth = static_cast<int>(random() % static_cast<unsigned>(depth + 2));
    }
    return text;
}

} // namespace

class TestFlameSource : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void growsAllTrees_data()
    {
        using Kind = FlameData::Kind;
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("function");
        QTest::addColumn<QString>("tree");
        QTest::newRow("top down") << int(Kind::TopDown) << QByteArray()
                                  << QStringLiteral(
                                         "All 0+178 [main 0+175 [run 0+137 [parse 0+130 [alloc 0+100], alloc 130+7], "
                                         "parse 137+28 [alloc 137+22]], idle 175+3]");
        QTest::newRow("bottom up") << int(Kind::BottomUp) << QByteArray()
                                   << QStringLiteral(
                                          "All 0+178 [alloc 0+129 [parse 0+122 [run 0+100 [main 0+100], main 100+22], "
                                          "run 122+7 [main 122+7]], parse 129+36 [run 129+30 [main 129+30], main 159+6], "
                                          "main 165+10, idle 175+3]");
        QTest::newRow("callees") << int(Kind::Callees) << QByteArray("parse") << QStringLiteral("parse 0+158 [alloc 0+122]");
        QTest::newRow("callers") << int(Kind::Callers) << QByteArray("parse")
                                 << QStringLiteral("parse 0+158 [run 0+130 [main 0+130], main 130+28]");
        QTest::newRow("callers of the outermost")
            << int(Kind::Callers) << QByteArray("main") << QStringLiteral("main 0+175");
    }

    void growsAllTrees()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, function);
        QFETCH(QString, tree);
        const auto source = makeFlameSource(
            dataOf(drawnProfile(drawing), FlameData::Kind(kind), function.isEmpty() ? nullptr : function.constData()));
        QCOMPARE(printed(*source, FlameSource::root()), tree);
    }

    void countsRecursionOnce()
    {
        const auto profile = drawnProfile("f 1\n  g 2\n    f 4\n      f 8\n");
        QCOMPARE(printed(*makeFlameSource(dataOf(profile, FlameData::Kind::Callees, "f")), 0),
                 QStringLiteral("f 0+15 [g 0+14 [f 0+12 [f 0+8]]]"));
        QCOMPARE(printed(*makeFlameSource(dataOf(profile, FlameData::Kind::Callers, "f")), 0), QStringLiteral("f 0+15"));
    }

    void opensStepByStepAsAtOnce()
    {
        for (unsigned seed = 1; seed < 20; ++seed) {
            const auto profile = drawnProfile(randomDrawing(seed));
            for (const auto kind : {FlameData::Kind::TopDown, FlameData::Kind::BottomUp}) {
                const auto once = makeFlameSource(dataOf(profile, kind));
                const auto steps = makeFlameSource(dataOf(profile, kind));
                for (std::uint64_t least = 4096; least > 1; least /= 3) {
                    std::vector<FlameBoxId> waiting{FlameSource::root()};
                    while (!waiting.empty()) {
                        const FlameBoxId id = waiting.back();
                        waiting.pop_back();
                        steps->open(id, least);
                        const auto children = steps->opened(id);
                        waiting.insert(waiting.end(), children.begin(), children.end());
                    }
                }
                QCOMPARE(printed(*steps, 0), printed(*once, 0));
            }
        }
    }

    void agreesWithTheHeavyTree()
    {
        for (unsigned seed = 1; seed < 20; ++seed) {
            const FlameData data = dataOf(drawnProfile(randomDrawing(seed)), FlameData::Kind::BottomUp);
            const auto source = makeFlameSource(data);
            const std::vector<BottomUpRow> rows = bottomUpRoots(*data.stacks, *data.weights);
            for (const BottomUpRow& row : rows) {
                const FlameBoxId box = source->child(FlameSource::root(), row.frame);
                if (row.values.self[0] == 0) {
                    QCOMPARE(box, noFlameBox);
                    continue;
                }
                QCOMPARE(source->box(box).weight, row.values.self[0]);
                QVERIFY(source->valuesOf(box) == row.values);
                for (const BottomUpRow& caller : bottomUpCallers(*data.stacks, *data.weights, row)) {
                    const FlameBoxId above = source->child(box, caller.frame);
                    if (caller.values.self[0] == 0) {
                        QCOMPARE(above, noFlameBox);
                        continue;
                    }
                    QCOMPARE(source->box(above).weight, caller.values.self[0]);
                    QVERIFY(source->valuesOf(above) == caller.values);
                }
            }
        }
    }

    void findsChildrenThatAreNotOpen()
    {
        const auto source = makeFlameSource(dataOf(drawnProfile(drawing), FlameData::Kind::TopDown));
        source->open(0, 1000);
        QVERIFY(source->opened(0).empty());
        QCOMPARE(source->childCount(0), 2U);
        QCOMPARE(source->childWeight(0), 178U);
        const FlameData& data = source->data();
        const CallNodeId last(data.stacks->callTree.size() - 1);
        const FrameId idle = data.stacks->callTree.frame[last.value];
        const FlameBoxId box = source->child(0, idle);
        QCOMPARE(source->box(box).begin, 175U);
        QCOMPARE(source->boxOf(idle, last), box);
        QCOMPARE(source->boxOf(idle, CallNodeId(1)), noFlameBox);
    }

    void takesOtherWeights()
    {
        const auto source = makeFlameSource(dataOf(drawnProfile(drawing), FlameData::Kind::TopDown));
        printed(*source, 0);
        auto part = std::make_shared<StackWeights>();
        computeWeights(*source->data().stacks, IdRange{0, 3}, *part);
        source->setWeights(part, Measure::LiveBytes);
        QCOMPARE(printed(*source, 0), QStringLiteral("All 0+35 [main 0+35 [parse 0+25 [alloc 0+20]]]"));
    }

    void findsMatchesByWeight()
    {
        const auto source = makeFlameSource(dataOf(drawnProfile(drawing), FlameData::Kind::TopDown));
        const Stacks& stacks = *source->data().stacks;
        std::vector<std::uint8_t> matching(stacks.frames.size());
        for (std::size_t row = 0; row < matching.size(); ++row)
            matching[row] = functionNameText(stacks, FrameId(row)) == "alloc";
        FlameSearch search;
        QCOMPARE(search.step(*source, noFlameBox, 1), noFlameBox);
        search.reset(matching);
        QList<quint64> weights;
        FlameBoxId box = noFlameBox;
        for (int step = 0; step < 4; ++step) {
            box = search.step(*source, box, 1);
            weights << source->box(box).weight;
        }
        QCOMPARE(weights, (QList<quint64>{100, 22, 7, 100}));
        QCOMPARE(source->box(search.step(*source, box, -1)).weight, 7U);
        search.reset(std::vector<std::uint8_t>(matching.size()));
        QCOMPARE(search.step(*source, noFlameBox, 1), noFlameBox);
    }

    void describesBoxes()
    {
        const auto source =
            makeFlameSource(dataOf(drawnProfile("server 1\n  (anonymous) 2\n    x 3\n"), FlameData::Kind::TopDown));
        source->open(0, 1);
        const FlameBoxId server = source->opened(0).front();
        source->open(server, 1);
        QCOMPARE(describeBox(*source, server),
                 QStringLiteral("server server.js:1 · 6 B total (100 %) · 1 B self · depth 1 · 1 callee"));
        const FlameBoxId inner = source->opened(server).front();
        QCOMPARE(describeBox(*source, inner),
                 QStringLiteral("(anonymous) server.js:10 · 5 B total (83.3 %) · 2 B self · depth 2 · 1 callee"));
        const QStringList card = boxCard(*source, inner, server);
        QVERIFY2(card.contains(QStringLiteral("/srv/app/server.js:10:1")), qPrintable(card.join(QLatin1Char('|'))));
        QVERIFY2(card.contains(QStringLiteral("83.3 % of server, which called it")),
                 qPrintable(card.join(QLatin1Char('|'))));
    }
};

QTEST_GUILESS_MAIN(TestFlameSource)
#include "tst_flame_source.moc"
