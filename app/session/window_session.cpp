// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/window_session.h"

#include "app/document_view.h"
#include "app/main_window.h"
#include "app/session/filter_json.h"
#include "app/view_list.h"
#include "ui/document/document.h"
#include "ui/heap/comparison_state.h"

#include "heapline_version.h"

#include <algorithm>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What tells profiles apart whose functions and calls have other numbers.
QString fingerprintOf(const Profile& profile)
{
    return u"%1 %2 %3 %4"_s.arg(profile.origin.textBytes)
        .arg(profile.stacks ? profile.stacks->frames.size() : 0)
        .arg(profile.stacks ? profile.stacks->callTree.size() : 0)
        .arg(profile.heap ? profile.heap->graph.nodeCount() : 0);
}

SessionDocument stateOf(const MainWindow& window, Document& document)
{
    SessionDocument state;
    state.path = document.path();
    state.isSample = window.profiles().isSample(document);
    state.wasLoading = document.state() == Document::State::Loading;
    const auto profile = document.profile();
    if (profile) {
        state.kind = QString::fromUtf8(fileKindName(profile->origin.kind));
        state.fingerprint = fingerprintOf(*profile);
        state.bytes = static_cast<qint64>(profile->origin.storedBytes);
    }
    state.filter = document.filter().current();
    if (const DocumentView* view = window.viewOf(document)) {
        const QList<ViewEntry> views = viewList();
        const auto entry = std::ranges::find(views, view->currentView(), &ViewEntry::view);
        state.view = entry == views.end() ? QString() : entry->option;
    }
    const ComparisonState& comparison = ComparisonState::of(document);
    if (comparison.base())
        state.base = static_cast<int>(window.profiles().all().indexOf(comparison.base()));
    state.baseRange = comparison.baseRange();
    return state;
}

void apply(const MainWindow& window, Document& document, const SessionDocument& state)
{
    document.filter().restore(
        filterFor(*document.profile(), state.filter, fingerprintOf(*document.profile()) == state.fingerprint));
    const bool hasRange = state.baseRange && document.profile()->timeline && document.profile()->heap;
    if (hasRange && ComparisonState::of(document).kind() == ComparisonState::Kind::None)
        ComparisonState::of(document).compareWithRange(state.baseRange);
    DocumentView* const view = window.viewOf(document);
    const QList<ViewEntry> views = viewList();
    const auto entry = std::ranges::find(views, state.view, &ViewEntry::option);
    if (view && entry != views.end() && view->offers(entry->view))
        view->showView(entry->view);
}

void applyOnceOpen(const MainWindow& window, Document& document, const SessionDocument& state)
{
    if (document.state() == Document::State::Ready) {
        apply(window, document, state);
        return;
    }
    auto* const waiting = new QObject(&document);
    QObject::connect(&document, &Document::stateChanged, waiting, [&window, &document, state, waiting] {
        if (document.state() == Document::State::Loading)
            return;
        waiting->deleteLater();
        if (document.state() == Document::State::Ready)
            apply(window, document, state);
    });
}

} // namespace

Session sessionOf(const MainWindow& window)
{
    Session session;
    const QList<Document*>& documents = window.profiles().all();
    for (Document* document : documents)
        session.documents.append(stateOf(window, *document));
    session.current = static_cast<int>(documents.indexOf(window.currentDocument()));
    session.version = QString::fromUtf8(HEAPLINE_VERSION);
    session.savedAt = QDateTime::currentDateTime();
    return session;
}

void restoreSession(MainWindow& window, const Session& session)
{
    QList<Document*> documents; // null: cannot be opened
    for (const SessionDocument& state : session.documents) {
        Document* const document = state.isSample ? window.openSampleBeside() : window.openBeside(state.path);
        documents.append(document);
        if (document)
            applyOnceOpen(window, *document, state);
    }
    for (qsizetype i = 0; i < documents.size(); ++i) {
        const int base = session.documents[i].base;
        if (documents[i] && base >= 0 && documents[base])
            ComparisonState::of(*documents[i]).compareWith(*documents[base]);
    }
    if (session.current >= 0 && documents[session.current])
        window.profiles().show(*documents[session.current]);
}

} // namespace heapline
