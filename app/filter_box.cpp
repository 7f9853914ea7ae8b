// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter_box.h"

#include "app/actions.h"
#include "app/icons.h"
#include "ui/document/document.h"
#include "ui/timeline/elided_label.h"
#include "ui/widgets/search_target.h"
#include "ui/widgets/text_matcher.h"

#include <QAction>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

#include <chrono>
#include <utility>

namespace heapline {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int mostEditWidth = 360;

} // namespace

FilterBox::FilterBox(Actions& actions, std::function<SearchTarget*()> target, QWidget* parent)
    : QWidget(parent)
    , m_target(std::move(target))
    , m_found(new ElidedLabel)
    , m_edit(new QLineEdit)
{
    m_edit->setObjectName(u"filterEdit"_s);
    m_edit->setAccessibleName(tr("Filter classes and functions"));
    m_edit->addAction(lineIcon(u"search"_s), QLineEdit::LeadingPosition);
    setFocusProxy(m_edit);
    m_found->setObjectName(u"foundText"_s);
    m_found->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_found->setExplanation(tr("What the filter finds in the range that is shown"));
    m_found->hide();

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    // The box stands at the end of the room that there is, and gets what it needs of it before the gap in front does: what is found
    // comes and goes without moving it.
    layout->addStretch();
    layout->addWidget(m_found);
    layout->addSpacing(6);
    layout->addWidget(m_edit, 1);
    m_edit->setMaximumWidth(mostEditWidth);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_case = addToggle(tr("Match Case"), u"case"_s, Qt::ALT | Qt::Key_C, tr("Tell upper and lower case apart (%1)"));
    addButton(m_case, "caseToggle");
    m_expression = addToggle(tr("Regular Expression"), u"regex"_s, Qt::ALT | Qt::Key_R,
                             tr("Read the filter as a regular expression (%1)"));
    addButton(m_expression, "regexToggle");
    addButton(actions.findPrevious, "previousMatch");
    addButton(actions.findNext, "nextMatch");
    connect(actions.findNext, &QAction::triggered, this, [this] { showMatch(1); });
    connect(actions.findPrevious, &QAction::triggered, this, [this] { showMatch(-1); });

    auto* clear = new QAction(tr("Clear Filter Text"), m_edit);
    clear->setShortcut(Qt::Key_Escape);
    clear->setShortcutContext(Qt::WidgetShortcut);
    connect(clear, &QAction::triggered, m_edit, &QLineEdit::clear);
    m_edit->addAction(clear);

    m_count.setSingleShot(true);
    m_count.setInterval(0);
    connect(&m_count, &QTimer::timeout, this, &FilterBox::showCount);
    m_pause.setSingleShot(true);
    m_pause.setInterval(100ms);
    connect(&m_pause, &QTimer::timeout, this, &FilterBox::hand);
    connect(m_edit, &QLineEdit::textEdited, &m_pause, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        // The clear button and Esc change the text without editing it.
        if (m_document && m_edit->text() != m_document->filter().current().text)
            m_pause.start();
        showFault();
    });
    connect(m_edit, &QLineEdit::returnPressed, this, &FilterBox::onReturn);
    setDocument(nullptr);
}

/// @param toolTip with a place for the shortcut
QAction* FilterBox::addToggle(const QString& text, const QString& icon, const QKeySequence& shortcut, const QString& toolTip)
{
    auto* action = new QAction(text, this);
    action->setCheckable(true);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setIcon(lineIcon(icon));
    action->setToolTip(toolTip.arg(shortcut.toString(QKeySequence::NativeText)));
    addAction(action);
    connect(action, &QAction::triggered, this, &FilterBox::onToggled);
    return action;
}

void FilterBox::addButton(QAction* action, const char* objectName)
{
    auto* button = new QToolButton;
    button->setObjectName(QString::fromLatin1(objectName));
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text().remove(u'&'));
    layout()->addWidget(button);
}

/// Gives what was typed to the profile.
void FilterBox::hand()
{
    m_pause.stop();
    if (m_document)
        m_document->filter().setText(m_edit->text(), m_expression->isChecked(), m_case->isChecked());
}

/// The user has changed how the text is read.
void FilterBox::onToggled()
{
    hand();
    showFault();
}

/// Return takes the text over at once; when that is done, it leads on.
void FilterBox::onReturn()
{
    if (m_document && m_edit->text() != m_document->filter().current().text)
        hand();
    else
        showMatch(QGuiApplication::keyboardModifiers() & Qt::ShiftModifier ? -1 : 1);
}

void FilterBox::setDocument(Document* document)
{
    if (m_pause.isActive()) // what was typed belongs to the profile that was shown
        hand();
    if (m_document) {
        m_document->filter().disconnect(this);
        m_document->figures().disconnect(this);
    }
    m_document = document;
    setEnabled(document);
    if (document)
        m_edit->setClearButtonEnabled(true); // not before: its icon is looked for in all themes and image formats
    m_edit->setPlaceholderText(document ? tr("Filter classes and functions") : tr("Filter"));
    setToolTip(document ? QString() : tr("Open a profile to filter its classes and functions"));
    m_edit->setToolTip(document ? tr("Part of a class, function or file name (Ctrl+F)") : toolTip());
    if (document) {
        connect(&document->filter(), &FilterState::textChanged, this, &FilterBox::takeOver);
        connect(&document->figures(), &RangeFiguresQuery::updated, this, &FilterBox::countSoon);
    }
    takeOver();
}

void FilterBox::takeOver()
{
    countSoon();
    if (m_pause.isActive())
        return; // the user is typing on
    const Filter filter = m_document ? m_document->filter().current() : Filter();
    m_case->setChecked(filter.caseSensitive);
    m_expression->setChecked(filter.regularExpression);
    if (m_edit->text() != filter.text)
        m_edit->setText(filter.text);
    showFault();
}

void FilterBox::showFault()
{
    const QString fault = TextMatcher(m_edit->text(), m_expression->isChecked()).error();
    m_edit->setAccessibleDescription(fault);
    if (m_document)
        m_edit->setToolTip(fault.isEmpty() ? tr("Part of a class, function or file name (Ctrl+F)") : fault);
    QFont font = m_edit->font();
    font.setUnderline(!fault.isEmpty()); // the views say what is wrong
    m_edit->setFont(font);
}

void FilterBox::showMatch(int step)
{
    if (m_pause.isActive())
        hand();
    if (SearchTarget* target = m_document ? m_target() : nullptr)
        target->showMatch(step);
}

void FilterBox::showCount()
{
    const SearchTarget* target = m_document ? m_target() : nullptr;
    const QString text = target ? target->matchText() : QString();
    m_found->setText(text);
    m_found->setVisible(!text.isEmpty());
    if (TextMatcher(m_edit->text(), m_expression->isChecked()).error().isEmpty())
        m_edit->setAccessibleDescription(text);
}

} // namespace heapline
