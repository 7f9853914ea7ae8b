// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_view.h"

#include "ui/stacks/flame_text.h"
#include "ui/widgets/breadcrumbs.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/text.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace heapline {

FlameView::FlameView(QWidget* parent)
    : QWidget(parent)
    , m_breadcrumbs(new Breadcrumbs(this))
    , m_canvas(new FlameCanvas(this))
    , m_label(new QLabel(this))
    , m_empty(new EmptyState(m_canvas))
{
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_breadcrumbs);
    lines->addWidget(m_canvas, 1);
    lines->addWidget(m_label);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setContentsMargins(4, 3, 4, 3);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setFocusProxy(m_canvas);
    addActions(m_canvas->actions());

    connect(m_canvas, &FlameCanvas::boxChosen, this, &FlameView::boxChosen);
    connect(m_canvas, &FlameCanvas::contextMenuRequested, this, &FlameView::contextMenuRequested);
    connect(m_canvas, &FlameCanvas::stateChanged, this, &FlameView::showState);
    connect(m_breadcrumbs, &Breadcrumbs::crumbChosen, this, [this](int level) {
        FlameBoxId box = m_canvas->zoomedBox();
        FlameSource* source = m_canvas->source();
        while (source && source->box(box).depth > static_cast<std::uint32_t>(level))
            box = source->box(box).parent;
        m_canvas->zoomToBox(box);
        m_canvas->setFocus();
    });
    setEmptyText(tr("Nothing in the selection has an allocation stack."), {});
}

void FlameView::setEmptyText(const QString& title, const QString& advice)
{
    m_emptyTitle = title;
    m_emptyAdvice = advice;
    showState();
}

void FlameView::showState()
{
    const FlameSource* source = m_canvas->source();
    const bool isEmpty = !source || source->box(FlameSource::root()).weight == 0;
    if (isEmpty)
        m_empty->showText(m_emptyTitle, m_emptyAdvice);
    else
        m_empty->hide();
    showChain();
    showDescription();
}

void FlameView::showChain()
{
    const FlameSource* source = m_canvas->source();
    if (!source) {
        m_breadcrumbs->setChain({}, {});
        return;
    }
    QStringList names;
    QStringList details;
    const FlameData& shown = source->data();
    for (FlameBoxId box = m_canvas->zoomedBox(); box != noFlameBox; box = source->box(box).parent) {
        const std::uint64_t weight = source->box(box).weight;
        names << flameLabel(*source, box);
        details << names.back() + QStringLiteral(" · ") + measureText(shown.measure, weight) + QStringLiteral(" · ")
                       + percentText(weight, shown.whole());
    }
    std::reverse(names.begin(), names.end());
    std::reverse(details.begin(), details.end());
    m_breadcrumbs->setChain(names, details);
}

void FlameView::showDescription()
{
    FlameSource* source = m_canvas->source();
    if (!source) {
        m_description = m_emptyTitle;
        m_label->clear();
    } else {
        const FlameBoxId selected = m_canvas->selectedBox();
        m_description = describeBox(*source, selected != noFlameBox ? selected : m_canvas->zoomedBox());
        m_label->setText(
            m_label->fontMetrics().elidedText(m_description, Qt::ElideRight, std::max(0, m_label->width() - 8)));
    }
    m_label->setToolTip(plainToolTip({m_description}));
    if (m_canvas->accessibleDescription() != m_description)
        m_canvas->setAccessibleDescription(m_description); // tells assistive programs, too
}

QByteArray FlameView::svg(int width) const
{
    return m_canvas->source() ? flameSvg(m_canvas->picture(width)) : QByteArray();
}

QImage FlameView::image(int width, qreal ratio) const
{
    return m_canvas->source() ? flameImage(m_canvas->picture(width), ratio) : QImage();
}

void FlameView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    showDescription();
}

void FlameView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        showDescription();
}

} // namespace heapline
