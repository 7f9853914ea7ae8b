// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QLabel>
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

    void lowViewsKeepTheTitle()
    {
        TreeView view;
        view.resize(300, 200);
        view.show();
        const Qt::ScrollBarPolicy before = view.horizontalScrollBarPolicy();
        EmptyState empty(&view);
        const QString advice = QStringLiteral("Do something.");
        empty.showText(QStringLiteral("Nothing"), advice);
        const QList<QLabel*> labels = empty.findChildren<QLabel*>();
        QCOMPARE(labels.size(), 2);
        QVERIFY(labels[0]->isVisible() && labels[1]->isVisible());
        QCOMPARE(view.horizontalScrollBarPolicy(), Qt::ScrollBarAlwaysOff);
        view.resize(300, 40);
        QTRY_VERIFY(!labels[1]->isVisible());
        QVERIFY(labels[0]->isVisible());
        QVERIFY(empty.toolTip().contains(advice));
        view.resize(300, 200);
        QTRY_VERIFY(labels[1]->isVisible());
        view.hide();
        QCOMPARE(view.horizontalScrollBarPolicy(), Qt::ScrollBarAlwaysOff); // still empty
        view.show();
        empty.hide();
        QCOMPARE(view.horizontalScrollBarPolicy(), before);
    }
};

HEAPLINE_TEST(TestEmptyState)

} // namespace tst_empty_state

#include "tst_empty_state.moc"
