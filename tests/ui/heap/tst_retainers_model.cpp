// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/heap/drawn_heap.h"
#include "tests/ui/widgets/model_tester.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/heap/retainers_model.h"

#include <QTest>

namespace tst_retainers_model {

using namespace heapline;
using namespace heapline::test;

namespace {

const QList<int> columns{0, 2, 3, 4};

} // namespace

class TestRetainersModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void retainersOfAnObject()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        RetainersModel model(profile);
        const ModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        model.setObject(NodeOrdinal(6)); // the text
        open(model, {0, 0});
        QCOMPARE(treeText(model, columns), QStringLiteral("id in Session @9 | 3 | 64 B | 88 B\n"
                                                          "  [0] in Map @7 | 2 | 40 B | 192 B\n"
                                                          "    sessions in global @5 | 1 | 100 B | 292 B +\n"
                                                          "    owner in Session @9 (already above) | 3 | 64 B | 88 B\n"));
        // Weak references are no retainers: only the map holds the second session.
        model.setObject(NodeOrdinal(5));
        QCOMPARE(treeText(model, columns), QStringLiteral("[1] in Map @7 | 2 | 40 B | 192 B +\n"));
        model.setObject(std::nullopt);
        QCOMPARE(model.rowCount(), 0);
    }

    void goesTowardsTheRootAndStops()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        RetainersModel model(profile);
        model.setObject(NodeOrdinal(6));
        QStringList way;
        QModelIndex at;
        for (int level = 0; level < 20; ++level) {
            at = model.nextTowardsRoot(at);
            if (!at.isValid())
                break;
            way += at.data().toString();
        }
        QCOMPARE(way, (QStringList{QStringLiteral("id in Session @9"), QStringLiteral("[0] in Map @7"),
                                   QStringLiteral("sessions in global @5")}));
    }

    void theObjectItselfClosesACircle()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        RetainersModel model(profile);
        const ModelTester tester(&model);
        model.setObject(NodeOrdinal(3)); // the map, which a session refers back to
        open(model, {1});
        QCOMPARE(treeText(model, {0}), QStringLiteral("sessions in global @5 +\n"
                                                      "owner in Session @9\n"
                                                      "  [0] in Map @7 (already above)\n"));
        model.sort(0, Qt::AscendingOrder);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("owner in Session @9"));
        QCOMPARE(model.rowCount(model.index(0, 0)), 1);
    }
};

HEAPLINE_TEST(TestRetainersModel)

} // namespace tst_retainers_model

#include "tst_retainers_model.moc"
