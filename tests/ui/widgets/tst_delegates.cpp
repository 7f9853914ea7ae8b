// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/widgets/percent_bar_delegate.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/text_span.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyle>
#include <QStyleFactory>
#include <QTest>

namespace tst_delegates {

using namespace heapline;

namespace {

QStyleOptionViewItem optionFor(const QPalette& palette, bool isSelected, int width)
{
    QStyleOptionViewItem option;
    option.palette = palette;
    option.font = QApplication::font();
    option.fontMetrics = QFontMetrics(option.font);
    option.rect = QRect(0, 0, width, option.fontMetrics.height() + 6);
    option.state = QStyle::State_Enabled | QStyle::State_Active;
    if (isSelected)
        option.state |= QStyle::State_Selected;
    option.showDecorationSelected = true;
    return option;
}

QImage painted(const QStyledItemDelegate& delegate, const QModelIndex& index, const QStyleOptionViewItem& option, int scale)
{
    QImage image(option.rect.size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(option.palette.color(QPalette::Base));
    QPainter painter(&image);
    delegate.paint(&painter, option, index);
    return image;
}

QPalette darkPalette()
{
    QPalette palette(QColor(45, 45, 48), QColor(30, 30, 32));
    palette.setColor(QPalette::Text, QColor(225, 225, 225));
    palette.setColor(QPalette::Base, QColor(30, 30, 32));
    palette.setColor(QPalette::Highlight, QColor(42, 130, 218));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

/// Columns of the image's middle half in which some pixel differs much from the one at the left border of the same row.
int columnsWithInk(const QImage& image, int from, int to, int limit)
{
    int columns = 0;
    for (int x = from; x < to; ++x) {
        for (int y = 3; y < image.height() - 3; ++y) {
            const int difference = qGray(image.pixel(x, y)) - qGray(image.pixel(x, 2));
            if (std::abs(difference) > limit) {
                ++columns;
                break;
            }
        }
    }
    return columns;
}

} // namespace

class TestDelegates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion"))); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void barIsAsLongAsTheShare_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<bool>("isSelected");
        QTest::addColumn<int>("scale");
        for (const bool isDark : {false, true}) {
            for (const bool isSelected : {false, true}) {
                for (const int scale : {1, 2})
                    QTest::addRow("%s %s %dx", isDark ? "dark" : "light", isSelected ? "selected" : "plain", scale)
                        << isDark << isSelected << scale;
            }
        }
    }

    void barIsAsLongAsTheShare()
    {
        QFETCH(bool, isDark);
        QFETCH(bool, isSelected);
        QFETCH(int, scale);
        QStandardItemModel model(1, 1);
        const QModelIndex index = model.index(0, 0);
        model.setData(index, QStringLiteral("25 B"));
        model.setData(index, QStringLiteral("25.0 %"), PercentRole);
        model.setData(index, qulonglong(25), SortRole);
        model.setData(index, qulonglong(100), TotalRole);
        const QPalette palette = isDark ? darkPalette() : QApplication::style()->standardPalette();
        const PercentBarDelegate delegate;
        const QImage image = painted(delegate, index, optionFor(palette, isSelected, 304), scale);

        // The bar: its colour, in a row of pixels above the text, goes on for a quarter of the 300 pixels inside.
        const int y = 2 * scale;
        const QRgb inBar = image.pixel(3 * scale, y);
        int length = 0;
        while (image.pixel((2 + length) * scale, y) == inBar)
            ++length;
        QCOMPARE(length, 75);
        // The text is there, at the right, and well set off.
        QVERIFY(columnsWithInk(image, 200 * scale, 304 * scale, 90) > 20 * scale);
        QCOMPARE(columnsWithInk(image, 80 * scale, 180 * scale, 20), 0);
    }

    void narrowCellKeepsTheFigure()
    {
        QStandardItemModel model(1, 1);
        const QModelIndex index = model.index(0, 0);
        model.setData(index, QStringLiteral("1.20 MB"));
        model.setData(index, QStringLiteral("31.0 %"), PercentRole);
        model.setData(index, qulonglong(31), SortRole);
        model.setData(index, qulonglong(100), TotalRole);
        const PercentBarDelegate delegate;
        const QFontMetrics metrics{QApplication::font()};
        const int width = metrics.horizontalAdvance(QStringLiteral("1.20 MB")) + 14;
        QStyleOptionViewItem option = optionFor(QPalette(Qt::lightGray), false, width);
        const QImage both = painted(delegate, index, option, 1);
        model.setData(index, QStringLiteral("99.9 %"), PercentRole);
        QCOMPARE(painted(delegate, index, option, 1), both); // the share is not drawn
        model.setData(index, QStringLiteral("8.88 MB"));
        QVERIFY(painted(delegate, index, option, 1) != both); // the figure is
        for (const int tiny : {0, 1, 5}) {
            option.rect.setWidth(std::max(tiny, 1));
            painted(delegate, index, option, 1);
        }
        QVERIFY(delegate.sizeHint(option, index).width() >= metrics.horizontalAdvance(QStringLiteral("999.9 MB  100.0 %")));
    }

    void wholeOfNothingHasNoBar()
    {
        QStandardItemModel model(1, 1);
        const QModelIndex index = model.index(0, 0);
        model.setData(index, qulonglong(0), SortRole);
        model.setData(index, qulonglong(0), TotalRole);
        const PercentBarDelegate delegate;
        const QStyleOptionViewItem option = optionFor(QPalette(Qt::lightGray), false, 100);
        const QImage image = painted(delegate, index, option, 1);
        QCOMPARE(image.pixel(3, 3), image.pixel(90, 3));
    }

    void spansChangeTheLookAndNotTheText()
    {
        QStandardItemModel model(1, 1);
        const QModelIndex index = model.index(0, 0);
        model.setData(index, QStringLiteral("<b>Session</b> @117613"));
        const SpanTextDelegate delegate;
        const QStyleOptionViewItem option = optionFor(QPalette(Qt::lightGray), false, 300);
        const QImage plain = painted(delegate, index, option, 1);
        QSet<QByteArray> looks{QByteArray(reinterpret_cast<const char*>(plain.constBits()), plain.sizeInBytes())};
        for (const TextSpan::Style style : {TextSpan::Style::Weak, TextSpan::Style::Italic, TextSpan::Style::Match}) {
            model.setData(index, QVariant::fromValue(QList<TextSpan>{{3, 7, style}}), TextSpansRole);
            const QImage image = painted(delegate, index, option, 1);
            looks.insert(QByteArray(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes()));
        }
        QCOMPARE(looks.size(), 4);
        // A span past the end of a text that was cut short.
        model.setData(index, QVariant::fromValue(QList<TextSpan>{{3, 700, TextSpan::Style::Match}}), TextSpansRole);
        painted(delegate, index, optionFor(QPalette(Qt::lightGray), true, 30), 2);
    }
};

HEAPLINE_TEST(TestDelegates)

} // namespace tst_delegates

#include "tst_delegates.moc"
