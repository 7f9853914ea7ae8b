// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

namespace tst_empty_state {

using namespace heapline;

class TestEmptyState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyStateExplains()
    {
        TreeView view;
        view.resize(300, 200);
        view.show();
        EmptyState empty(&view);
        QVERIFY(!empty.isVisible());
        QAction action(QStringLiteral("Do It"));
        QSignalSpy done(&action, &QAction::triggered);
        empty.showText(QStringLiteral("<i>Nothing</i>"), QStringLiteral("Do something."), &action);
        QVERIFY(empty.isVisible());
        QCOMPARE(empty.title(), QStringLiteral("<i>Nothing</i>"));
        QCOMPARE(empty.accessibleDescription(), QStringLiteral("Do something."));
        QCOMPARE(empty.geometry(), view.viewport()->rect());
        empty.findChild<QToolButton*>()->click();
        QCOMPARE(done.size(), 1);
        view.resize(200, 100);
        QTRY_COMPARE(empty.geometry(), view.viewport()->rect());
        empty.showText(QStringLiteral("Nothing"));
        QVERIFY(!empty.findChild<QToolButton*>()->isVisible());
    }
};

HEAPLINE_TEST(TestEmptyState)

} // namespace tst_empty_state

#include "tst_empty_state.moc"
