// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/filter_box.h"

#include "app/icons.h"
#include "ui/document/document.h"
#include "ui/widgets/text_matcher.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPalette>
#include <QToolButton>

#include <chrono>

namespace heapline {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

FilterBox::FilterBox(QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit)
    , m_expression(new QAction(tr("Regular Expression"), this))
{
    m_edit->setObjectName(u"filterEdit"_s);
    m_edit->setAccessibleName(tr("Filter classes and functions"));
    m_edit->addAction(lineIcon(u"search"_s), QLineEdit::LeadingPosition);
    setFocusProxy(m_edit);

    m_expression->setCheckable(true);
    m_expression->setShortcut(Qt::ALT | Qt::Key_R);
    m_expression->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_expression->setIcon(lineIcon(u"regex"_s));
    m_expression->setIconText(u".*"_s);
    m_expression->setToolTip(tr("Read the filter as a regular expression (%1)").arg(m_expression->shortcut().toString()));
    addAction(m_expression);
    auto* toggle = new QToolButton;
    toggle->setObjectName(u"regexToggle"_s);
    toggle->setDefaultAction(m_expression);
    toggle->setToolButtonStyle(Qt::ToolButtonIconOnly);
    toggle->setAutoRaise(true);
    toggle->setFocusPolicy(Qt::TabFocus);
    toggle->setAccessibleName(m_expression->text());

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_edit);
    layout->addWidget(toggle);
    setMaximumWidth(420);

    auto* clear = new QAction(tr("Clear Filter Text"), m_edit);
    clear->setShortcut(Qt::Key_Escape);
    clear->setShortcutContext(Qt::WidgetShortcut);
    connect(clear, &QAction::triggered, m_edit, &QLineEdit::clear);
    m_edit->addAction(clear);

    m_pause.setSingleShot(true);
    m_pause.setInterval(100ms);
    const auto hand = [this] {
        m_pause.stop();
        if (m_document)
            m_document->filter().setText(m_edit->text(), m_expression->isChecked());
    };
    connect(&m_pause, &QTimer::timeout, this, hand);
    connect(m_edit, &QLineEdit::textEdited, &m_pause, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        // The clear button and Esc change the text without editing it.
        if (m_document && m_edit->text() != m_document->filter().current().text)
            m_pause.start();
        showFault();
    });
    connect(m_edit, &QLineEdit::returnPressed, this, hand);
    connect(m_expression, &QAction::toggled, this, [this, hand] {
        if (m_document && m_document->filter().current().regularExpression != m_expression->isChecked())
            hand();
        showFault();
    });
    setDocument(nullptr);
}

void FilterBox::setDocument(Document* document)
{
    if (m_pause.isActive() && m_document) { // what was typed belongs to the profile that was shown
        m_pause.stop();
        m_document->filter().setText(m_edit->text(), m_expression->isChecked());
    }
    if (m_document)
        m_document->filter().disconnect(this);
    m_document = document;
    setEnabled(document);
    if (document)
        m_edit->setClearButtonEnabled(true); // not before: its icon is looked for in all themes and image formats
    m_edit->setPlaceholderText(document ? tr("Filter classes and functions") : tr("Filter"));
    setToolTip(document ? QString() : tr("Open a profile to filter its classes and functions"));
    m_edit->setToolTip(document ? tr("Part of a class, function or file name (Ctrl+F)") : toolTip());
    if (document)
        connect(&document->filter(), &FilterState::textChanged, this, &FilterBox::takeOver);
    takeOver();
}

void FilterBox::takeOver()
{
    if (m_pause.isActive())
        return; // the user is typing on
    const Filter filter = m_document ? m_document->filter().current() : Filter();
    m_expression->setChecked(filter.regularExpression);
    if (m_edit->text() != filter.text)
        m_edit->setText(filter.text);
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

} // namespace heapline
