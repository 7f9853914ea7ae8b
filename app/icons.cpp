// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

// Outside of the namespace, as Q_INIT_RESOURCE asks.
static void initHeaplineResources()
{
    Q_INIT_RESOURCE(heapline);
}

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Draws an SVG, with black lines in the colour that text has in the palette of the moment. Qt's own engine for SVG is a plugin, and
/// to look for it, and for plugins of all image formats, takes a tenth of the whole start.
class LineIconEngine : public QIconEngine {
public:
    explicit LineIconEngine(QByteArray svg) : m_svg(std::move(svg)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        QByteArray svg = m_svg;
        svg.replace("#000000", palette.color(group, role).name().toLatin1());
        QSvgRenderer renderer(svg);
        const int side = qMin(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        renderer.render(painter, square);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new LineIconEngine(m_svg); }
    bool isNull() override { return m_svg.isEmpty(); }

private:
    QByteArray m_svg;
};

} // namespace

void initResources()
{
    initHeaplineResources();
}

QIcon lineIcon(const QString& name)
{
    QFile file(u":/heapline/icons/%1.svg"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? QIcon(new LineIconEngine(file.readAll())) : QIcon();
}

QIcon programIcon()
{
    return lineIcon(u"heapline"_s); // it has no black lines
}

} // namespace heapline
