// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/statistics_query.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace heapline {

/// The parts of the heap as a ring with a label at each; within it, thinner, that of the whole heap while only some of it is shown.
/// The arrow keys go from part to part, Enter and a double click show a part's objects.
class StatisticsChart : public QWidget {
    Q_OBJECT

public:
    explicit StatisticsChart(QWidget* parent = nullptr);

    void setFigures(std::shared_ptr<const StatisticsFigures> figures);
    std::optional<StatisticPart> current() const { return m_current; }
    void setCurrent(const std::optional<StatisticPart>& part);
    /// The part under a point of the widget: on the ring or on its label.
    std::optional<StatisticPart> partAt(QPointF point) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged();
    void partActivated(heapline::StatisticPart part);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// A part that has bytes: where it stands in the ring, and where its label is.
    struct Slice {
        StatisticPart part = StatisticPart::Code;
        double begin = 0; ///< share of the ring, clockwise from the top
        double length = 0;
        QString name;
        QString figures;
        QRectF label = {};
        bool isRight = true; ///< on which side the label stands
    };

    void layOut();
    void placeLabels(bool right);
    QPointF onRing(double share, double radius) const;
    void paintRing(QPainter& painter, const PartStatistics& statistics, double outer, double inner) const;
    void paintLabel(QPainter& painter, const Slice& slice) const;
    void step(int by);

    std::shared_ptr<const StatisticsFigures> m_figures;
    std::optional<StatisticPart> m_current;
    std::vector<Slice> m_slices; ///< clockwise
    QPointF m_center;
    double m_radius = 0;
};

} // namespace heapline
