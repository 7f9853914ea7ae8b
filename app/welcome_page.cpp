// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/welcome_page.h"

#include "app/actions.h"
#include "app/icons.h"
#include "app/recent_files.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int columnWidth = 680;

QLabel* label(const QString& text, qreal scale = 1)
{
    auto* made = new QLabel(text);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    QFont font = made->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setBold(scale > 1);
    made->setFont(font);
    return made;
}

QPushButton* buttonFor(QAction* action, const QString& text)
{
    auto* button = new QPushButton(action->icon(), text);
    button->setToolTip(action->toolTip());
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

WelcomePage::WelcomePage(Actions& actions, RecentFiles& recentFiles, QWidget* parent)
    : QScrollArea(parent)
    , m_recentFiles(recentFiles)
    , m_recentTitle(label(tr("Recent files"), 1.15))
    , m_recentList(new QListWidget)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    auto* page = new QWidget;
    auto* across = new QHBoxLayout(page);
    auto* column = new QWidget;
    column->setMaximumWidth(columnWidth);
    across->addStretch(1);
    across->addWidget(column, 100);
    across->addStretch(1);
    auto* layout = new QVBoxLayout(column);
    layout->setSpacing(6);
    layout->addStretch(1);
    addStart(layout, actions);
    addRecent(layout);
    addRecording(layout);
    layout->addStretch(2);
    setWidget(page);
    connect(&recentFiles, &RecentFiles::changed, this, &WelcomePage::refillRecent);
    refillRecent();
}

void WelcomePage::addStart(QVBoxLayout* layout, Actions& actions)
{
    auto* headline = new QHBoxLayout;
    auto* icon = new QLabel;
    icon->setPixmap(programIcon().pixmap(QSize(56, 56), devicePixelRatioF()));
    headline->addWidget(icon);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(label(tr("Heapline"), 1.9));
    words->addWidget(label(tr("Which code allocated the memory, when, and what keeps it alive")));
    headline->addLayout(words, 1);
    layout->addLayout(headline);
    layout->addSpacing(10);

    auto* buttons = new QHBoxLayout;
    QPushButton* open = buttonFor(actions.open, tr("&Open a Profile…"));
    open->setObjectName(u"welcomeOpen"_s);
    QPushButton* sample = buttonFor(actions.openSample, tr("Open the &Sample"));
    sample->setObjectName(u"welcomeSample"_s);
    buttons->addWidget(open);
    buttons->addWidget(sample);
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addWidget(label(tr("… or drop files here: .heaptimeline, .heapsnapshot, .heapprofile, plain or .gz.")));
    layout->addSpacing(12);
    setFocusProxy(open);
}

void WelcomePage::addRecent(QVBoxLayout* layout)
{
    m_recentList->setObjectName(u"welcomeRecent"_s);
    m_recentList->setAccessibleName(tr("Recent files"));
    m_recentList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_recentList->setTextElideMode(Qt::ElideMiddle);
    const auto choose = [this](const QListWidgetItem* item) {
        Q_EMIT recentFileChosen(item->data(Qt::UserRole).toString());
    };
    connect(m_recentList, &QListWidget::itemActivated, this, choose);
    connect(m_recentList, &QListWidget::itemClicked, this, choose);
    layout->addWidget(m_recentTitle);
    layout->addWidget(m_recentList);
    layout->addSpacing(12);
}

void WelcomePage::addRecording(QVBoxLayout* layout)
{
    layout->addWidget(label(tr("How to record a profile"), 1.15));
    addCommand(
        layout, tr("Allocation timeline with stacks (tells most)"),
        tr("Start Node.js so, then open chrome://inspect in Chrome: Memory › Allocations on timeline, with “Allocation stack "
           "traces” on. Start, use the program, stop, save. A page in Chrome: the same in its own DevTools."),
        u"node --inspect app.js"_s);
    addCommand(layout, tr("Sampling heap profile (cheap, also in production)"),
               tr("Writes a .heapprofile into the working folder when the program ends."), u"node --heap-prof app.js"_s);
    addCommand(layout, tr("Heap snapshot (one moment)"),
               tr("Writes a .heapsnapshot each time the process gets the signal: kill -USR2 PID."),
               u"node --heapsnapshot-signal=SIGUSR2 app.js"_s);
}

void WelcomePage::addCommand(QVBoxLayout* layout, const QString& title, const QString& explanation, const QString& command)
{
    QLabel* name = label(title);
    QFont bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    layout->addSpacing(4);
    layout->addWidget(name);
    layout->addWidget(label(explanation));
    auto* line = new QLineEdit(command);
    line->setReadOnly(true);
    line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    line->setAccessibleName(tr("Command: %1").arg(title));
    auto* copy = new QToolButton;
    copy->setIcon(lineIcon(u"copy"_s));
    copy->setAutoRaise(true);
    copy->setFocusPolicy(Qt::TabFocus);
    copy->setToolTip(tr("Copy this command"));
    copy->setAccessibleName(tr("Copy command: %1").arg(command));
    connect(copy, &QToolButton::clicked, this, [command] { QGuiApplication::clipboard()->setText(command); });
    auto* row = new QHBoxLayout;
    row->addWidget(line, 1);
    row->addWidget(copy);
    layout->addLayout(row);
}

void WelcomePage::showEvent(QShowEvent* event)
{
    refillRecent(); // a file may have gone meanwhile
    QScrollArea::showEvent(event);
}

void WelcomePage::refillRecent()
{
    m_recentList->clear();
    const QStringList files = m_recentFiles.files();
    for (const QString& path : files) {
        const QFileInfo info(path);
        const QString folder = QDir::toNativeSeparators(info.absolutePath());
        auto* item =
            new QListWidgetItem(fromFile(tr("%1   in %2").arg(info.fileName(), folder).toStdString(), 300), m_recentList);
        item->setData(Qt::UserRole, path);
        item->setToolTip(plainToolTip({fromFile(path.toStdString(), 1000)}));
    }
    m_recentTitle->setVisible(!files.isEmpty());
    m_recentList->setVisible(!files.isEmpty());
    const int rows = static_cast<int>(std::min<qsizetype>(files.size(), 5));
    m_recentList->setFixedHeight(rows * std::max(18, m_recentList->sizeHintForRow(0)) + 2 * m_recentList->frameWidth());
}

} // namespace heapline
