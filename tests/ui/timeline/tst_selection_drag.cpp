// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/timeline/selection_drag.h"

#include <QTest>

#include <limits>

namespace tst_selection_drag {

using namespace heapline;

namespace {

using Kind = SelectionDrag::Kind;

/// Data from 0 to 1000; what is older than the recording belongs to place 0.
constexpr SelectionLimits limits = {{0, 1000}, 1};

QString printed(const AxisRange& range)
{
    return QStringLiteral("%1..%2").arg(range.begin).arg(range.end);
}

} // namespace

class TestSelectionDrag : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drags_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("pressedAt");
        QTest::addColumn<qint64>("to");
        QTest::addColumn<QString>("range"); // the selection before was 200..400
        const auto row = [](const char* name, Kind kind, qint64 pressedAt, qint64 to, const char* range) {
            QTest::newRow(name) << static_cast<int>(kind) << pressedAt << to << QString::fromLatin1(range);
        };
        row("new", Kind::New, 500, 700, "500..700");
        row("new to the left", Kind::New, 500, 100, "100..500");
        row("new past the end", Kind::New, 500, 2000, "500..1000");
        row("new past the start", Kind::New, 500, -20, "0..500");
        row("new, without what is older", Kind::New, 500, 1, "1..500");
        row("begin", Kind::Begin, 200, 250, "250..400");
        row("begin past the end", Kind::Begin, 200, 600, "400..600");
        row("end", Kind::End, 400, 350, "200..350");
        row("end past the begin", Kind::End, 400, 50, "50..200");
        row("move", Kind::Move, 300, 350, "250..450");
        row("move to the end", Kind::Move, 300, 9000, "800..1000");
        row("move to the start", Kind::Move, 300, -9000, "1..201");
        row("not moved", Kind::Move, 300, 300, "200..400");
    }
    void drags()
    {
        QFETCH(int, kind);
        QFETCH(qint64, pressedAt);
        QFETCH(qint64, to);
        QFETCH(QString, range);
        const SelectionDrag drag(static_cast<Kind>(kind), pressedAt, AxisRange{200, 400}, limits);
        QCOMPARE(printed(drag.at(to)), range);
        QVERIFY(drag.before() == (AxisRange{200, 400}));
    }

    void withoutASelectionEveryDragIsNew()
    {
        const SelectionDrag drag(Kind::Move, 300, {}, limits);
        QVERIFY(drag.kind() == Kind::New);
        QCOMPARE(printed(drag.at(310)), QStringLiteral("300..310"));
    }

    void keys()
    {
        QCOMPARE(printed(movedSelection({200, 400}, 50, limits)), QStringLiteral("250..450"));
        QCOMPARE(printed(movedSelection({0, 400}, 50, limits)), QStringLiteral("51..450")); // leaves what is older behind
        QCOMPARE(printed(withEndMoved({200, 400}, -300, limits)), QStringLiteral("200..200"));
        QCOMPARE(printed(withEndMoved({200, 400}, 5000, limits)), QStringLiteral("200..1000"));
        QCOMPARE(printed(withBeginMoved({200, 400}, 300, limits)), QStringLiteral("400..400"));
        QCOMPARE(printed(withBeginMoved({200, 400}, -500, limits)), QStringLiteral("1..400"));
        QCOMPARE(printed(withBeginMoved({1, 400}, -50, limits)), QStringLiteral("0..400")); // one step more: what is older
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
        QCOMPARE(printed(movedSelection({200, 400}, most, limits)), QStringLiteral("800..1000"));
        QCOMPARE(printed(withEndMoved({200, 400}, most, limits)), QStringLiteral("200..1000"));
    }

    void aSinglePlace()
    {
        const SelectionLimits point = {{5, 5}, 5};
        QCOMPARE(printed(movedSelection({5, 5}, 10, point)), QStringLiteral("5..5"));
        QCOMPARE(printed(SelectionDrag(Kind::New, 5, {}, point).at(80)), QStringLiteral("5..5"));
    }
};

HEAPLINE_TEST(TestSelectionDrag)

} // namespace tst_selection_drag

#include "tst_selection_drag.moc"
