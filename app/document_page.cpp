// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document_page.h"

#include "app/document_view.h"
#include "app/state_pages.h"
#include "ui/document/document.h"

namespace heapline {

DocumentPage::DocumentPage(Document& document, OpenProfiles& profiles, Settings& settings, QWidget* parent)
    : QStackedWidget(parent)
    , m_document(document)
    , m_profiles(profiles)
    , m_settings(settings)
{
    connect(&document, &Document::stateChanged, this, &DocumentPage::follow);
    follow();
}

void DocumentPage::follow()
{
    m_view = nullptr;
    switch (m_document.state()) {
    case Document::State::Loading: showOnly(new LoadingPage(m_document)); break;
    case Document::State::Ready:
        m_view = new DocumentView(m_document, m_profiles, m_settings);
        showOnly(m_view);
        break;
    case Document::State::Failed:
    case Document::State::Cancelled: {
        auto* page = new FailedPage(m_document);
        connect(page, &FailedPage::openRequested, this, &DocumentPage::openRequested);
        connect(page, &FailedPage::closeRequested, this, &DocumentPage::closeRequested);
        showOnly(page);
        break;
    }
    }
    Q_EMIT viewReplaced();
}

void DocumentPage::showOnly(QWidget* page)
{
    const bool hadFocus = isAncestorOf(focusWidget());
    addWidget(page);
    setCurrentWidget(page);
    while (count() > 1) {
        QWidget* old = widget(0);
        removeWidget(old);
        old->deleteLater(); // its Cancel button may be what brought this about
    }
    if (hadFocus) {
        if (m_view)
            m_view->focusTable();
        else
            page->setFocus();
    }
}

} // namespace heapline
