// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/state_pages.h"

#include "ui/document/document.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/widgets/text.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pageWidth = 560;

QLabel* addLabel(QVBoxLayout* layout, const QString& text, qreal scale = 1)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setBold(scale > 1);
    label->setFont(font);
    layout->addWidget(label);
    return label;
}

/// A column of limited width in the middle of a page.
QVBoxLayout* columnOf(QWidget* page)
{
    auto* column = new QWidget;
    column->setMaximumWidth(pageWidth);
    auto* across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(column, 100);
    across->addStretch(1);
    auto* outer = new QVBoxLayout(page);
    outer->addStretch(2);
    outer->addLayout(across);
    outer->addStretch(3);
    auto* layout = new QVBoxLayout(column);
    layout->setSpacing(10);
    return layout;
}

QString shownPath(const Document& document)
{
    return fromFile(QDir::toNativeSeparators(document.path()).toStdString(), 500);
}

} // namespace

LoadingPage::LoadingPage(Document& document, QWidget* parent) : QWidget(parent), m_document(document)
{
    QVBoxLayout* layout = columnOf(this);
    addLabel(layout, tr("Opening %1").arg(fromFile(document.title().toStdString())), 1.3);
    m_phase = addLabel(layout, {});
    m_bar = new QProgressBar;
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Progress of opening the file"));
    layout->addWidget(m_bar);
    auto* cancel = new QPushButton(tr("&Cancel"));
    cancel->setObjectName(u"cancelLoading"_s);
    cancel->setToolTip(tr("Stop opening this file"));
    connect(cancel, &QPushButton::clicked, &document, &Document::cancelLoading);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    layout->addLayout(buttons);
    setFocusProxy(cancel);
    connect(&document, &Document::progressChanged, this, &LoadingPage::refresh);
    connect(&document, &Document::earlyTimelineFound, this, &LoadingPage::showTimeline);
    refresh();
    showTimeline();
}

LoadingPage::~LoadingPage()
{
    delete m_canvas; // refers to the timeline, which goes before the children of a QWidget do
}

/// Puts the bars where they will stand in the document's view, at about their height there.
void LoadingPage::showTimeline()
{
    m_timeline = m_document.earlyTimeline();
    if (!m_timeline || m_canvas)
        return;
    m_canvas = new TimelineCanvas(*m_timeline);
    m_canvas->setObjectName(u"earlyTimeline"_s);
    m_canvas->setFixedHeight(std::clamp(height() * 20 / 100, m_canvas->minimumSizeHint().height(), 180));
    FilterState& filter = m_document.filter();
    m_canvas->setSelection(filter.current().range);
    connect(m_canvas, &TimelineCanvas::rangePreviewed, &filter, &FilterState::previewRange);
    connect(m_canvas, &TimelineCanvas::rangeCommitted, &filter, &FilterState::commitRange);
    connect(&filter, &FilterState::rangeChanged, m_canvas,
            [this] { m_canvas->setSelection(m_document.filter().current().range); });
    auto* remark =
        new QLabel(tr("Sizes as in the file: they change a little once parts of objects are booked on their owners."));
    remark->setTextFormat(Qt::PlainText);
    remark->setWordWrap(true);
    remark->setForegroundRole(QPalette::PlaceholderText);
    auto* rows = static_cast<QBoxLayout*>(layout());
    rows->insertWidget(0, m_canvas);
    rows->insertWidget(1, remark);
    m_canvas->show();
}

void LoadingPage::refresh()
{
    const int percent = static_cast<int>(m_document.progress() * 100);
    m_phase->setText(tr("%1 … %2 %").arg(m_document.phaseText()).arg(percent));
    m_bar->setValue(static_cast<int>(m_document.progress() * 1000));
}

FailedPage::FailedPage(Document& document, QWidget* parent) : QWidget(parent), m_document(document)
{
    QVBoxLayout* layout = columnOf(this);
    m_headline = addLabel(layout, {}, 1.3);
    m_reason = addLabel(layout, {});
    m_reason->setObjectName(u"failureReason"_s);
    QLabel* path = addLabel(layout, shownPath(document));
    path->setForegroundRole(QPalette::PlaceholderText);

    auto* again = new QPushButton(tr("&Try Again"));
    again->setToolTip(tr("Open this file once more"));
    connect(again, &QPushButton::clicked, &document, &Document::load);
    auto* other = new QPushButton(tr("&Open Another…"));
    other->setToolTip(tr("Choose another profile file"));
    connect(other, &QPushButton::clicked, this, &FailedPage::openRequested);
    auto* close = new QPushButton(tr("C&lose"));
    close->setToolTip(tr("Take this file off the list"));
    connect(close, &QPushButton::clicked, this, &FailedPage::closeRequested);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    for (QPushButton* button : {other, again, close})
        buttons->addWidget(button);
    layout->addSpacing(6);
    layout->addLayout(buttons);
    setFocusProxy(other);
    refresh();
}

void FailedPage::refresh()
{
    const bool cancelled = m_document.state() == Document::State::Cancelled;
    const QString title = fromFile(m_document.title().toStdString());
    m_headline->setText(cancelled ? tr("Opening %1 was cancelled").arg(title) : tr("%1 cannot be shown").arg(title));
    m_reason->setText(fromFile(m_document.errorText().toStdString(), 2000));
    m_reason->setVisible(!cancelled);
}

} // namespace heapline
