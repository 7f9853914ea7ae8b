// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/base/result.h"
#include "core/stacks/id_index.h"
#include "core/stacks/radix_sort.h"
#include "tests/support/test_program.h"

#include <algorithm>
#include <random>

namespace tst_id_index {

using namespace heapline;

class TestIdIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<quint64>("offset"); // makes the ids small, or too large for a dense table
        QTest::newRow("small ids") << quint64(0);
        QTest::newRow("large ids") << (quint64(1) << 60);
    }
    void finds()
    {
        QFETCH(const quint64, offset);
        const std::vector<std::uint64_t> ids = {offset + 5, offset + 3, 0, offset + 5, offset + 9, 0, offset + 5};
        const IdIndex index(ids);
        QCOMPARE(index.find(offset + 5), CallNodeId(0));
        QCOMPARE(index.find(offset + 3), CallNodeId(1));
        QCOMPARE(index.find(offset + 9), CallNodeId(4));
        QVERIFY(!index.find(0).isValid());
        QVERIFY(!index.find(offset + 4).isValid());
        QVERIFY(!index.find(~std::uint64_t(0)).isValid());
        QCOMPARE(index.duplicateCount(), std::uint64_t(2));
    }

    void sortsLikeStableSort_data()
    {
        QTest::addColumn<quint64>("limit");
        QTest::newRow("many equal") << quint64(10);
        QTest::newRow("one digit") << quint64(2000);
        QTest::newRow("32 bits") << quint64(0xFFFF'FFFF);
        QTest::newRow("64 bits") << ~quint64(0);
    }
    void sortsLikeStableSort()
    {
        QFETCH(const quint64, limit);
        std::mt19937_64 random(1);
        std::vector<KeyedRow<std::uint64_t>> rows;
        for (std::uint32_t i = 0; i < 100'000; ++i)
            rows.push_back({random() % limit, i});
        auto expected = rows;
        std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
        sortByKey(rows, Progress());
        QVERIFY(std::equal(rows.begin(), rows.end(), expected.begin(),
                           [](const auto& a, const auto& b) { return a.key == b.key && a.row == b.row; }));
    }

    void stoppedSort()
    {
        std::stop_source stop;
        stop.request_stop();
        std::vector<KeyedRow<std::uint32_t>> rows = {{2, 0}, {1, 1}};
        try {
            sortByKey(rows, Progress(stop.get_token()));
            QFAIL("not stopped");
        } catch (const ErrorException& exception) {
            QCOMPARE(exception.error().code, ErrorCode::Cancelled);
        }
    }
};

HEAPLINE_TEST(TestIdIndex)

} // namespace tst_id_index

#include "tst_id_index.moc"
