// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/document/reuse_pool.h"

#include <QTest>

#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

namespace tst_reuse_pool {

using namespace heapline;
using Pool = ReusePool<std::vector<int>>;

/// Values that come back to be filled again.
class TestReusePool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valueComesBackAsItWas();
    void keepsNoMoreThanTold();
    void comesBackFromAnotherThread();
    void valueOutlivesThePool();
};

void TestReusePool::valueComesBackAsItWas()
{
    const auto pool = std::make_shared<Pool>(1);
    std::shared_ptr<std::vector<int>> value = pool->take();
    value->assign(100, 7);
    const int* const buffer = value->data();
    std::shared_ptr<const std::vector<int>> holder = value;
    value = pool->take(); // another one: that one is still held
    QVERIFY(value->empty());
    holder.reset();
    value = pool->take();
    QCOMPARE(value->data(), buffer);
    QCOMPARE(value->size(), std::size_t{100});
}

void TestReusePool::keepsNoMoreThanTold()
{
    const auto pool = std::make_shared<Pool>(1);
    {
        const std::shared_ptr<std::vector<int>> first = pool->take();
        const std::shared_ptr<std::vector<int>> second = pool->take();
        first->assign(1, 1);
        second->assign(1, 2);
    }
    const std::shared_ptr<std::vector<int>> kept = pool->take();
    QCOMPARE(kept->size(), std::size_t{1});
    QVERIFY(pool->take()->empty());
}

/// The window reads the figures that a worker fills again afterwards: for the thread sanitizer.
void TestReusePool::comesBackFromAnotherThread()
{
    const auto pool = std::make_shared<Pool>(1);
    int sum = 0;
    for (int round = 0; round < 20; ++round) {
        std::shared_ptr<std::vector<int>> value = pool->take();
        value->assign(100, round);
        std::jthread reader([&sum, held = std::shared_ptr<const std::vector<int>>(std::move(value))]() mutable {
            sum += held->back();
            held.reset();
        });
        std::shared_ptr<std::vector<int>> next = pool->take(); // that one, if the reader is done
        next->assign(100, -1);
    }
    QCOMPARE(sum, 190);
}

void TestReusePool::valueOutlivesThePool()
{
    auto pool = std::make_shared<Pool>(1);
    const std::shared_ptr<std::vector<int>> value = pool->take();
    value->assign(10, 3);
    pool.reset();
    QCOMPARE(value->back(), 3);
}

HEAPLINE_TEST(TestReusePool)

} // namespace tst_reuse_pool

#include "tst_reuse_pool.moc"
