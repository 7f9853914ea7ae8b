// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/breadcrumbs.h"

#include "ui/widgets/text.h"

#include <QEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>
#include <QToolButton>

#include <algorithm>

namespace heapline {

namespace {

constexpr int mostInMenu = 40;       ///< the nearest to the zoomed box
constexpr int charactersOfName = 28; ///< a longer name is cut
constexpr int gap = 14;              ///< pixels between buttons, for the arrow
constexpr int padding = 12;          ///< pixels of a button beside its text
constexpr int menuLevel = -1;

/// A text for a button: "&" is no mnemonic.
QString literal(QString text)
{
    return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

Breadcrumbs::Breadcrumbs(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Path to the zoomed box"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void Breadcrumbs::setChain(const QStringList& names, const QStringList& details)
{
    if (names == m_names && details == m_details)
        return;
    m_names = names;
    m_details = details;
    arrange();
}

QSize Breadcrumbs::sizeHint() const
{
    return {300, fontMetrics().height() + 8};
}

QSize Breadcrumbs::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

std::vector<QToolButton*> Breadcrumbs::shownButtons() const
{
    return {m_buttons.begin(), m_buttons.begin() + std::ssize(m_levels)};
}

QToolButton* Breadcrumbs::button(std::size_t index)
{
    while (m_buttons.size() <= index) {
        auto* made = new QToolButton(this);
        made->setAutoRaise(true);
        made->setToolButtonStyle(Qt::ToolButtonTextOnly);
        made->setFocusPolicy(Qt::TabFocus);
        const std::size_t place = m_buttons.size();
        connect(made, &QToolButton::clicked, this, [this, place] {
            if (m_levels[place] == menuLevel)
                showMenu();
            else
                Q_EMIT crumbChosen(m_levels[place]);
        });
        m_buttons.push_back(made);
    }
    return m_buttons[index];
}

QString Breadcrumbs::shortName(int level) const
{
    return fontMetrics().elidedText(m_names[level], Qt::ElideRight, fontMetrics().averageCharWidth() * charactersOfName);
}

int Breadcrumbs::widthOf(int level) const
{
    return fontMetrics().horizontalAdvance(shortName(level)) + padding;
}

void Breadcrumbs::arrange()
{
    const int count = static_cast<int>(m_names.size());
    const int menuWidth = fontMetrics().horizontalAdvance(QStringLiteral("…")) + padding;
    m_levels.clear();
    m_firstHidden = m_endHidden = 0;
    // From the zoomed box backwards as many as fit beside the root and the menu.
    int first = count;
    if (count > 0) {
        const int room = width() - widthOf(0) - gap;
        int used = 0;
        while (first > 1) {
            const int more = widthOf(first - 1) + gap;
            const int menu = first - 1 > 1 ? menuWidth + gap : 0;
            if (used + more + menu > room && first < count)
                break;
            used += more;
            --first;
        }
        m_levels.push_back(0);
    }
    if (first > 1 && count > 1) {
        m_firstHidden = 1;
        m_endHidden = first;
        m_levels.push_back(menuLevel);
    }
    for (int level = std::max(1, first); level < count; ++level)
        m_levels.push_back(level);

    int x = 0;
    for (std::size_t place = 0; place < m_levels.size(); ++place) {
        const int level = m_levels[place];
        QToolButton* shown = button(place);
        const int wide = std::min(level == menuLevel ? menuWidth : widthOf(level), std::max(0, width() - x));
        const QString name = level == menuLevel ? QStringLiteral("…") : m_names[level];
        const QString text =
            level == menuLevel ? name : fontMetrics().elidedText(shortName(level), Qt::ElideRight, wide - padding + 2);
        shown->setText(literal(text));
        shown->setAccessibleName(level == menuLevel ? tr("Boxes between") : name);
        shown->setToolTip(level == menuLevel ? tr("%n boxes between", nullptr, m_endHidden - m_firstHidden)
                                             : plainToolTip({m_details[level]}));
        shown->setGeometry(x, 0, wide, height());
        shown->show();
        x += wide + gap;
    }
    for (std::size_t place = m_levels.size(); place < m_buttons.size(); ++place)
        m_buttons[place]->hide();
    update();
}

void Breadcrumbs::showMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int begin = std::max(m_firstHidden, m_endHidden - mostInMenu);
    if (begin > m_firstHidden)
        menu->addAction(tr("%n more", "boxes that are not listed", begin - m_firstHidden))->setEnabled(false);
    for (int level = begin; level < m_endHidden; ++level) {
        QAction* action = menu->addAction(literal(m_names[level]));
        connect(action, &QAction::triggered, this, [this, level] { Q_EMIT crumbChosen(level); });
    }
    QToolButton* at = m_buttons[1];
    menu->popup(at->mapToGlobal(QPoint(0, at->height())));
}

void Breadcrumbs::resizeEvent(QResizeEvent*)
{
    arrange();
}

void Breadcrumbs::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateGeometry();
        arrange();
    }
}

void Breadcrumbs::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QStyleOption option;
    option.initFrom(this);
    for (std::size_t place = 1; place < m_levels.size(); ++place) {
        const int left = m_buttons[place]->x() - gap;
        option.rect = QRect(left + 2, height() / 2 - 5, gap - 4, 10);
        style()->drawPrimitive(layoutDirection() == Qt::RightToLeft ? QStyle::PE_IndicatorArrowLeft
                                                                    : QStyle::PE_IndicatorArrowRight,
                               &option, &painter, this);
    }
}

} // namespace heapline
