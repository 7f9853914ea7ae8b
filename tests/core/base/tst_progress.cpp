// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/progress.h"
#include "core/base/result.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tst_progress {

using namespace heapline;

namespace {

using Reports = std::vector<std::pair<Phase, double>>;

/// Runs @p work and says whether it was stopped.
template <typename Work>
bool isStopped(Work work)
{
    try {
        work();
    } catch (const ErrorException& exception) {
        return exception.error().code == ErrorCode::Cancelled;
    }
    return false;
}

} // namespace

class TstProgress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void phasesAscendFromNothingToAll()
    {
        Reports reports;
        Progress progress({}, [&](Phase phase, double fraction) { reports.emplace_back(phase, fraction); });
        std::set<std::string_view> names;
        for (int i = 0; i <= static_cast<int>(Phase::Finished); ++i) {
            const auto phase = static_cast<Phase>(i);
            QVERIFY(!phaseName(phase).empty() && names.insert(phaseName(phase)).second);
            progress.enter(phase);
            progress.update(1, 2);
            progress.update(2, 2);
        }
        QCOMPARE(reports.front().second, 0.0);
        QVERIFY(reports.front().first == Phase::Reading);
        QVERIFY(reports.back().first == Phase::Finished);
        QVERIFY(qAbs(reports.back().second - 1) < 1e-9);
        for (std::size_t i = 1; i < reports.size(); ++i) {
            QVERIFY(reports[i].second >= reports[i - 1].second - 1e-12);
            QVERIFY(reports[i].second <= 1 + 1e-9);
        }
    }

    /// A million updates, but only as many reports as a bar of 1000 steps needs.
    void reportsAreThrottled()
    {
        Reports reports;
        Progress progress({}, [&](Phase phase, double fraction) { reports.emplace_back(phase, fraction); });
        progress.enter(Phase::Reading);
        for (std::uint64_t i = 0; i <= 1'000'000; ++i)
            progress.update(i, 1'000'000);
        QVERIFY2(reports.size() > 100 && reports.size() <= 1002, qPrintable(QString::number(reports.size())));
        for (std::size_t i = 1; i < reports.size(); ++i)
            QVERIFY(reports[i].second - reports[i - 1].second >= 0.001 - 1e-12);
    }

    void oddTotalsDoNoHarm()
    {
        Reports reports;
        Progress progress({}, [&](Phase phase, double fraction) { reports.emplace_back(phase, fraction); });
        progress.enter(Phase::Reading);
        progress.update(0, 0);
        progress.update(9, 3);
        for (const auto& [phase, fraction] : reports)
            QVERIFY(fraction >= 0 && fraction <= 1);
    }

    void aRequestStopsEveryCall()
    {
        std::stop_source source;
        int reported = 0;
        Progress progress(source.get_token(), [&](Phase, double) { ++reported; });
        Progress quiet = progress.quiet();
        progress.enter(Phase::Reading);
        QVERIFY(!progress.stopRequested());
        QVERIFY(!isStopped([&] { progress.throwIfStopped(); }));
        const int before = reported;
        quiet.enter(Phase::Dominators);
        quiet.update(1, 2);
        QCOMPARE(reported, before);

        source.request_stop();
        QVERIFY(progress.stopRequested() && quiet.stopRequested());
        QVERIFY(isStopped([&] { progress.throwIfStopped(); }));
        QVERIFY(isStopped([&] { progress.update(1, 2); }));
        QVERIFY(isStopped([&] { progress.enter(Phase::Checking); }));
        QVERIFY(isStopped([&] { quiet.update(2, 2); }));
        QCOMPARE(reported, before);
    }

    void withoutATokenNothingStops()
    {
        Progress progress;
        progress.enter(Phase::Reading);
        progress.update(1, 2);
        QVERIFY(!progress.stopRequested());
    }
};

HEAPLINE_TEST(TstProgress)

} // namespace tst_progress

#include "tst_progress.moc"
