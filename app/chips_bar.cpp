// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chips_bar.h"

#include "app/icons.h"
#include "core/report/range_text.h"
#include "ui/document/document.h"
#include "ui/stacks/step_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text.h"

#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostLetters = 36; ///< of a chip

QString chipText(const AxisRange& range, AxisKind axis)
{
    const QString text = QString::fromStdString(rangeText(range, axis));
    return axis == AxisKind::Time ? text : ChipsBar::tr("Samples %1").arg(text);
}

} // namespace

ChipsBar::ChipsBar(Document& document, QWidget* parent) : QWidget(parent), m_document(document), m_remark(new QLabel(this))
{
    setLayout(new FlowLayout(4));
    setAccessibleName(tr("Filters"));
    m_remark->setText(tr("Bytes of hidden functions are booked to the nearest shown caller."));
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setForegroundRole(QPalette::PlaceholderText);
    m_remark->setToolTip(lensToolTip());
    const FilterState& filter = document.filter();
    for (const auto signal : {&FilterState::rangeChanged, &FilterState::textChanged, &FilterState::stacksChanged,
                              &FilterState::objectsChanged, &FilterState::flameChanged})
        connect(&filter, signal, this, &ChipsBar::refresh);
    refresh();
}

QToolButton* ChipsBar::makeButton()
{
    auto* button = new QToolButton;
    button->setIcon(lineIcon(u"close"_s));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft
                                                                    : Qt::LeftToRight); // the cross stands last
    button->setFocusPolicy(Qt::StrongFocus);
    button->installEventFilter(this);
    layout()->addWidget(button);
    const qsizetype place = m_buttons.size();
    // Queued: the chip is another one, or gone, once its filter is.
    connect(
        button, &QToolButton::clicked, this,
        [this, place] {
            if (place < m_chips.size())
                m_chips[place].remove();
        },
        Qt::QueuedConnection);
    m_buttons.append(button);
    return button;
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

QList<ChipsBar::Chip> ChipsBar::chips() const
{
    FilterState& state = m_document.filter();
    const Filter& filter = state.current();
    const auto profile = m_document.profile();
    QList<Chip> all;
    if (filter.range && profile && profile->timeline)
        all.append({u"rangeChip"_s, chipText(*filter.range, profile->timeline->axis),
                    tr("Only what was allocated then is shown."), [&state] { state.commitRange({}); }});
    if (!filter.text.isEmpty())
        all.append({u"textChip"_s, filter.regularExpression ? u"/%1/"_s.arg(filter.text) : u"“%1”"_s.arg(filter.text),
                    tr("Only rows that match this text are shown."),
                    [&state] { state.setText({}, state.current().regularExpression, state.current().caseSensitive); }});
    if (filter.objects)
        all.append({u"objectsChip"_s, filter.objects->title, tr("Only these objects are shown."),
                    [&state] { state.setObjects({}); }});
    addStackChips(all);
    return all;
}

void ChipsBar::addStackChips(QList<Chip>& all) const
{
    FilterState& state = m_document.filter();
    const auto profile = m_document.profile();
    if (!profile || !profile->stacks)
        return;
    const Filter& filter = state.current();
    const StackFilter& stacks = filter.stacks;
    const auto removal = [&state](auto change, const QString& what) {
        return [&state, change, what] {
            StackFilter after = state.current().stacks;
            change(after);
            state.setStacks(after, what);
        };
    };
    if (stacks.lens.isActive())
        all.append({u"lensChip"_s, lensText(stacks.lens), lensToolTip(),
                    removal([](StackFilter& after) { after.lens = {}; }, tr("Show all code"))});
    if (stacks.grouping != Grouping::Function)
        all.append(
            {u"groupingChip"_s, groupingText(stacks.grouping), tr("Functions are taken together."),
             removal([](StackFilter& after) { after.grouping = Grouping::Function; }, groupingText(Grouping::Function))});
    for (std::size_t i = 0; i < stacks.steps.size(); ++i) {
        const QString text = stepText(*profile->stacks, stacks.steps[i]);
        all.append({u"stepChip%1"_s.arg(i), text, stepToolTip(stacks.steps[i]),
                    removal(
                        [i](StackFilter& after) {
                            if (i < after.steps.size())
                                after.steps.erase(after.steps.begin() + static_cast<std::ptrdiff_t>(i));
                        },
                        tr("Take back “%1”").arg(text))});
    }
    if (filter.inverted)
        all.append({u"invertedChip"_s, tr("Flame inverted"),
                    tr("The flame shows callees first, and their callers beyond them."),
                    [&state] { state.setInverted(false); }});
}

void ChipsBar::show(QToolButton& button, const Chip& chip)
{
    const QString shown =
        fontMetrics().elidedText(chip.text, Qt::ElideMiddle, fontMetrics().averageCharWidth() * mostLetters);
    button.setObjectName(chip.objectName);
    button.setText(u" %1 "_s.arg(QString(shown).replace(u'&', u"&&"_s)));
    button.setToolTip(plainToolTip({chip.text, chip.toolTip, tr("Click to remove.")}));
    button.setAccessibleName(tr("%1, press to remove").arg(chip.text));
    button.show();
}

void ChipsBar::refresh()
{
    m_chips = chips();
    while (m_buttons.size() < m_chips.size())
        makeButton();
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        if (i < m_chips.size())
            show(*m_buttons[i], m_chips[i]);
        else {
            m_buttons[i]->setObjectName(QString());
            m_buttons[i]->hide();
        }
    }
    const auto hidesPackage = [](const StackStep& step) { return step.kind == StackStep::Kind::MergeIntoCaller; };
    const StackFilter& stacks = m_document.filter().current().stacks;
    m_remark->setVisible(stacks.lens.isActive() || std::ranges::any_of(stacks.steps, hidesPackage));
    layout()->removeWidget(m_remark);
    layout()->addWidget(m_remark); // behind the last chip
    setVisible(!m_chips.isEmpty());
}

} // namespace heapline
