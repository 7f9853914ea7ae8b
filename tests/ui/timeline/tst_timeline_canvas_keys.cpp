// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas_stage.h"
#include "tests/support/test_program.h"
#include "ui/timeline/timeline_actions.h"

#include <QRegularExpression>

namespace tst_timeline_canvas_keys {

using namespace heapline;

class TestTimelineCanvasKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void escapeClears()
    {
        Stage stage(m_timeline);
        QVERIFY(stage.isActive);
        stage.canvas.setSelection(AxisRange{2 * second, 6 * second});
        QTest::keyClick(&stage.canvas, Qt::Key_Escape);
        QCOMPARE(stage.selection(), QStringLiteral("none"));
        QCOMPARE(stage.commits, QStringList{QStringLiteral("none")});
        QVERIFY(!stage.canvas.timelineActions().clearSelection->isEnabled());
    }

    void escapeWhileDraggingGivesBack()
    {
        Stage stage(m_timeline);
        stage.canvas.setSelection(AxisRange{2 * second, 6 * second});
        stage.press(stage.inBars(7));
        stage.move(stage.inBars(8));
        QCOMPARE(stage.selection(), QStringLiteral("7.0..8.0"));
        QTest::keyClick(&stage.canvas, Qt::Key_Escape);
        QCOMPARE(stage.selection(), QStringLiteral("2.0..6.0"));
        stage.move(stage.inBars(9)); // the button is still down
        stage.release(stage.inBars(9));
        QCOMPARE(stage.selection(), QStringLiteral("2.0..6.0"));
        QVERIFY(stage.commits.isEmpty());
        QCOMPARE(stage.previews.back(), QStringLiteral("2000000..6000000"));
    }

    void escapeInAFirstDrag()
    {
        Stage stage(m_timeline);
        stage.press(stage.inBars(7));
        stage.move(stage.inBars(8));
        QTest::keyClick(&stage.canvas, Qt::Key_Escape);
        stage.release(stage.inBars(8));
        QCOMPARE(stage.selection(), QStringLiteral("none"));
        QVERIFY(stage.commits.isEmpty());
    }

    void keys_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QString>("range"); // before: 2000000..6000000; a step is a hundredth of ten seconds
        const auto row = [](const char* name, Qt::Key key, Qt::KeyboardModifiers modifiers, const char* range) {
            QTest::newRow(name) << static_cast<int>(key) << static_cast<int>(modifiers.toInt())
                                << QString::fromLatin1(range);
        };
        row("right", Qt::Key_Right, Qt::NoModifier, "2100000..6100000");
        row("left", Qt::Key_Left, Qt::NoModifier, "1900000..5900000");
        row("end right", Qt::Key_Right, Qt::ShiftModifier, "2000000..6100000");
        row("end left", Qt::Key_Left, Qt::ShiftModifier, "2000000..5900000");
        row("begin right", Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier, "2100000..6000000");
        row("begin left", Qt::Key_Left, Qt::ShiftModifier | Qt::ControlModifier, "1900000..6000000");
        row("home", Qt::Key_Home, Qt::NoModifier, "1..4000001");
        row("end", Qt::Key_End, Qt::NoModifier, "6000000..10000000");
        row("stretch to start", Qt::Key_Home, Qt::ShiftModifier, "1..6000000");
        row("stretch to end", Qt::Key_End, Qt::ShiftModifier, "2000000..10000000");
        row("all", Qt::Key_A, Qt::ControlModifier, "0..10000000");
    }
    void keys()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(QString, range);
        Stage stage(m_timeline);
        stage.canvas.setSelection(AxisRange{2 * second, 6 * second});
        QTest::keyClick(&stage.canvas, static_cast<Qt::Key>(key),
                        Qt::KeyboardModifiers::fromInt(static_cast<Qt::KeyboardModifiers::Int>(modifiers)));
        QCOMPARE(printed(stage.canvas.selection()), range);
        QCOMPARE(stage.previews, QStringList{range});
        QTRY_COMPARE(stage.commits, QStringList{range});
    }

    // Keys pressed one after the other are one change.
    void keysInARowAreOneChange()
    {
        Stage stage(m_timeline);
        stage.canvas.setSelection(AxisRange{2 * second, 6 * second});
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(&stage.canvas, Qt::Key_Right);
        QCOMPARE(stage.previews.size(), 5);
        QVERIFY(stage.commits.isEmpty());
        stage.canvas.clearFocus();
        QCOMPARE(stage.commits, QStringList{QStringLiteral("2500000..6500000")});
        QTest::qWait(500);
        QCOMPARE(stage.commits.size(), 1);
    }

    void keysBeginAtTheCursor()
    {
        Stage stage(m_timeline);
        QTest::mouseClick(&stage.canvas, Qt::LeftButton, {}, stage.inBars(5));
        QTest::keyClick(&stage.canvas, Qt::Key_Right);
        QCOMPARE(stage.selection(), QStringLiteral("5.0..5.1"));
        QTest::keyClick(&stage.canvas, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(stage.selection(), QStringLiteral("5.0..5.2"));
        QTest::keyClick(&stage.canvas, Qt::Key_Escape);
        QTest::keyClick(&stage.canvas, Qt::Key_End); // the cursor, there is no selection
        QTest::keyClick(&stage.canvas, Qt::Key_Left);
        QCOMPARE(stage.selection(), QStringLiteral("9.9..10.0"));
    }

    void zoomActions()
    {
        Stage stage(m_timeline);
        TimelineActions& actions = stage.canvas.timelineActions();
        QVERIFY(!actions.showAll->isEnabled());
        QVERIFY(!actions.zoomToSelection->isEnabled());
        QTest::keyClick(&stage.canvas, Qt::Key_Plus);
        QVERIFY(stage.canvas.isZoomedIn());
        QVERIFY(actions.showAll->isEnabled());
        const AxisRange view = stage.canvas.view();
        QTest::keyClick(&stage.canvas, Qt::Key_PageDown);
        QVERIFY(stage.canvas.view().begin > view.begin);
        QTest::keyClick(&stage.canvas, Qt::Key_PageUp);
        QTest::keyClick(&stage.canvas, Qt::Key_Minus);
        QVERIFY(!stage.canvas.isZoomedIn());
        stage.canvas.setSelection(AxisRange{2 * second, 3 * second});
        QTest::keyClick(&stage.canvas, Qt::Key_Z);
        QVERIFY(stage.canvas.isZoomedIn());
        QTest::keyClick(&stage.canvas, Qt::Key_0);
        QVERIFY(!stage.canvas.isZoomedIn());
        QTest::keyClick(&stage.canvas, Qt::Key_L);
        QVERIFY(stage.canvas.isLogarithmic());
        QVERIFY(actions.logarithmicScale->isChecked());
        actions.logarithmicScale->trigger();
        QVERIFY(!stage.canvas.isLogarithmic());
    }

    void everyActionIsExplained()
    {
        Stage stage(m_timeline);
        QSet<QString> keys;
        for (const QAction* action : stage.canvas.timelineActions().all()) {
            if (action->isSeparator())
                continue;
            QVERIFY(!action->text().isEmpty());
            QVERIFY(action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)));
            QVERIFY(action->toolTip().size() > action->shortcut().toString().size() + 8);
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                keys.insert(key.toString());
            }
        }
        QVERIFY(keys.size() >= 19);
    }

    void keptInView()
    {
        Stage stage(m_timeline);
        stage.canvas.setSelection(AxisRange{2 * second, 3 * second});
        stage.canvas.zoomToSelection();
        for (int i = 0; i < 30; ++i)
            QTest::keyClick(&stage.canvas, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(stage.canvas.selection()->end > 3 * second);
        QCOMPARE(stage.canvas.view().end, stage.canvas.selection()->end);
        stage.canvas.reveal({8 * second, 9 * second});
        QVERIFY(stage.canvas.view().begin <= 8 * second && stage.canvas.view().end >= 9 * second);
        stage.canvas.reveal({1 * second, 9 * second});
        QVERIFY(stage.canvas.view().begin <= 1 * second && stage.canvas.view().end >= 9 * second);
    }

private:
    const Timeline m_timeline = tenSeconds();
};

HEAPLINE_TEST(TestTimelineCanvasKeys)

} // namespace tst_timeline_canvas_keys

#include "tst_timeline_canvas_keys.moc"
