// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas_stage.h"
#include "tests/support/test_program.h"

#include <QRegularExpression>

namespace tst_timeline_canvas_display {

using namespace heapline;

class TestTimelineCanvasDisplay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void specialTimelines_data()
    {
        QTest::addColumn<int>("which");
        for (int which = 0; which < 6; ++which)
            QTest::addRow("%d", which) << which;
    }
    void specialTimelines()
    {
        QFETCH(int, which);
        const std::array<Timeline, 6> timelines = {
            Timeline(),
            timelineOf(AxisKind::Time, {{0, 500}}),
            timelineOf(AxisKind::Time, {{0, 0}, {0, 10}, {0, 20}}),
            timelineOf(AxisKind::AllocationOrder, {{7, 500}}),
            timelineOf(AxisKind::AllocationOrder, {{7, 500}, {7, 5}}),
            timelineOf(AxisKind::Time, {{0, 500}, {1, 10}, {46 * 86'400'000'000, 20}})};
        Stage stage(timelines[static_cast<std::size_t>(which)]);
        const AxisRange extent = timelines[static_cast<std::size_t>(which)].extent();
        stage.drag({100, 80}, {500, 80});
        stage.drag({500, 80}, {20, 80});
        for (const int key :
             {Qt::Key_Right, Qt::Key_Left, Qt::Key_Home, Qt::Key_End, Qt::Key_Plus, Qt::Key_Z, Qt::Key_PageUp, Qt::Key_L}) {
            QTest::keyClick(&stage.canvas, static_cast<Qt::Key>(key));
            QTest::keyClick(&stage.canvas, static_cast<Qt::Key>(key), Qt::ShiftModifier);
        }
        stage.wheel({300, 80}, {0, 5000});
        stage.wheel({300, 80}, {0, -5000});
        stage.canvas.grab();
        if (stage.canvas.selection()) {
            QVERIFY(stage.canvas.selection()->begin >= extent.begin);
            QVERIFY(stage.canvas.selection()->end <= extent.end);
        }
        QVERIFY(which != 0 || stage.previews.isEmpty());
    }

    void sizesAndPalettes()
    {
        Stage stage(m_timeline);
        stage.canvas.setSelection(AxisRange{2 * second, 6 * second});
        for (const QSize& size : {QSize(0, 0), QSize(1, 1), QSize(20, 200), QSize(300, 20), QSize(2400, 160)}) {
            stage.canvas.resize(size);
            stage.canvas.grab();
            stage.wheel({5, 5}, {0, 120});
            stage.drag({5, 5}, {200, 5});
        }
        stage.canvas.showAll();
        stage.canvas.resize(900, 160);
        stage.canvas.setSelection(AxisRange{2 * second, 6 * second});
        const QImage light = stage.canvas.grab().toImage();
        QPalette dark;
        dark.setColor(QPalette::Base, Qt::black);
        dark.setColor(QPalette::Window, Qt::black);
        dark.setColor(QPalette::Text, Qt::white);
        stage.canvas.setPalette(dark);
        const QImage black = stage.canvas.grab().toImage();
        QCOMPARE(black.pixelColor(stage.canvas.width() - 2, 2), QColor(Qt::black));
        QVERIFY(light.pixelColor(stage.canvas.width() - 2, 2) != QColor(Qt::black));
        const int before = stage.canvas.parts().ruler.height();
        QFont large = stage.canvas.font();
        large.setPointSize(24);
        stage.canvas.setFont(large);
        QVERIFY(stage.canvas.parts().ruler.height() > before);
        QVERIFY(stage.canvas.minimumSizeHint().height() > before);
    }

    // The pointer over the bars shows its line and its card, and takes them away again.
    void hover()
    {
        Stage stage(m_timeline);
        stage.canvas.clearFocus();
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&stage.canvas, &leave);
        const QImage bare = stage.canvas.grab().toImage();
        stage.move(stage.inBars(5));
        const QImage hovered = stage.canvas.grab().toImage();
        QVERIFY(bare != hovered);
        QApplication::sendEvent(&stage.canvas, &leave);
        QCOMPARE(stage.canvas.grab().toImage(), bare);
    }

    void focusCanBeSeen()
    {
        Stage stage(m_timeline);
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&stage.canvas, &leave);
        QVERIFY(stage.canvas.hasFocus());
        const QImage focused = stage.canvas.grab().toImage();
        stage.canvas.clearFocus();
        QVERIFY(stage.canvas.grab().toImage() != focused);
    }

private:
    const Timeline m_timeline = tenSeconds();
};

HEAPLINE_TEST(TestTimelineCanvasDisplay)

} // namespace tst_timeline_canvas_display

#include "tst_timeline_canvas_display.moc"
