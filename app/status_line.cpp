// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/status_line.h"

#include "app/icons.h"
#include "app/profile_text.h"
#include "ui/document/document.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

StatusLine::StatusLine(QWidget* parent) : QWidget(parent), m_label(new QLabel), m_notes(new QPushButton)
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_label->setAccessibleName(tr("About the profile that is shown"));
    m_notes->setFlat(true);
    m_notes->setObjectName(u"notesButton"_s);
    m_notes->setToolTip(tr("Show what is special about this file's figures"));
    connect(m_notes, &QPushButton::clicked, this, &StatusLine::notesRequested);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 0, 0);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_notes);
    setDocument(nullptr);
}

void StatusLine::setDocument(const Document* document)
{
    m_text = tr("No profile is open");
    const auto profile = document ? document->profile() : nullptr;
    if (document) {
        QStringList parts = {fromFile(document->title().toStdString())};
        switch (document->state()) {
        case Document::State::Loading: parts += tr("opening …"); break;
        case Document::State::Ready: parts += statusTexts(*profile); break;
        case Document::State::Failed: parts += tr("cannot be shown"); break;
        case Document::State::Cancelled: parts += tr("cancelled"); break;
        }
        m_text = parts.join(u" · "_s);
    }
    m_notes->setVisible(profile && !profile->notes.isEmpty());
    if (profile) {
        const auto& notes = profile->notes.all();
        const bool lost = std::any_of(notes.begin(), notes.end(),
                                      [](const Note& note) { return note.severity() == NoteSeverity::DataLoss; });
        m_notes->setText(notesText(notes));
        m_notes->setIcon(lineIcon(lost ? u"warning"_s : u"info"_s));
    }
    elide();
}

void StatusLine::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    elide();
}

void StatusLine::elide()
{
    m_label->setText(m_label->fontMetrics().elidedText(m_text, Qt::ElideRight, std::max(0, m_label->width())));
    m_label->setToolTip(m_label->text() == m_text ? QString() : plainToolTip({m_text}));
}

} // namespace heapline
