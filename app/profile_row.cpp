// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profile_row.h"

#include "app/icons.h"
#include "app/profile_text.h"
#include "ui/document/document.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

QLabel* plainLabel()
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setMinimumWidth(0);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    return label;
}

} // namespace

ProfileRow::ProfileRow(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_title(plainLabel())
    , m_first(plainLabel())
    , m_second(plainLabel())
    , m_bar(new QProgressBar)
    , m_cancel(new QToolButton)
    , m_progress(new QWidget)
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);

    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(10);
    m_bar->setMinimumWidth(20);
    m_bar->setAccessibleName(tr("Progress of opening the file"));
    m_cancel->setIcon(lineIcon(u"close"_s));
    m_cancel->setAutoRaise(true);
    m_cancel->setToolTip(tr("Cancel: stop opening this file"));
    m_cancel->setAccessibleName(tr("Cancel opening %1").arg(document.title()));
    m_cancel->setObjectName(u"cancelRow"_s);
    connect(m_cancel, &QToolButton::clicked, &document, &Document::cancelLoading);

    auto* progress = new QHBoxLayout(m_progress);
    progress->setContentsMargins(0, 0, 0, 0);
    progress->addWidget(m_bar, 1);
    progress->addWidget(m_cancel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(2);
    for (QWidget* part :
         {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_first), static_cast<QWidget*>(m_second), m_progress})
        layout->addWidget(part);

    connect(&document, &Document::progressChanged, this, &ProfileRow::refresh);
    connect(&document, &Document::stateChanged, this, &ProfileRow::refresh);
    refresh();
}

QString ProfileRow::description() const
{
    const QString title = fromFile(m_document.title().toStdString());
    const QString path = fromFile(m_document.path().toStdString(), 1000);
    return QStringList{title, m_firstText, m_secondText, path}.join(u'\n');
}

void ProfileRow::setSelected(bool selected)
{
    for (QLabel* label : {m_title, m_first, m_second})
        label->setForegroundRole(selected ? QPalette::HighlightedText : QPalette::Text);
}

void ProfileRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    elide();
}

void ProfileRow::refresh()
{
    const bool hadSecond = !m_secondText.isEmpty();
    const bool wasLoading = !m_progress->isHidden();
    m_secondText.clear();
    switch (m_document.state()) {
    case Document::State::Loading:
        m_firstText = tr("%1 … %2 %").arg(m_document.phaseText()).arg(static_cast<int>(m_document.progress() * 100));
        m_bar->setValue(static_cast<int>(m_document.progress() * 1000));
        break;
    case Document::State::Ready: {
        const Profile& profile = *m_document.profile();
        m_firstText = kindText(profile);
        m_secondText = extentText(profile) + u"\n"_s + contentText(profile);
        break;
    }
    case Document::State::Failed:
        m_firstText = tr("Cannot be shown: %1").arg(fromFile(m_document.errorText().toStdString(), 500));
        break;
    case Document::State::Cancelled: m_firstText = tr("Cancelled"); break;
    }
    const bool loading = m_document.state() == Document::State::Loading;
    m_progress->setVisible(loading);
    m_second->setVisible(!m_secondText.isEmpty());
    elide();
    if (loading != wasLoading || hadSecond != !m_secondText.isEmpty())
        Q_EMIT changed();
}

void ProfileRow::elide()
{
    const int width = contentsRect().width() - 16;
    const auto fit = [width](QLabel* label, const QString& text, Qt::TextElideMode mode) {
        QStringList lines = text.split(u'\n');
        for (QString& line : lines)
            line = label->fontMetrics().elidedText(line, mode, width);
        label->setText(lines.join(u'\n'));
    };
    fit(m_title, fromFile(m_document.title().toStdString()), Qt::ElideMiddle);
    fit(m_first, m_firstText, Qt::ElideRight);
    fit(m_second, m_secondText, Qt::ElideRight);
}

} // namespace heapline
