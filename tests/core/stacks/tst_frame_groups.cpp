// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/profile/load.h"
#include "core/stacks/frame_groups.h"
#include "tests/core/stacks/call_tree_text.h"
#include "tests/support/test_program.h"

#include <QFile>

#include <array>
#include <map>

namespace tst_frame_groups {

using namespace heapline;

namespace {

/// Functions with the root's in front, of which each is called by the root.
Stacks stacksWith(const std::vector<std::array<const char*, 3>>& nameUrlScript)
{
    Stacks stacks;
    const auto add = [&stacks](const char* name, const char* url, const char* script) {
        const FrameId frame(stacks.frames.size());
        stacks.frames.functionName.push_back(stacks.strings.append(name));
        stacks.frames.url.push_back(stacks.strings.append(url));
        stacks.frames.scriptId.push_back(stacks.strings.append(script));
        stacks.frames.line.push_back(1);
        stacks.frames.column.push_back(1);
        stacks.callTree.parent.push_back(frame.value == 0 ? CallNodeId::invalid() : CallNodeId(0));
        stacks.callTree.frame.push_back(frame);
        stacks.callTree.subtreeEnd.push_back(frame.value + 1);
        stacks.callTree.depth.push_back(frame.value == 0 ? 0 : 1);
    };
    add("(root)", "", "0");
    for (const auto& [name, url, script] : nameUrlScript)
        add(name, url, script);
    stacks.callTree.subtreeEnd[0] = static_cast<std::uint32_t>(stacks.callTree.size());
    return stacks;
}

Stacks mixedStacks()
{
    return stacksWith({{"main", "/srv/app/server.js", "1"},
                       {"read", "node:fs", "2"},
                       {"helper", "/srv/app/lib/a.js", "3"},
                       {"", "/srv/app/server.js", "1"},
                       {"map", "/srv/app/node_modules/lodash/map.js", "4"},
                       {"(V8 API)", "", "0"},
                       {"helper", "file:///srv/app/lib/b.mjs", "5"},
                       {"sort", "", "0"},
                       {"sort", "/srv/app/node_modules/lodash/sort.js", "6"},
                       {"made", "", "7"},
                       {"button", "http://localhost/x.js?1", "8"},
                       {"list", "http://localhost/x.js?2", "9"}});
}

const char* originText(CodeOrigin origin)
{
    switch (origin) {
    case CodeOrigin::Own: return "own";
    case CodeOrigin::Dependency: return "dependency";
    case CodeOrigin::Runtime: return "runtime";
    case CodeOrigin::Engine: return "engine";
    }
    return "";
}

/// A line "label, origin, first frame: its frames" for each group.
QString textOf(const FrameGroups& groups)
{
    QString text;
    for (std::uint32_t group = 0; group < groups.size(); ++group) {
        text += QStringLiteral("%1, %2, %3:")
                    .arg(QString::fromStdString(groups.label[group]), QString::fromLatin1(originText(groups.origin[group])))
                    .arg(groups.firstFrame[group].value);
        for (std::size_t frame = 0; frame < groups.groupOf.size(); ++frame) {
            if (groups.groupOf[frame] == group)
                text += QLatin1Char(' ') + QString::number(frame);
        }
        text += QLatin1Char('\n');
    }
    return text;
}

constexpr const char* byPackage = "(root), engine, 0: 0\n"
                                  "(own code), own, 1: 1 3 4 7\n"
                                  "node:, runtime, 2: 2\n"
                                  "lodash, dependency, 5: 5 9\n"
                                  "(V8), engine, 6: 6 8\n"
                                  "(eval), own, 10: 10\n"
                                  "http://localhost, own, 11: 11 12\n";
constexpr const char* byDirectory = "(root), engine, 0: 0\n"
                                    "/srv/app, own, 1: 1 4\n"
                                    "node:, runtime, 2: 2\n"
                                    "/srv/app/lib, own, 3: 3 7\n"
                                    "/srv/app/node_modules/lodash, dependency, 5: 5 9\n"
                                    "(V8), engine, 6: 6 8\n"
                                    "(eval), own, 10: 10\n"
                                    "http://localhost, own, 11: 11 12\n";
constexpr const char* byFile = "(root), engine, 0: 0\n"
                               "/srv/app/server.js, own, 1: 1 4\n"
                               "node:fs, runtime, 2: 2\n"
                               "/srv/app/lib/a.js, own, 3: 3\n"
                               "/srv/app/node_modules/lodash/map.js, dependency, 5: 5\n"
                               "(V8), engine, 6: 6 8\n"
                               "/srv/app/lib/b.mjs, own, 7: 7\n"
                               "/srv/app/node_modules/lodash/sort.js, dependency, 9: 9\n"
                               "(eval), own, 10: 10\n"
                               "http://localhost/x.js, own, 11: 11 12\n";
constexpr const char* byFunction = "(root), engine, 0: 0\n"
                                   "main, own, 1: 1\n"
                                   "read, runtime, 2: 2\n"
                                   "helper, own, 3: 3\n"
                                   "(anonymous), own, 4: 4\n"
                                   "map, dependency, 5: 5\n"
                                   "(V8 API), engine, 6: 6\n"
                                   "helper, own, 7: 7\n"
                                   "sort, engine, 8: 8\n"
                                   "sort, dependency, 9: 9\n"
                                   "made, own, 10: 10\n"
                                   "button, own, 11: 11\n"
                                   "list, own, 12: 12\n";

} // namespace

class TestFrameGroups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groups_data()
    {
        QTest::addColumn<int>("grouping");
        QTest::addColumn<QString>("expected");
        QTest::newRow("function") << static_cast<int>(Grouping::Function) << byFunction;
        QTest::newRow("file") << static_cast<int>(Grouping::File) << byFile;
        QTest::newRow("directory") << static_cast<int>(Grouping::Directory) << byDirectory;
        QTest::newRow("package") << static_cast<int>(Grouping::Package) << byPackage;
    }
    void groups()
    {
        QFETCH(const int, grouping);
        QFETCH(const QString, expected);
        QCOMPARE(textOf(groupFrames(mixedStacks(), static_cast<Grouping>(grouping))), expected);
    }

    void origins()
    {
        const Stacks stacks = mixedStacks();
        QVERIFY(originsOf(stacks) == groupFrames(stacks, Grouping::Function).origin);
    }

    void nothing()
    {
        for (const Grouping grouping : {Grouping::Function, Grouping::File, Grouping::Directory, Grouping::Package})
            QCOMPARE(groupFrames(Stacks(), grouping).size(), std::size_t{0});
        QVERIFY(originsOf(Stacks()).empty());
    }

    /// The same function twice in a row of equal texts that are different rows of the string table.
    void equalUrlsInSeveralRows()
    {
        const Stacks stacks = stacksWith({{"a", "/srv/x.js", "1"}, {"b", "/srv/x.js", "1"}});
        QVERIFY(stacks.frames.url[1] != stacks.frames.url[2]);
        QCOMPARE(groupFrames(stacks, Grouping::File).size(), std::size_t{2});
    }

    /// Own bytes of each package in recordings, against the sums of package_sums.py.
    void recordings_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"tsc", "terser", "receipts.nearform", "typescript-sourcemap"})
            QTest::newRow(name) << QString::fromLatin1(name) + QStringLiteral(".heapprofile");
    }
    void recordings()
    {
        QFETCH(const QString, name);
        const QString folder = QStringLiteral(HEAPLINE_TEST_DATA "/");
        QFile golden(folder + QStringLiteral("golden-packages/") + name + QStringLiteral(".txt"));
        QVERIFY(golden.open(QIODevice::ReadOnly));

        Progress progress;
        const auto profile = loadProfile((folder + name + QStringLiteral(".gz")).toStdString(), progress);
        QVERIFY(profile);
        const Stacks& stacks = *(*profile)->stacks;
        const FrameGroups groups = groupFrames(stacks, Grouping::Package);
        const MeasureColumn& self = stacks.self[static_cast<std::size_t>(Measure::LiveBytes)];
        std::map<std::string, std::uint64_t> sums;
        for (std::size_t node = 1; node < stacks.callTree.size(); ++node)
            sums[groups.label[groups.groupOf[stacks.callTree.frame[node].value]]] += self[node];
        sums["(V8)"] += self[0];

        std::string text;
        for (const auto& [package, bytes] : sums)
            text += package + '\t' + std::to_string(bytes) + '\n';
        QCOMPARE(QString::fromStdString(text), QString::fromUtf8(golden.readAll()));
    }
};

HEAPLINE_TEST(TestFrameGroups)

} // namespace tst_frame_groups

#include "tst_frame_groups.moc"
