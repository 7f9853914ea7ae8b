// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/search_bar.h"

#include "ui/heap/search_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

#include <chrono>

namespace heapline {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int searchTextLetters = 34; ///< that the box has room for

QString textToolTip()
{
    return SearchBar::tr("Part of a class, property, string or name, or an id such as @117613 (Ctrl+Shift+F)");
}

} // namespace

SearchBar::SearchBar(QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit)
    , m_place(new QComboBox)
    , m_onlyShown(new QCheckBox(tr("In &selection only")))
{
    setLayout(new FlowLayout(4));
    layout()->setContentsMargins(4, 2, 4, 2);
    m_edit->setObjectName(u"searchEdit"_s);
    m_edit->setAccessibleName(tr("Search objects"));
    m_edit->setPlaceholderText(tr("Class, property, text or @id"));
    m_edit->setToolTip(textToolTip());
    m_edit->setClearButtonEnabled(true);
    m_edit->setFixedWidth(m_edit->fontMetrics().averageCharWidth() * searchTextLetters);
    m_edit->installEventFilter(this);
    layout()->addWidget(m_edit);
    setFocusProxy(m_edit);
    m_case = addToggle(tr("Match Case"), u"Aa"_s, Qt::ALT | Qt::Key_C, tr("Tell upper and lower case apart (%1)"),
                       "searchCaseToggle");
    m_expression = addToggle(tr("Regular Expression"), u".*"_s, Qt::ALT | Qt::Key_R,
                             tr("Read the text as a regular expression (%1)"), "searchRegexToggle");
    for (const SearchPlace place : {SearchPlace::Everything, SearchPlace::Classes, SearchPlace::Properties,
                                    SearchPlace::Strings, SearchPlace::Names, SearchPlace::Ids}) {
        m_place->addItem(searchPlaceTitle(place), static_cast<int>(place));
        m_place->setItemData(m_place->count() - 1, searchPlaceToolTip(place), Qt::ToolTipRole);
    }
    m_place->setObjectName(u"searchPlace"_s);
    m_place->setAccessibleName(tr("Search in"));
    m_place->setToolTip(tr("What of the objects is searched"));
    layout()->addWidget(m_place);
    m_onlyShown->setObjectName(u"searchOnlyShown"_s);
    m_onlyShown->setChecked(true);
    m_onlyShown->setToolTip(tr("Look only among the objects that the range and the filters leave"));
    layout()->addWidget(m_onlyShown);

    auto* clear = new QAction(tr("Clear Search Text"), m_edit);
    clear->setShortcut(Qt::Key_Escape);
    clear->setShortcutContext(Qt::WidgetShortcut);
    connect(clear, &QAction::triggered, m_edit, &QLineEdit::clear);
    m_edit->addAction(clear);

    m_pause.setSingleShot(true);
    m_pause.setInterval(150ms);
    connect(&m_pause, &QTimer::timeout, this, &SearchBar::changed);
    connect(m_edit, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        if (m_pause.isActive())
            tellNow();
        Q_EMIT entered();
    });
    connect(m_place, &QComboBox::currentIndexChanged, this, &SearchBar::tellNow);
    connect(m_onlyShown, &QCheckBox::toggled, this, &SearchBar::tellNow);
}

/// @param label for as long as there is no icon  @param toolTip with a place for the shortcut
QAction* SearchBar::addToggle(const QString& text, const QString& label, const QKeySequence& shortcut,
                              const QString& toolTip, const char* objectName)
{
    auto* action = new QAction(text, this);
    action->setCheckable(true);
    action->setIconText(label);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(toolTip.arg(shortcut.toString(QKeySequence::NativeText)));
    addAction(action);
    connect(action, &QAction::triggered, this, &SearchBar::tellNow);
    addButton(action, objectName);
    return action;
}

void SearchBar::addButton(QAction* action, const char* objectName)
{
    auto* button = new QToolButton;
    button->setObjectName(QString::fromLatin1(objectName));
    button->setDefaultAction(action);
    button->setToolButtonStyle(action->isCheckable() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text().remove(u'&'));
    layout()->addWidget(button);
}

void SearchBar::setIcons(const QIcon& search, const QIcon& matchCase, const QIcon& expression)
{
    m_edit->addAction(search, QLineEdit::LeadingPosition);
    m_case->setIcon(matchCase);
    m_expression->setIcon(expression);
}

SearchRequest SearchBar::request() const
{
    return {m_edit->text(), m_expression->isChecked(), m_case->isChecked(),
            static_cast<SearchPlace>(m_place->currentData().toInt()), m_onlyShown->isChecked()};
}

void SearchBar::searchWholeHeap()
{
    m_onlyShown->setChecked(false);
}

void SearchBar::showFault(const QString& fault)
{
    m_edit->setAccessibleDescription(fault);
    m_edit->setToolTip(fault.isEmpty() ? textToolTip() : plainToolTip({fault}));
    QFont font = m_edit->font();
    font.setUnderline(!fault.isEmpty()); // the empty table says what is wrong
    m_edit->setFont(font);
}

void SearchBar::focusText()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void SearchBar::tellNow()
{
    m_pause.stop();
    Q_EMIT changed();
}

bool SearchBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
        Q_EMIT leftDownwards();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace heapline
