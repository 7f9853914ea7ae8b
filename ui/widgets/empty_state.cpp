// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/widgets/text.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace heapline {

namespace {

QLabel* addLabel(QVBoxLayout* layout, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    layout->addWidget(label);
    return label;
}

} // namespace

EmptyState::EmptyState(QAbstractScrollArea* view)
    : QWidget(view->viewport())
    , m_view(view)
    , m_scrollBar(view->horizontalScrollBarPolicy())
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 12, 24, 12);
    layout->setSpacing(6);
    layout->addStretch(1);
    m_title = addLabel(layout, this);
    QFont font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    m_advice = addLabel(layout, this);
    m_button = new QToolButton(this);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(2);
    view->viewport()->installEventFilter(this);
    hide();
}

void EmptyState::showText(const QString& title, const QString& advice, QAction* action)
{
    m_title->setText(title);
    m_advice->setText(advice);
    if (m_button->defaultAction() != action) {
        for (QAction* old : m_button->actions())
            m_button->removeAction(old);
        if (action)
            m_button->setDefaultAction(action);
    }
    m_button->setVisible(action != nullptr);
    setAccessibleName(title);
    setAccessibleDescription(advice);
    setToolTip(plainToolTip({title, advice}));
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // there is nothing to move to, and room is scarce
    fit();
    show();
    raise();
}

void EmptyState::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (isHidden()) // and not just with the view around it
        m_view->setHorizontalScrollBarPolicy(m_scrollBar);
}

QString EmptyState::title() const
{
    return m_title->text();
}

QString EmptyState::advice() const
{
    return m_advice->text();
}

bool EmptyState::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(watched, event);
}

void EmptyState::fit()
{
    setGeometry(parentWidget()->rect());
    // A low pane has no room for the advice, which the tool tip says then.
    const QMargins margins = layout()->contentsMargins();
    const int wide = width() - margins.left() - margins.right();
    const int needed = margins.top() + m_title->heightForWidth(wide) + layout()->spacing() + m_advice->heightForWidth(wide)
                       + margins.bottom();
    m_advice->setVisible(!m_advice->text().isEmpty() && (m_button->defaultAction() || needed <= height()));
}

} // namespace heapline
