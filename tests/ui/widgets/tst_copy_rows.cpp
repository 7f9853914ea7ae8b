// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets/number_tree.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/widgets/copy_rows.h"

#include <QTest>

using namespace heapline;
using namespace heapline::test;

class TestCopyRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void copiesExactFiguresWithAHeader()
    {
        NumberTree model;
        model.setLevel({}, {{1, 1234567}, {2, 72}});
        model.setLevel({1}, {{5, 99}});
        model.fill();
        const QModelIndex one = open(model, {0});
        QCOMPARE(rowsAsTsv(model, {one, model.index(0, 0, one), model.index(1, 0)}, {0, 1}),
                 QStringLiteral("Number\tWeight (bytes)\n1\t1234567\n  5\t99\n2\t72\n"));
        QCOMPARE(rowsAsTsv(model, {model.index(0, 0, one)}, {1, 0}), QStringLiteral("Weight (bytes)\tNumber\n99\t5\n"));
        QCOMPARE(rowsAsTsv(model, {}, {0}), QStringLiteral("Number\n"));
    }
};

QTEST_GUILESS_MAIN(TestCopyRows)
#include "tst_copy_rows.moc"
