// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/selection_bar.h"

#include "core/base/text_format.h"
#include "ui/timeline/axis_field.h"
#include "ui/timeline/axis_text.h"
#include "ui/timeline/elided_label.h"
#include "ui/timeline/tick_text.h"
#include "ui/timeline/timeline_actions.h"
#include "ui/timeline/timeline_layout.h"

#include <QBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <limits>

namespace heapline {

namespace {

constexpr int widthForOneLine = 640;
constexpr int widthForHonesty = 1300;

/// Sum that stays within 64 bits.
std::int64_t plus(std::int64_t a, std::int64_t b)
{
    std::int64_t sum = 0;
    if (!__builtin_add_overflow(a, b, &sum))
        return sum;
    return b > 0 ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
}

} // namespace

SelectionBar::SelectionBar(const Timeline& timeline, TimelineActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_timeline(timeline)
{
    const bool isTime = timeline.axis == AxisKind::Time;
    m_begin =
        new AxisField(timeline.axis, isTime ? tr("Start of the selection") : tr("First sample of the selection"), this);
    m_end = new AxisField(timeline.axis, isTime ? tr("End of the selection") : tr("Last sample of the selection"), this);
    if (isTime)
        m_length = new AxisField(timeline.axis, tr("Length of the selection"), this);
    m_beside = new ElidedLabel(this);
    m_below = new ElidedLabel(this);
    m_honesty = new QLabel(this);
    m_honesty->setTextFormat(Qt::PlainText);
    m_honesty->setForegroundRole(QPalette::PlaceholderText);
    explainFigures();
    m_buttons = new QWidget(this);
    addFields();
    addButtons(actions);
    setRange({});
}

/// Says in a few words what the figures do not tell, and in sentences when the pointer rests there.
void SelectionBar::explainFigures()
{
    QString text = tr("Only what was alive at the end");
    QString explanation =
        tr("Only objects that were alive at the end of the recording are in this file; what was freed before is not.");
    if (m_timeline.axis == AxisKind::AllocationOrder) {
        text = tr("Estimated from samples");
        explanation =
            tr("Sizes are estimates from samples. The file does not say whether objects that were freed are in it.");
    } else if (m_measure == BarMeasure::Objects) {
        text = tr("Ids are given when a tick ends");
        explanation = tr(
            "V8 gives an id to each object that it finds when a tick ends, 50 ms or more after the tick before. An object "
            "that died until then has none and is in no bar; an id without an object is one that died later.");
    } else if (m_timeline.live) {
        text = tr("Allocated: what lived to the end of its tick");
        explanation = tr(
            "What was allocated is from live events that lie beside the file. V8 counts when a tick ends: what died "
            "until then is in no figure but the totals of allocation stacks. Native objects, such as those of a page, are "
            "not counted, so more can be alive than was counted as allocated.");
    }
    m_honesty->setText(text);
    m_honesty->setToolTip(explanation);
    m_honesty->setAccessibleName(explanation);
    m_beside->setExplanation(explanation);
    m_below->setExplanation(explanation);
}

void SelectionBar::addFields()
{
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    const auto addText = [this, line](const QString& text) {
        auto* label = new QLabel(text, this);
        label->setTextFormat(Qt::PlainText);
        line->addWidget(label);
    };
    if (!m_length)
        addText(tr("Samples"));
    line->addWidget(m_begin);
    addText(QStringLiteral("\u2013"));
    line->addWidget(m_end);
    if (m_length) {
        addText(QStringLiteral("("));
        line->addWidget(m_length);
        addText(QStringLiteral(")"));
        connect(m_length, &AxisField::entered, this, &SelectionBar::enterLength);
        connect(m_length, &AxisField::problemChanged, this, &SelectionBar::updateText);
    }
    line->addSpacing(6);
    line->addWidget(m_beside, 1);
    line->addStretch();
    line->addWidget(m_honesty);
    line->addWidget(m_buttons);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(6, 2, 6, 2);
    lines->setSpacing(2);
    lines->addLayout(line);
    lines->addWidget(m_below);
    m_below->hide();
    connect(m_begin, &AxisField::entered, this, &SelectionBar::enterBegin);
    connect(m_end, &AxisField::entered, this, &SelectionBar::enterEnd);
    connect(m_begin, &AxisField::problemChanged, this, &SelectionBar::updateText);
    connect(m_end, &AxisField::problemChanged, this, &SelectionBar::updateText);
    setTabOrder(m_begin, m_end);
    if (m_length)
        setTabOrder(m_end, m_length);
}

void SelectionBar::addButtons(TimelineActions& actions)
{
    auto* line = new QHBoxLayout(m_buttons);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(1);
    for (QAction* action : {actions.showBytes, actions.showObjects, actions.logarithmicScale, actions.zoomToSelection,
                            actions.showAll, actions.clearSelection}) {
        if (!action)
            continue;
        auto* button = new QToolButton(m_buttons);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(action->text().remove(u'&'));
        line->addWidget(button);
    }
}

void SelectionBar::setRange(const std::optional<AxisRange>& range)
{
    m_range = range;
    const AxisRange shown = shownRange();
    m_begin->setPosition(shown.begin);
    m_end->setPosition(shown.end);
    if (m_length)
        m_length->setPosition(plus(shown.end, -shown.begin));
    updateText();
}

void SelectionBar::setMeasure(BarMeasure measure)
{
    m_measure = measure;
    explainFigures();
    updateText();
}

void SelectionBar::setFigures(const std::optional<SelectionFigures>& figures)
{
    m_figures = figures;
    updateText();
}

AxisRange SelectionBar::shownRange() const
{
    const AxisRange extent = m_timeline.extent();
    if (isOlderSelected())
        return {extent.begin, extent.begin};
    return m_range ? *m_range : extent;
}

void SelectionBar::enterBegin(qint64 begin)
{
    enter(begin, shownRange().end, m_begin);
}

void SelectionBar::enterEnd(qint64 end)
{
    enter(shownRange().begin, end, m_end);
}

void SelectionBar::enterLength(qint64 length)
{
    enter(shownRange().begin, plus(shownRange().begin, length), m_length);
}

void SelectionBar::enter(std::int64_t begin, std::int64_t end, AxisField* field)
{
    const AxisRange extent = m_timeline.extent();
    const QString ends = axisRangeText(extent, m_timeline.axis);
    if (begin > end) {
        field->setProblem(field == m_begin
                              ? tr("The start must not come after the end, %1.").arg(positionText(end, m_timeline.axis))
                              : tr("The end must not come before the start, %1.").arg(positionText(begin, m_timeline.axis)));
        return;
    }
    if (end < extent.begin || begin > extent.end) {
        field->setProblem(tr("Nothing was recorded there: the timeline is %1.").arg(ends));
        return;
    }
    Q_EMIT rangeEntered({std::clamp(begin, extent.begin, extent.end), std::clamp(end, extent.begin, extent.end)});
}

bool SelectionBar::isOlderSelected() const
{
    return m_range && isBeforeRecording(m_timeline, *m_range);
}

/// How much of what came into being is still there, by what the bars stand for.
QString SelectionBar::aliveText() const
{
    const QString dot = QStringLiteral(" \u00b7 ");
    const QString objects = objectCountText(m_figures->count) + dot;
    const QString alive = tr("%1 alive").arg(QString::fromStdString(formatBytes(m_figures->bytes)));
    const std::optional<TickFigures::Live>& live = m_figures->ticks.live;
    const QString allocated = live ? QString::fromStdString(formatBytes(live->allocatedBytes)) : QString();
    if (isOlderSelected())
        return tr("Older than the recording") + dot + objects
               + (live ? tr("%1 of %2 at its start").arg(alive, allocated) : alive);
    QString text = objects + alive;
    // "Of" would be wrong where more is alive: what is older, native objects, and parts of objects that were made in other ticks.
    if (live && m_range && !takesOlder())
        text = m_figures->bytes <= live->allocatedBytes ? tr("%1 of %2 allocated").arg(text, allocated)
                                                        : text + dot + tr("%1 counted as allocated").arg(allocated);
    else if (live)
        text += dot + tr("%1 allocated while recording").arg(allocated);
    const QString ids = idsText(m_figures->ticks);
    return m_measure == BarMeasure::Objects && !ids.isEmpty() ? ids + dot + text : text;
}

bool SelectionBar::takesOlder() const
{
    return m_range && hasOlderObjects(m_timeline) && m_range->begin <= m_timeline.extent().begin;
}

QString SelectionBar::figuresText() const
{
    if (!m_figures)
        return QStringLiteral("\u2026");
    const bool isTime = m_timeline.axis == AxisKind::Time;
    const QString bytes = QString::fromStdString(formatBytes(m_figures->bytes));
    const QString dot = QStringLiteral(" \u00b7 ");
    QString text = isTime ? aliveText() : sampleCountText(m_figures->count) + dot + bytes;
    if (m_range) {
        text += dot + tr("%1 of all").arg(QString::fromStdString(formatPercent(m_figures->bytes, m_figures->wholeBytes)));
        if (takesOlder() && !isOlderSelected())
            text += dot + tr("with those from before the recording");
    }
    if (!m_figures->markedName.isEmpty())
        text += dot
                + tr("marked in the bars: %1 through %2")
                      .arg(QString::fromStdString(formatBytes(m_figures->markedBytes)), m_figures->markedName);
    return m_figures->isStale ? text + QStringLiteral(" \u2026") : text;
}

QString SelectionBar::words() const
{
    if (isOlderSelected())
        return tr("Selected") + QStringLiteral(" \u00b7 ") + figuresText();
    const AxisRange shown = shownRange();
    QString range = axisRangeText(shown, m_timeline.axis);
    if (m_length)
        range += QStringLiteral(" (%1)").arg(lengthText(shown, m_timeline.axis));
    const QString place = !m_length ? (m_range ? tr("Selected samples %1") : tr("All samples %1")).arg(range)
                                    : (m_range ? tr("Selected %1") : tr("Whole timeline %1")).arg(range);
    return place + QStringLiteral(" \u00b7 ") + figuresText();
}

void SelectionBar::updateText()
{
    QString text = figuresText();
    if (!m_range)
        text += QStringLiteral(" \u00b7 ") + tr("Drag over the bars to select a range");
    bool isProblem = false;
    for (const AxisField* field : {m_begin, m_end, m_length}) {
        if (field && !field->problem().isEmpty()) {
            text = QStringLiteral("\u26a0 ") + field->problem();
            isProblem = true;
        }
    }
    for (ElidedLabel* label : {m_beside, m_below}) {
        label->setText(text);
        label->setFaded(!isProblem && (!m_figures || m_figures->isStale));
    }
}

QSize SelectionBar::minimumSizeHint() const
{
    return {160, QWidget::minimumSizeHint().height()};
}

void SelectionBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool isWide = width() >= widthForOneLine;
    m_beside->setVisible(isWide);
    m_below->setVisible(!isWide);
    m_buttons->setVisible(isWide);
    m_honesty->setVisible(width() >= widthForHonesty);
}

} // namespace heapline
