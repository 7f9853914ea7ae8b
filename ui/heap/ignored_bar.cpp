// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/ignored_bar.h"

#include "ui/heap/retainer_state.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace heapline {

IgnoredBar::IgnoredBar(RetainerState& state, QWidget* parent) : QWidget(parent), m_state(state), m_label(new QLabel(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setObjectName(QStringLiteral("ignoredRetainers"));
    auto* restore = new QToolButton(this);
    restore->setText(tr("Restore"));
    restore->setToolTip(state.restoreAction()->toolTip());
    restore->setAccessibleName(tr("Restore ignored retainers"));
    connect(restore, &QToolButton::clicked, state.restoreAction(), &QAction::trigger);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 2);
    layout->addWidget(m_label);
    layout->addWidget(restore);
    layout->addStretch();
    connect(&state, &RetainerState::objectsChanged, this, &IgnoredBar::follow);
    follow();
}

void IgnoredBar::follow()
{
    const std::size_t count = m_state.objects().size();
    m_label->setText(count == 1 ? tr("1 retainer ignored") : tr("%1 retainers ignored").arg(countText(count)));
    setVisible(count > 0);
}

} // namespace heapline
