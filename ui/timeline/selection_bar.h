// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/bar_measure.h"

#include <QWidget>

#include <optional>

class QLabel;
class QToolButton;

namespace heapline {

class AxisField;
class ElidedLabel;
class TimelineActions;

/// Figures of a range as the selection bar shows them.
struct SelectionFigures {
    std::uint64_t count = 0; ///< objects, or samples
    std::uint64_t bytes = 0;
    std::uint64_t wholeBytes = 0; ///< of the whole profile
    bool isStale = false;         ///< of an earlier range than the one shown
    QString markedName{};         ///< of what is marked in the bars; empty: nothing
    std::uint64_t markedBytes = 0;
    TickFigures ticks{}; ///< of the ticks of the range; without tick 0, unless it is the only one
};

/// The line below the bars: start, end and length of the selection as fields that take exact values, what is in it, and the
/// actions used most. Two lines when it is narrow.
class SelectionBar : public QWidget {
    Q_OBJECT

public:
    /// @param timeline must outlive the widget
    SelectionBar(const Timeline& timeline, TimelineActions& actions, QWidget* parent = nullptr);

    void setRange(const std::optional<AxisRange>& range);
    /// What the bars above stand for: decides which figures are told first, and what is said about them.
    void setMeasure(BarMeasure measure);
    /// Nothing while no figures are there yet.
    void setFigures(const std::optional<SelectionFigures>& figures);

    /// Range and figures in words: "Selected 2.100 s – 4.350 s (2.250 s) · 258,656 objects · …".
    QString words() const;

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rangeEntered(const heapline::AxisRange& range);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addFields();
    void addButtons(TimelineActions& actions);
    void enterBegin(qint64 begin);
    void enterEnd(qint64 end);
    void enterLength(qint64 length);
    void enter(std::int64_t begin, std::int64_t end, AxisField* field);
    AxisRange shownRange() const;
    QString figuresText() const;
    QString aliveText() const;
    bool isOlderSelected() const;
    bool takesOlder() const;
    void explainFigures();
    void updateText();

    const Timeline& m_timeline;
    std::optional<AxisRange> m_range;
    std::optional<SelectionFigures> m_figures;
    BarMeasure m_measure = BarMeasure::Bytes;
    AxisField* m_begin;
    AxisField* m_end;
    AxisField* m_length = nullptr; ///< Time axes only
    ElidedLabel* m_beside;         ///< figures, when there is room beside the fields
    ElidedLabel* m_below;          ///< figures, when there is not
    QLabel* m_honesty;             ///< what the file cannot tell
    QWidget* m_buttons;
};

} // namespace heapline
