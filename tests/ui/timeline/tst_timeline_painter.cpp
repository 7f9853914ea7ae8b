// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_timelines.h"
#include "tests/support/test_program.h"
#include "ui/timeline/timeline_colors.h"
#include "ui/timeline/timeline_painter.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>

namespace tst_timeline_painter {

using namespace heapline;

namespace {

TimelineScene sceneOf(const Timeline& timeline, const QSize& size, qreal ratio = 1)
{
    TimelineScene scene;
    scene.size = size;
    scene.pixelRatio = ratio;
    scene.view = fullView(timeline);
    scene.palette = QPalette(QColor(240, 240, 240), QColor(255, 255, 255));
    scene.palette.setColor(QPalette::Highlight, QColor(0, 80, 200));
    scene.palette.setColor(QPalette::Base, Qt::white);
    scene.palette.setColor(QPalette::Text, Qt::black);
    return scene;
}

/// Number of pixels of a colour in one column of device pixels of the bars.
int heightAt(const QPixmap& picture, const TimelineLayout& layout, int column, const QColor& color)
{
    const QImage image = picture.toImage();
    const double ratio = picture.devicePixelRatio();
    const int x = static_cast<int>(layout.bars.left() * ratio) + column;
    int height = 0;
    for (int y = static_cast<int>(layout.bars.top() * ratio); y < static_cast<int>((layout.bars.bottom() + 1) * ratio); ++y)
        height += image.pixelColor(x, y) == color ? 1 : 0;
    return height;
}

} // namespace

class TestTimelinePainter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void paintsOnlyWhatChanged()
    {
        const Timeline timeline = tenSeconds();
        TimelinePainter painter(timeline);
        TimelineScene scene = sceneOf(timeline, {800, 160});
        QVERIFY(painter.prepare(scene));
        QVERIFY(!painter.prepare(scene));
        scene.scale = SizeScale::Kind::Logarithmic;
        QVERIFY(painter.prepare(scene));
        scene.palette.setColor(QPalette::Highlight, Qt::darkGreen);
        QVERIFY(painter.prepare(scene));
        scene.view = {1'000'000, 5'000'000};
        QVERIFY(painter.prepare(scene));
        scene.pixelRatio = 2;
        QVERIFY(painter.prepare(scene));
        QCOMPARE(painter.plain().size(), QSize(1600, 320));
        QVERIFY(!painter.prepare(scene));
    }

    void barsAreInProportion()
    {
        const Timeline timeline = tenSeconds();
        for (const qreal ratio : {1.0, 1.5, 2.0}) {
            TimelinePainter painter(timeline);
            const TimelineScene scene = sceneOf(timeline, {800, 260}, ratio);
            QVERIFY(painter.prepare(scene));
            const TimelineLayout& layout = painter.layout();
            const QColor accent = TimelineColors(scene.palette).accent;
            const double second = layout.bars.width() * ratio / 10;
            const int tallest = heightAt(painter.plain(), layout, static_cast<int>(9.5 * second), accent);
            QVERIFY(tallest > layout.bars.height() * ratio * 0.9);
            QVERIFY(tallest < layout.bars.height() * ratio);
            // The tick of second s has s tenths of the last one, over the whole second before it.
            for (int s = 0; s < 10; ++s) {
                for (const double within : {0.1, 0.9}) {
                    const int height = heightAt(painter.plain(), layout, static_cast<int>((s + within) * second), accent);
                    QVERIFY(qAbs(height - tallest * (s + 1) / 10.0) <= 1.5);
                }
            }
        }
    }

    void logarithmicBarsStepEvenly()
    {
        const Timeline timeline =
            timelineOf(AxisKind::Time, {{0, 10}, {100, 1000}, {200, 10'000}, {300, 100'000}, {400, 1'000'000}});
        TimelinePainter painter(timeline);
        TimelineScene scene = sceneOf(timeline, {800, 260});
        scene.scale = SizeScale::Kind::Logarithmic;
        QVERIFY(painter.prepare(scene));
        const QColor accent = TimelineColors(scene.palette).accent;
        const auto height = [&](double share) {
            return heightAt(painter.plain(), painter.layout(), static_cast<int>(painter.layout().bars.width() * share),
                            accent);
        };
        const int step = height(0.375) - height(0.125);
        QVERIFY(height(0.125) > 2);
        QVERIFY(step > 10);
        QVERIFY(qAbs(height(0.625) - height(0.375) - step) <= 1);
        QVERIFY(qAbs(height(0.875) - height(0.625) - step) <= 1);
    }

    void denseTicksTakeColumns()
    {
        const Timeline timeline = thousandSamples();
        TimelinePainter painter(timeline);
        const TimelineScene scene = sceneOf(timeline, {300, 160});
        QVERIFY(painter.prepare(scene));
        const QColor accent = TimelineColors(scene.palette).accent;
        for (int column = 1; column < painter.layout().bars.width() - 1; ++column)
            QVERIFY(heightAt(painter.plain(), painter.layout(), column, accent) > 0);
    }

    // A bar that is far smaller than the others can still be seen, and is two pixels wide.
    void smallBarsAreSeen()
    {
        Timeline timeline;
        for (std::int64_t tick = 0; tick < 5000; ++tick) {
            timeline.position.push_back(tick * 1000);
            timeline.lastId.push_back(static_cast<std::uint64_t>(2 * tick + 1));
            timeline.bytes.push_back(tick == 2500 ? 8 : tick == 4000 ? 1'000'000'000 : 0);
            timeline.count.push_back(timeline.bytes.back() ? 1 : 0);
        }
        timeline.finish();
        TimelinePainter painter(timeline);
        const TimelineScene scene = sceneOf(timeline, {400, 160});
        QVERIFY(painter.prepare(scene));
        const QColor accent = TimelineColors(scene.palette).accent;
        const int column = static_cast<int>(2500.0 / 4999 * painter.layout().bars.width());
        QVERIFY(heightAt(painter.plain(), painter.layout(), column, accent) >= 2);
        QVERIFY(heightAt(painter.plain(), painter.layout(), column + 1, accent) >= 2);
        QCOMPARE(heightAt(painter.plain(), painter.layout(), column + 3, accent), 0);
    }

    // What is outside of a selection differs by texture and not by colour alone.
    void washedPictureIsHatched()
    {
        const Timeline timeline = tenSeconds();
        TimelinePainter painter(timeline);
        const TimelineScene scene = sceneOf(timeline, {800, 160});
        QVERIFY(painter.prepare(scene));
        const QImage plain = painter.plain().toImage();
        const QImage washed = painter.washed().toImage();
        const QRect empty(painter.layout().bars.left() + 2, painter.layout().bars.top() + 2, 60, 20); // above the low bars
        QSet<QRgb> plainColors;
        QSet<QRgb> washedColors;
        for (int y = empty.top(); y <= empty.bottom(); ++y) {
            for (int x = empty.left(); x <= empty.right(); ++x) {
                plainColors.insert(plain.pixel(x, y));
                washedColors.insert(washed.pixel(x, y));
            }
        }
        QVERIFY(plainColors.size() <= 2); // ground, a grid line
        QVERIFY(washedColors.size() > 2);
        QCOMPARE(heightAt(painter.washed(), painter.layout(), painter.layout().bars.width() - 5,
                          TimelineColors(scene.palette).accent),
                 0);
    }

    void specialTimelinesAndSizes()
    {
        const Timeline empty;
        const Timeline one = timelineOf(AxisKind::Time, {{0, 500}});
        const Timeline equal = timelineOf(AxisKind::Time, {{0, 500}, {0, 10}, {0, 20}});
        const Timeline gap = timelineOf(AxisKind::Time, {{0, 500}, {1, 10}, {46 * 86'400'000'000, 20}});
        const Timeline sample = timelineOf(AxisKind::AllocationOrder, {{7, 500}});
        for (const Timeline* timeline : {&empty, &one, &equal, &gap, &sample}) {
            for (const QSize& size : {QSize(1, 1), QSize(30, 10), QSize(120, 60), QSize(800, 160), QSize(5000, 40)}) {
                TimelinePainter painter(*timeline);
                QVERIFY(painter.prepare(sceneOf(*timeline, size)));
                QCOMPARE(painter.plain().size(), size);
            }
        }
        TimelinePainter painter(sample);
        const TimelineScene scene = sceneOf(sample, {800, 160});
        QVERIFY(painter.prepare(scene));
        const int middle = painter.layout().bars.width() / 2;
        QVERIFY(heightAt(painter.plain(), painter.layout(), middle, TimelineColors(scene.palette).accent) > 20);
    }

    void olderObjectsAreToldApart()
    {
        const Timeline timeline = tenSeconds();
        const QFontMetrics metrics{QFont()};
        const TimelineLayout wide = layoutTimeline(timeline, {800, 160}, metrics);
        QCOMPARE(wide.olderLines, (QStringList{QStringLiteral("Before recording"), QStringLiteral("5.0 MB"),
                                               QStringLiteral("50,000 objects")}));
        QVERIFY(wide.older.right() < wide.bars.left());
        QVERIFY(wide.older.width() >= metrics.horizontalAdvance(wide.olderLines.front()));
        const TimelineLayout narrow = layoutTimeline(timeline, {300, 160}, metrics);
        QVERIFY(narrow.olderLines.isEmpty());
        QVERIFY(!narrow.older.isEmpty());
        QVERIFY(layoutTimeline(thousandSamples(), {800, 160}, metrics).older.isEmpty());
        QVERIFY(layoutTimeline(timelineOf(AxisKind::Time, {{0, 0}, {5, 50}}), {800, 160}, metrics).older.isEmpty());
    }
};

HEAPLINE_TEST(TestTimelinePainter)

} // namespace tst_timeline_painter

#include "tst_timeline_painter.moc"
