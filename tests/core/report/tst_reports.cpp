// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/dominators_report.h"
#include "core/report/objects_report.h"
#include "core/report/paths_report.h"
#include "core/report/range_text.h"
#include "core/report/render.h"
#include "core/report/terminal_text.h"
#include "tests/core/report/test_files.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace tst_reports {

using namespace heapline;
using nlohmann::json;

namespace {

std::string rendered(const Report& report, OutputFormat format)
{
    std::ostringstream out;
    render(report, format, out);
    return out.str();
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

/// Number of cells of a CSV line.
std::size_t cellCount(const std::string& line)
{
    std::size_t cells = 1;
    bool isQuoted = false;
    for (const char c : line) {
        if (c == '"')
            isQuoted = !isQuoted;
        cells += c == ',' && !isQuoted;
    }
    return cells;
}

} // namespace

/// Reports over small files whose figures are known by hand.
class TestReports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void summaryText();
    void summaryOfRange();
    void stacksText();
    void topDownText();
    void restIsSaid();
    void timelineText();
    void timelineWithLiveEvents();
    void jsonIsRaw();
    void csvIsRectangular_data();
    void csvIsRectangular();
    void hostileNames_data();
    void hostileNames();
};

void TestReports::summaryText()
{
    const auto profile = loadTestFile("corner/ok-tiny.heaptimeline");
    const std::string text = rendered(summaryReport(*profile, {}), OutputFormat::Text);
    // 240 B in 6 objects that have a size; the three Leak objects (40 B each) were made in leakHere.
    const std::string expected = R"(  File                    ok-tiny.heaptimeline
  Kind                    Allocation timeline
  Size                    1.4 kB
  Recorded                0.151 s
  Samples                 4
  Objects given an id     7
  Of them still alive     4
  Objects                 9
  References              10
  Heap                    240 B
  Functions in stacks     2
  Nodes of the call tree  2

Heaviest functions by self size, of 120 B alive with a stack
   Self  Self %  Total  Total %  Objects  Allocated  Function  Place
  120 B   100 %  120 B    100 %        3      120 B  leakHere  leak.js:4

Classes by retained size
  Retained  Retained %  Shallow  Shallow %  Objects  Distance  Class
     176 B      73.3 %     32 B     13.3 %        1         3  Array
     120 B      50.0 %    120 B     50.0 %        3         4  Leak
      64 B      26.7 %     64 B     26.7 %        1         2  Function
      24 B      10.0 %     24 B     10.0 %        1         5  (string)

Statistics of the whole heap
)";
    QCOMPARE(text.substr(0, expected.size()), expected);
    for (const std::string& line : linesOf(text))
        QVERIFY2(displayWidth(line) <= textReportWidth, line.c_str());
}

void TestReports::summaryOfRange()
{
    const auto profile = loadTestFile("corner/ok-tiny.heaptimeline");
    // Ids 9 < id <= 13 came into being at 0.050123 s: the first two Leak objects.
    const auto range = parseRange("0.02s..0.05s", AxisKind::Time);
    const json summary = json::parse(rendered(summaryReport(*profile, {range, 20}), OutputFormat::Json));
    QCOMPARE(summary.at("range").at("begin_seconds").get<double>(), 0.02);
    QCOMPARE(summary.at("range").at("alive_bytes").get<int>(), 80);
    QCOMPARE(summary.at("range").at("alive_count").get<int>(), 2);
    QCOMPARE(summary.at("classes").size(), std::size_t{1});
    QCOMPARE(summary.at("classes")[0].at("class").get<std::string>(), std::string("Leak"));
    QCOMPARE(summary.at("classes")[0].at("objects").get<int>(), 2);
    QCOMPARE(summary.at("functions")[0].at("self_bytes").get<int>(), 80);
    QVERIFY(!summary.at("functions")[0].contains("self_allocated_bytes")); // not known for a range
    QCOMPARE(summary.at("range").at("given_ids").get<int>(), 2);
    QCOMPARE(summary.at("range").at("alive_ids").get<int>(), 2);
    QVERIFY(!summary.at("range").contains("allocated_bytes")); // no live events
    const json older =
        json::parse(rendered(summaryReport(*profile, {parseRange("before", AxisKind::Time), 20}), OutputFormat::Json));
    QCOMPARE(older.at("range").at("alive_bytes").get<int>(), 96);
    QVERIFY(!older.at("range").contains("given_ids"));
}

void TestReports::stacksText()
{
    const auto profile = loadTestFile("corner/ok-tiny.heapprofile");
    QCOMPARE(rendered(stacksReport(*profile, {}), OutputFormat::Text),
             std::string(R"(Bottom up: functions by self size, below them their callers
    Self  Self %       ±   Total  Total %       ±  Function               Place
  1.0 kB  87.0 %   ±71 %  1.0 kB   87.0 %   ±71 %  leakHere               a.js:4
  1.0 kB  87.0 %   ±71 %  1.0 kB   87.0 %   ±71 %    main                 a.js:10
   100 B   8.7 %  ±100 %  1.1 kB    100 %   ±50 %  main                   a.js:10
    50 B   4.3 %  ±100 %    50 B    4.3 %  ±100 %  (anonymous) a.js:21:3  a.js:21
    50 B   4.3 %  ±100 %    50 B    4.3 %  ±100 %    main                 a.js:10
)"));
}

void TestReports::topDownText()
{
    const auto profile = loadTestFile("corner/ok-tiny.heapprofile");
    StacksOptions options;
    options.view = StacksView::TopDown;
    QCOMPARE(rendered(stacksReport(*profile, options), OutputFormat::Text),
             std::string(R"(Top down: callers by total size, below them their callees
    Self  Self %       ±   Total  Total %       ±  Function                 Place
   100 B   8.7 %  ±100 %  1.1 kB    100 %   ±50 %  main                     a.js:10
  1.0 kB  87.0 %   ±71 %  1.0 kB   87.0 %   ±71 %    leakHere               a.js:4
    50 B   4.3 %  ±100 %    50 B    4.3 %  ±100 %    (anonymous) a.js:21:3  a.js:21
)"));
}

void TestReports::restIsSaid()
{
    const auto profile = loadTestFile("corner/ok-tiny.heapprofile");
    StacksOptions options;
    options.top = 1;
    options.depth = 1;
    const std::string text = rendered(stacksReport(*profile, options), OutputFormat::Text);
    QVERIFY2(text.find("… 2 more, 150 B\n") != std::string::npos, text.c_str());
    const json rows = json::parse(rendered(stacksReport(*profile, options), OutputFormat::Json)).at("rows");
    QCOMPARE(rows.size(), std::size_t{1});
    QCOMPARE(rows[0].at("caller_count").get<int>(), 1);
}

void TestReports::timelineText()
{
    const auto profile = loadTestFile("corner/ok-tiny.heaptimeline");
    TimelineOptions options;
    options.bars = 3;
    // 96 B were there at the start; 80 B came by 0.050 s, 64 B by 0.151 s.
    const json timeline = json::parse(rendered(timelineReport(*profile, options), OutputFormat::Json));
    QCOMPARE(timeline.at("before_recording").at("alive_bytes").get<int>(), 96);
    std::uint64_t sum = 0;
    for (const json& bar : timeline.at("bars"))
        sum += bar.at("alive_bytes").get<std::uint64_t>();
    QCOMPARE(sum, std::uint64_t{144});
    std::uint64_t given = 0;
    std::uint64_t alive = 0;
    for (const json& bar : timeline.at("bars")) {
        given += bar.at("given_ids").get<std::uint64_t>();
        alive += bar.at("alive_ids").get<std::uint64_t>();
        QVERIFY(bar.at("allocated_bytes").is_null());
    }
    QCOMPARE(given, std::uint64_t{7}); // 11, 13; 15 to 23
    QCOMPARE(alive, std::uint64_t{4});
    const std::string text = rendered(timelineReport(*profile, options), OutputFormat::Text);
    QVERIFY2(text.find("80 B") != std::string::npos && text.find("████████") != std::string::npos, text.c_str());
}

void TestReports::timelineWithLiveEvents()
{
    Profile profile;
    profile.timeline = loadTestFile("corner/ok-tiny.heaptimeline")->timeline;
    LiveEventColumns events;
    events.lastSeenId = {9, 13, 13, 23};
    events.allocatedBytes = {100, 80, 0, 200};
    events.allocatedCount = {3, 2, 0, 5};
    events.lastBytes = {96, 80, 0, 64};
    events.lastCount = {2, 2, 0, 2};
    events.lostBytes = {0, 0, 0, 0};
    profile.timeline->live = matchLiveEvents(events, *profile.timeline).ticks;
    TimelineOptions options;
    options.bars = 3;
    const json timeline = json::parse(rendered(timelineReport(profile, options), OutputFormat::Json));
    QCOMPARE(timeline.at("before_recording").at("freed_bytes").get<int>(), 4);
    QCOMPARE(timeline.at("bars").back().at("allocated_bytes").get<int>(), 200);
    QCOMPARE(timeline.at("bars").back().at("freed_bytes").get<int>(), 136);
    QCOMPARE(timeline.at("bars").back().at("freed_count").get<int>(), 3);
    const std::string text = rendered(timelineReport(profile, options), OutputFormat::Text);
    QVERIFY2(text.find("200 B  136 B  ██████░░░░░░░░░░░░░░\n") != std::string::npos, text.c_str());
    const std::string csv = rendered(timelineReport(profile, options), OutputFormat::Csv);
    QVERIFY2(csv.find("allocated_bytes,allocated_count,freed_bytes,freed_count") != std::string::npos, csv.c_str());
    for (const std::string& line : linesOf(text))
        QVERIFY2(displayWidth(line) <= textReportWidth, line.c_str());
}

void TestReports::jsonIsRaw()
{
    const auto profile = loadTestFile("leaky-http.heaptimeline.gz");
    const json summary = json::parse(rendered(summaryReport(*profile, {}), OutputFormat::Json));
    QCOMPARE(summary.at("report").get<std::string>(), std::string("summary"));
    QCOMPARE(summary.at("file").at("objects").get<int>(), 77388);
    QCOMPARE(summary.at("file").at("text_bytes").get<int>(), 7098812);
    QCOMPARE(summary.at("functions")[0].at("function").get<std::string>(), std::string("makePayload"));
    QCOMPARE(summary.at("functions")[0].at("self_bytes").get<int>(), 901184);
    QCOMPARE(summary.at("functions")[0].at("line").get<int>(), 21);
    QCOMPARE(summary.at("statistics").at("heap_bytes").get<int>(), 5122519);
    const json& classes = summary.at("classes");
    const auto session =
        std::find_if(classes.begin(), classes.end(), [](const json& row) { return row.at("class") == "Session"; });
    QVERIFY(session != classes.end());
    QCOMPARE(session->at("objects").get<int>(), 800);
    QCOMPARE(session->at("retained_bytes").get<int>(), 979296);
}

void TestReports::csvIsRectangular_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("kind");
    for (const char* file : {"corner/ok-tiny.heaptimeline", "corner/ok-escapes.heaptimeline", "leaky-http.heaptimeline.gz",
                             "korean-esm.heapprofile.gz"}) {
        for (int kind = 0; kind < 4; ++kind)
            QTest::addRow("%s %d", file, kind) << QByteArray(file) << kind;
    }
}

void TestReports::csvIsRectangular()
{
    QFETCH(QByteArray, file);
    QFETCH(int, kind);
    const auto profile = loadTestFile(file.toStdString());
    StacksOptions stacks;
    stacks.view = kind == 1 ? StacksView::BottomUp : StacksView::TopDown;
    const Report report = kind == 0   ? summaryReport(*profile, {})
                          : kind == 3 ? timelineReport(*profile, {})
                                      : stacksReport(*profile, stacks);
    const std::vector<std::string> lines = linesOf(rendered(report, OutputFormat::Csv));
    QVERIFY(lines.size() > 1);
    for (const std::string& line : lines)
        QVERIFY2(cellCount(line) == cellCount(lines.front()), line.c_str());
}

void TestReports::hostileNames_data()
{
    QTest::addColumn<QByteArray>("file");
    for (const char* name : {"ok-escapes.heaptimeline", "ok-lone-surrogate.heaptimeline", "ok-markup-strings.heaptimeline",
                             "ok-long-name.heaptimeline.gz", "ok-nul-byte-in-string.heaptimeline",
                             "ok-raw-control-in-string.heaptimeline", "ok-invalid-utf8.heaptimeline"})
        QTest::newRow(name) << QByteArray("corner/") + name;
}

/// No report brings a control character, a direction mark, bytes that are no UTF-8 or an overlong line to a terminal or a page.
void TestReports::hostileNames()
{
    QFETCH(QByteArray, file);
    const auto profile = loadTestFile(file.toStdString());
    const Heap& heap = *profile->heap;
    StacksOptions stacks;
    std::vector<Report> reports{summaryReport(*profile, {}), stacksReport(*profile, stacks), timelineReport(*profile, {}),
                                statisticsReport(*profile, {}), dominatorsReport(*profile, {})};
    for (std::uint32_t node = 0; node < heap.graph.nodeCount(); ++node) {
        const NodeOrdinal object(node);
        reports.push_back(objectReport(*profile, {object}));
        reports.push_back(retainersReport(*profile, {object, {}}));
        reports.push_back(rootPathsReport(*profile, {object, {}}));
        reports.push_back(mergedPathsReport(*profile, {{object, {}, {}}, {}, {}}));
        reports.push_back(dominatorsReport(*profile, {.object = object, .range = {}}));
    }
    for (std::uint32_t id = 0; id < heap.classes.size(); ++id) {
        ObjectsOptions objects;
        objects.classes = {ClassId(id)};
        reports.push_back(objectsReport(*profile, objects));
        reports.push_back(mergedPathsReport(*profile, {{{}, objects.classes, {}}, {}, {}}));
    }
    for (const Report& report : reports) {
        for (const OutputFormat format :
             {OutputFormat::Text, OutputFormat::Json, OutputFormat::Csv, OutputFormat::Markdown, OutputFormat::Tsv}) {
            const bool isTsv = format == OutputFormat::Tsv;
            for (std::string line : linesOf(rendered(report, format))) {
                if (isTsv)
                    std::ranges::replace(line, '\t', ' ');
                QCOMPARE(harmlessText(line), line);
                const bool isOneWord =
                    line.find(' ', line.find_first_not_of(" -")) == std::string::npos; // of a text: not broken
                QVERIFY2(format != OutputFormat::Text || isOneWord || displayWidth(line) <= textReportWidth, line.c_str());
            }
        }
    }
}

HEAPLINE_TEST(TestReports)

} // namespace tst_reports

#include "tst_reports.moc"
