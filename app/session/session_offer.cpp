// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session_offer.h"

#include "app/actions.h"
#include "app/icons.h"
#include "app/main_window.h"
#include "app/session/crash_report.h"
#include "app/session/window_session.h"
#include "ui/widgets/status_text.h"
#include "ui/widgets/text.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int iconSide = 24;

QLabel* plainLabel(const QString& objectName, QLayout* layout)
{
    auto* label = new QLabel;
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(label);
    return label;
}

QPushButton* buttonOf(QAction* action, const QString& text, const QString& objectName)
{
    auto* button = new QPushButton(action->icon(), text);
    button->setObjectName(objectName);
    button->setToolTip(action->toolTip());
    button->setAccessibleDescription(action->toolTip());
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

/// All files of a session, for the tool tip.
QString fileList(const Session& session)
{
    QStringList lines;
    for (const SessionDocument& document : session.documents) {
        lines += document.isSample ? SessionOffer::tr("The sample")
                                   : fromFile(QDir::toNativeSeparators(document.path).toStdString(), 300);
    }
    return plainToolTip(lines);
}

} // namespace

SessionOffer::SessionOffer(MainWindow& window, Actions& actions, std::vector<std::unique_ptr<LeftSession>> left)
    : QFrame(window.centralWidget())
    , m_window(window)
    , m_actions(actions)
    , m_left(std::move(left))
{
    setObjectName(u"sessionOffer"_s);
    setFrameShape(StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Session that ended unexpectedly"));
    auto* across = new QHBoxLayout(this);
    auto* icon = new QLabel;
    icon->setPixmap(lineIcon(u"warning"_s).pixmap(QSize(iconSide, iconSide), devicePixelRatioF()));
    across->addWidget(icon, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    across->addLayout(column, 1);
    m_sentence = plainLabel(u"sessionSentence"_s, column);
    QFont bold = m_sentence->font();
    bold.setBold(true);
    m_sentence->setFont(bold);
    QLabel* advice = plainLabel(u"sessionAdvice"_s, column);
    advice->setText(tr(
        "To report it, copy the details, which name no file. Attach the file itself only if others may see what is in it."));

    auto* buttons = new QHBoxLayout;
    const auto add = [&](QAction* action, const QString& text, const QString& objectName, void (SessionOffer::*act)()) {
        buttons->addWidget(buttonOf(action, text, objectName));
        connect(action, &QAction::triggered, this, act);
    };
    actions.setSessionLeft(true);
    add(actions.restoreSession, tr("Restore"), u"restoreSession"_s, &SessionOffer::restore);
    add(actions.discardSession, tr("Discard"), u"discardSession"_s, &SessionOffer::discard);
    add(actions.copyCrashDetails, tr("Copy Details"), u"copyCrashDetails"_s, &SessionOffer::copyDetails);
    buttons->addStretch();
    column->addLayout(buttons);
    showNext();
}

SessionOffer::~SessionOffer()
{
    forgetRestored(); // the program ends as it should
}

void SessionOffer::forgetRestored()
{
    for (const auto& restored : m_restored)
        restored->discard();
    m_restored.clear();
}

void SessionOffer::restore()
{
    if (m_left.empty())
        return;
    m_restored.push_back(std::move(m_left.front()));
    m_left.erase(m_left.begin());
    restoreSession(m_window, m_restored.back()->session());
    showNext();
}

void SessionOffer::discard()
{
    if (m_left.empty())
        return;
    m_left.front()->discard();
    m_left.erase(m_left.begin());
    showNext();
}

void SessionOffer::copyDetails()
{
    if (m_left.empty())
        return;
    QGuiApplication::clipboard()->setText(crashReport(*m_left.front()));
    showStatusText(m_window, tr("Details copied; they name no file"), 5000);
}

void SessionOffer::showNext()
{
    setVisible(!m_left.empty());
    m_actions.setSessionLeft(!m_left.empty());
    if (m_left.empty())
        return;
    const LeftSession& next = *m_left.front();
    m_sentence->setText(crashSentence(next));
    m_sentence->setToolTip(fileList(next.session()));
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace heapline
