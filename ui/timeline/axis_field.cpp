// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/axis_field.h"

#include "ui/timeline/axis_text.h"
#include "ui/timeline/timeline_colors.h"

#include <QEvent>
#include <QKeyEvent>
#include <QStyle>
#include <QStyleOptionFrame>

namespace heapline {

AxisField::AxisField(AxisKind axis, const QString& name, QWidget* parent) : QLineEdit(parent), m_axis(axis)
{
    setAccessibleName(name);
    setAlignment(Qt::AlignRight);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QLineEdit::editingFinished, this, &AxisField::takeText);
    connect(this, &QLineEdit::textEdited, this, [this] { setProblem({}); });
    reset();
}

void AxisField::setPosition(std::int64_t position)
{
    m_position = position;
    setToolTip(
        QStringLiteral("%1: %2\n%3.").arg(accessibleName(), exactPositionText(position, m_axis), positionHint(m_axis)));
    if (!isModified())
        setText(positionText(position, m_axis));
}

void AxisField::setProblem(const QString& message)
{
    if (message == m_problem)
        return;
    m_problem = message;
    setAccessibleDescription(message);
    QPalette changed = parentWidget() ? parentWidget()->palette() : QPalette();
    if (!message.isEmpty())
        changed.setColor(QPalette::Base, mixed(changed.color(QPalette::Base), Qt::red, 0.25));
    setPalette(changed);
    Q_EMIT problemChanged();
}

QSize AxisField::sizeHint() const
{
    const QString widest = m_axis == AxisKind::Time ? QStringLiteral("000.000 s") : QStringLiteral("0,000,000");
    QStyleOptionFrame option;
    initStyleOption(&option);
    const QSize content(fontMetrics().horizontalAdvance(widest) + 6, fontMetrics().height() + 4);
    return style()->sizeFromContents(QStyle::CT_LineEdit, &option, content, this);
}

void AxisField::takeText()
{
    if (!isModified())
        return;
    const std::optional<std::int64_t> position = parsePosition(text(), m_axis);
    if (!position) {
        // A problem that was said already stays; it is no news when the focus leaves.
        setProblem(text().trimmed().isEmpty() ? positionHint(m_axis)
                   : m_axis == AxisKind::Time
                       ? tr("\u201c%1\u201d is not a time. %2.").arg(text().trimmed(), positionHint(m_axis))
                       : tr("\u201c%1\u201d is not a number. %2.").arg(text().trimmed(), positionHint(m_axis)));
        return;
    }
    setModified(false);
    Q_EMIT entered(*position);
    if (m_problem.isEmpty())
        setPosition(m_position); // the range that came of it, or what was there
    else
        setModified(true);
}

void AxisField::reset()
{
    setModified(false);
    setText(positionText(m_position, m_axis));
    setProblem({});
}

bool AxisField::event(QEvent* event)
{
    // While something is being typed, Esc is this field's own.
    if (event->type() == QEvent::ShortcutOverride && isModified()
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void AxisField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isModified()) {
        reset();
        selectAll();
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void AxisField::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace heapline
