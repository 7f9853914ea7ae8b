// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/elided_label.h"

#include <QPainter>

namespace heapline {

ElidedLabel::ElidedLabel(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ElidedLabel::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateToolTip();
    updateGeometry();
    update();
}

void ElidedLabel::setFaded(bool faded)
{
    if (faded == m_faded)
        return;
    m_faded = faded;
    update();
}

void ElidedLabel::setExplanation(const QString& explanation)
{
    m_explanation = explanation;
    updateToolTip();
}

void ElidedLabel::updateToolTip()
{
    const QString gap = m_explanation.isEmpty() ? QString() : QStringLiteral("\n\n");
    setToolTip(m_text + gap + m_explanation);
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {20, fontMetrics().height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(m_faded ? QPalette::Disabled : QPalette::Active, QPalette::WindowText));
    const QString shown = fontMetrics().elidedText(m_text, Qt::ElideRight, width());
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

} // namespace heapline
