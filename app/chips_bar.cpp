// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chips_bar.h"

#include "app/icons.h"
#include "core/report/range_text.h"
#include "ui/document/document.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

QString chipText(const AxisRange& range, AxisKind axis)
{
    const QString text = QString::fromStdString(rangeText(range, axis));
    return axis == AxisKind::Time ? text : ChipsBar::tr("Samples %1").arg(text);
}

} // namespace

ChipsBar::ChipsBar(Document& document, QWidget* parent) : QWidget(parent), m_document(document)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_range = addChip(u"rangeChip"_s, tr("Remove the range: show the whole profile again"));
    m_text = addChip(u"textChip"_s, tr("Remove the text filter"));
    connect(m_range, &QToolButton::clicked, this, [this] { m_document.filter().commitRange({}); });
    connect(m_text, &QToolButton::clicked, this, [this] {
        const Filter& filter = m_document.filter().current();
        m_document.filter().setText({}, filter.regularExpression, filter.caseSensitive);
    });
    connect(&document.filter(), &FilterState::rangeChanged, this, &ChipsBar::refresh);
    connect(&document.filter(), &FilterState::textChanged, this, &ChipsBar::refresh);
    refresh();
}

QToolButton* ChipsBar::addChip(const QString& objectName, const QString& toolTip)
{
    auto* chip = new QToolButton;
    chip->setObjectName(objectName);
    chip->setIcon(lineIcon(u"close"_s));
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft
                                                                  : Qt::LeftToRight); // the cross stands last
    chip->setFocusPolicy(Qt::StrongFocus);
    chip->setToolTip(toolTip);
    chip->installEventFilter(this);
    layout()->addWidget(chip);
    return chip;
}

bool ChipsBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        auto* chip = qobject_cast<QToolButton*>(watched);
        if (chip && (key == Qt::Key_Delete || key == Qt::Key_Backspace || key == Qt::Key_Return || key == Qt::Key_Enter)) {
            chip->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ChipsBar::refresh()
{
    const Filter& filter = m_document.filter().current();
    const auto profile = m_document.profile();
    if (filter.range && profile && profile->timeline)
        m_range->setText(u" %1 "_s.arg(chipText(*filter.range, profile->timeline->axis)));
    m_range->setVisible(filter.range.has_value());
    const QString shown = fontMetrics().elidedText(filter.text, Qt::ElideRight, fontMetrics().averageCharWidth() * 30);
    m_text->setText(filter.regularExpression ? u" /%1/ "_s.arg(shown) : u" “%1” "_s.arg(shown));
    m_text->setVisible(!filter.text.isEmpty());
    m_range->setAccessibleName(tr("Range %1, press to remove").arg(m_range->text().trimmed()));
    m_text->setAccessibleName(tr("Text filter %1, press to remove").arg(m_text->text().trimmed()));
}

} // namespace heapline
