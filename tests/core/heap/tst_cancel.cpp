// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/load.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/format/heap_file_text.h"
#include "tests/core/format/memory_source.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <random>
#include <set>
#include <thread>

namespace tst_cancel {

using namespace heapline;

namespace {

using Clock = std::chrono::steady_clock;

#if defined(__SANITIZE_THREAD__)
constexpr auto longestWait = std::chrono::milliseconds(10'000);
#elif defined(__SANITIZE_ADDRESS__)
constexpr auto longestWait = std::chrono::milliseconds(1000);
#else
constexpr auto longestWait = std::chrono::milliseconds(100);
#endif

/// A timeline of some megabytes: a random graph with plain objects, stacks and samples.
std::string madeUpTimeline()
{
    constexpr std::uint32_t nodes = 60'000;
    constexpr std::uint32_t stride = 7;
    constexpr std::uint32_t names = 2'000;
    std::mt19937 random(31);
    const auto below = [&](std::uint32_t limit) { return std::to_string(random() % limit); };
    HeapFileText text;
    std::string nodeText;
    std::string edgeText;
    for (std::uint32_t i = 0; i < nodes; ++i) {
        const std::uint32_t edges = i == 0 ? 100 : random() % 8;
        // type, name, id, self_size, edge_count, trace_node_id, detachedness; every fourth object is a plain one
        nodeText += (i ? ",3," : "9,") + (i % 4 ? below(names) : std::string("0")) + ',' + std::to_string(2 * i + 1) + ','
                    + below(500) + ',' + std::to_string(edges) + ',' + below(200) + ",0";
        for (std::uint32_t e = 0; e < edges; ++e)
            edgeText += (edgeText.empty() ? "2," : ",2,") + below(names) + ',' + std::to_string(random() % nodes * stride);
    }
    std::string tree = "[1,0,0,0,[";
    for (int i = 2; i < 200; ++i)
        tree += (i > 2 ? "," : "") + std::to_string(i) + ",1,1,8,[]";
    text.strings = {"Object"};
    for (std::uint32_t i = 1; i < names; ++i)
        text.strings.push_back("name" + std::to_string(i));
    std::string out = "{\"snapshot\":" + text.snapshot() + ",\"nodes\":[" + nodeText + "],\"edges\":[" + edgeText
                      + "],\"trace_function_infos\":[0,0,0,0,0,0,7,4,5,9,13,5],\"trace_tree\":" + tree
                      + "]],\"samples\":[1000,30001,2000," + std::to_string(2 * nodes)
                      + "],\"locations\":[],\"strings\":" + HeapFileText::quotedList(text.strings) + '}';
    return out;
}

} // namespace

/// Opening a file can be stopped in any of its phases.
class TstCancel : public QObject {
    Q_OBJECT

private:
    std::string m_text;
    std::set<Phase> m_phases;

    /// Loads the file; calls @p report for each report.
    Result<std::shared_ptr<const Profile>> load(std::stop_token stop, const Progress::Report& report)
    {
        Progress progress(std::move(stop), report);
        return loadProfile(std::make_unique<MemorySource>(m_text, 200'000), "made up", progress);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_text = madeUpTimeline();
        QVERIFY(m_text.size() > 3'000'000);
        std::vector<Phase> order;
        double last = 0;
        bool ascends = true;
        const auto profile = load({}, [&](Phase phase, double fraction) {
            if (order.empty() || order.back() != phase)
                order.push_back(phase);
            ascends = ascends && fraction >= last;
            last = fraction;
        });
        QVERIFY2(profile, profile ? "" : profile.error().toString().c_str());
        QVERIFY((*profile)->heap && (*profile)->timeline && (*profile)->stacks);
        QVERIFY(ascends);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
        QVERIFY(order.size() >= 5);
        QVERIFY(order.back() == Phase::Finished);
        m_phases = {order.begin(), order.end()};
    }

    void atTheBeginOfEachPhase()
    {
        for (const Phase wanted : m_phases) {
            std::stop_source stop;
            Clock::time_point requested;
            const auto result = load(stop.get_token(), [&](Phase phase, double) {
                if (phase == wanted && !stop.stop_requested()) {
                    requested = Clock::now();
                    stop.request_stop();
                }
            });
            const auto waited = Clock::now() - requested;
            QVERIFY(stop.stop_requested());
            if (wanted == Phase::Finished)
                continue; // too late: all is done
            QVERIFY2(!result, phaseName(wanted).data());
            QVERIFY(result.error().code == ErrorCode::Cancelled);
            QVERIFY2(waited < longestWait, phaseName(wanted).data());
        }
    }

    /// Requests from another thread, at moments that fall anywhere.
    void atAnyMoment()
    {
        const auto start = Clock::now();
        (void)load({}, {});
        const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
        for (int i = 0; i < 20; ++i) {
            std::stop_source stop;
            Clock::time_point requested;
            std::jthread other([&] {
                std::this_thread::sleep_for(whole * i / 24);
                requested = Clock::now();
                stop.request_stop();
            });
            const auto result = load(stop.get_token(), {});
            const auto finished = Clock::now();
            other.join();
            if (result)
                continue; // it was faster this time
            QVERIFY(result.error().code == ErrorCode::Cancelled);
            QVERIFY(finished - requested < longestWait);
        }
    }

    void beforeTheBegin()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto result = load(stop.get_token(), {});
        QVERIFY(!result);
        QVERIFY(result.error().code == ErrorCode::Cancelled);
    }
};

HEAPLINE_TEST(TstCancel)

} // namespace tst_cancel

#include "tst_cancel.moc"
