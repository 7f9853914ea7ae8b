// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"

#include "app/actions.h"
#include "app/document_page.h"
#include "app/document_view.h"
#include "app/filter_box.h"
#include "app/help_pages.h"
#include "app/help_window.h"
#include "app/icons.h"
#include "app/menus.h"
#include "app/profile_list.h"
#include "app/session/session_offer.h"
#include "app/settings.h"
#include "app/status_line.h"
#include "app/welcome_page.h"
#include "core/base/text_format.h"
#include "core/cache/profile_cache.h"
#include "ui/document/background_threads.h"
#include "ui/document/document.h"
#include "ui/heap/comparison_state.h"
#include "ui/widgets/background_faults.h"
#include "ui/widgets/status_text.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QPointer>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int messageMs = 5000;

QStringList localFiles(const QMimeData& data)
{
    QStringList paths;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            paths += url.toLocalFile();
    }
    return paths;
}

} // namespace

MainWindow::MainWindow(Settings& settings, QWidget* parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_recentFiles(settings)
    , m_actions(new Actions(this))
{
    // Later: X11 wants the icon in many sizes, and nobody waits for it.
    QTimer::singleShot(0, this, [this] { setWindowIcon(programIcon()); });
    setAcceptDrops(true);
    makeContent();
    makeToolBar();
    auto* menus = new Menus(*this, *m_actions, m_recentFiles, [this] { return currentView(); });
    connect(menus, &Menus::recentFileChosen, this, [this](const QString& path) { openFiles({path}); });
    connectActions();
    connectDocuments();
    connectCache();
    connect(&BackgroundFaults::instance(), &BackgroundFaults::happened, this,
            [this](const QString& sentence) { showStatusText(*this, sentence, 0); });
    restoreLayout();
    showDocument(nullptr);
}

MainWindow::~MainWindow()
{
    m_following.reset();
    m_list->disconnect(this);
    m_filterBox->setDocument(nullptr);
    delete takeCentralWidget(); // views go before their documents
}

void MainWindow::makeContent()
{
    m_splitter = new QSplitter;
    m_list = new ProfileList(m_documents);
    m_pages = new QStackedWidget;
    m_welcome = new WelcomePage(*m_actions, m_recentFiles);
    m_pages->addWidget(m_welcome);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_pages);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    auto* content = new QWidget;
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_splitter, 1);
    setCentralWidget(content);
    connect(m_welcome, &WelcomePage::recentFileChosen, this, [this](const QString& path) { openFiles({path}); });

    m_status = new StatusLine;
    statusBar()->addWidget(m_status, 1);
    connect(m_status, &StatusLine::notesRequested, m_actions->panes.at(LowerPane::Pane::Notes), &QAction::trigger);
}

void MainWindow::makeToolBar()
{
    QToolBar* bar = addToolBar(tr("Main Toolbar"));
    bar->setObjectName(u"mainToolBar"_s);
    bar->setMovable(false);
    bar->toggleViewAction()->setEnabled(false); // no way to lose it by accident
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setIconSize({20, 20});
    bar->addActions({m_actions->open, m_actions->back, m_actions->forward, m_actions->undo, m_actions->redo});
    if (auto* open = qobject_cast<QToolButton*>(bar->widgetForAction(m_actions->open)))
        open->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_filterBox = new FilterBox(*m_actions, [this] {
        const DocumentView* view = currentView();
        return view ? view->searchTarget() : nullptr;
    });
    bar->addWidget(m_filterBox);
    setContextMenuPolicy(Qt::NoContextMenu);
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction* action, auto&& handler) { connect(action, &QAction::triggered, this, handler); };
    on(m_actions->open, [this] { chooseFiles(); });
    on(m_actions->openSample, [this] { openSample(); });
    on(m_actions->close, [this] { m_documents.close(currentDocument()); });
    on(m_actions->quit, [this] { close(); });
    on(m_actions->find, [this] { m_filterBox->setFocus(Qt::ShortcutFocusReason); });
    on(m_actions->searchObjects, [this] {
        m_actions->showLowerPane->setChecked(true);
        currentView()->lowerPane().startSearch();
    });
    on(m_actions->clearFilters, [this] { currentDocument()->filter().clear(); });
    for (const auto& [view, action] : m_actions->views)
        on(action, [this, which = view] { currentView()->showView(which); });
    for (const auto& [pane, action] : m_actions->panes) {
        on(action, [this, which = pane] {
            m_actions->showLowerPane->setChecked(true);
            currentView()->lowerPane().choose(which);
        });
    }
    on(m_actions->nextPane, [this] { currentView()->focusNextPane(1); });
    on(m_actions->previousPane, [this] { currentView()->focusNextPane(-1); });
    on(m_actions->back, [this] { currentDocument()->selection().back(); });
    on(m_actions->forward, [this] { currentDocument()->selection().forward(); });
    on(m_actions->nextProfile, [this] { step(1); });
    on(m_actions->previousProfile, [this] { step(-1); });
    on(m_actions->words, [this] { openHelp(tr("What the Words Mean"), glossaryHtml()); });
    on(m_actions->shortcuts, [this] { openHelp(tr("Keyboard Shortcuts"), shortcutsHtml(*this, currentView())); });
    on(m_actions->about, [this] { openHelp(tr("About Heapline"), aboutHtml()); });
    connect(m_actions->showProfiles, &QAction::toggled, this, &MainWindow::refresh);
    connect(m_actions->showLowerPane, &QAction::toggled, this, &MainWindow::refresh);
}

void MainWindow::connectDocuments()
{
    connect(&m_documents, &OpenDocuments::added, this, [this](Document* document) {
        auto* page = new DocumentPage(*document, m_documents, m_settings);
        m_pageOf.insert(document, page);
        m_pages->addWidget(page);
        m_actions->undoGroup.addStack(document->filter().undoStack());
        const FilterState& filter = document->filter();
        for (const auto signal : {&FilterState::rangeChanged, &FilterState::textChanged, &FilterState::stacksChanged,
                                  &FilterState::objectsChanged, &FilterState::flameChanged})
            connect(&filter, signal, this, &MainWindow::sessionChanged);
        connect(document, &Document::stateChanged, this, &MainWindow::sessionChanged);
        connect(&ComparisonState::of(*document), &ComparisonState::changed, this, &MainWindow::sessionChanged);
        connect(page, &DocumentPage::openRequested, this, &MainWindow::chooseFiles);
        // Queued: the page goes with its document, and must not do so inside its own button's signal.
        connect(
            page, &DocumentPage::closeRequested, this, [this, document] { m_documents.close(document); },
            Qt::QueuedConnection);
        connect(page, &DocumentPage::viewReplaced, this, [this, page] {
            if (m_pages->currentWidget() == page)
                showDocument(&page->document());
        });
    });
    connect(&m_documents, &OpenDocuments::aboutToClose, this, [this](Document* document) {
        // The list has moved on to another profile by now.
        if (m_pages->currentWidget() == m_pageOf.value(document))
            showDocument(m_list->currentDocument());
        delete m_pageOf.take(document);
        refresh();
    });
    connect(m_list, &ProfileList::currentDocumentChanged, this, &MainWindow::showDocument);
    connect(&m_documents, &OpenProfiles::showRequested, m_list, &ProfileList::setCurrentDocument);
    connect(&m_documents, &OpenProfiles::baseRequested, this, [this](Document* document) { chooseBaseOf(*document); });
}

void MainWindow::openFiles(const QStringList& paths)
{
    remember(paths);
    for (const QString& path : paths) {
        Document* document = openBeside(path);
        m_list->setCurrentDocument(document);
        m_pageOf.value(document)->currentWidget()->setFocus();
    }
}

Document* MainWindow::openBeside(const QString& path)
{
    return m_documents.open(path);
}

/// Puts files onto the list of recent ones. Other instances do so, too: what they wrote is read just before, and written just after.
void MainWindow::remember(const QStringList& paths)
{
    if (paths.isEmpty())
        return;
    m_settings.sync();
    for (const QString& path : paths) {
        m_settings.setValue(u"lastFolder"_s, QFileInfo(path).absolutePath());
        if (QFileInfo::exists(path))
            m_recentFiles.add(path);
    }
    m_settings.sync();
}

void MainWindow::compareWith(const QString& path)
{
    if (Document* document = currentDocument())
        compare(*document, path);
}

void MainWindow::compare(Document& document, const QString& basePath)
{
    remember({basePath});
    Document* base = openBeside(basePath);
    m_list->setCurrentDocument(&document);
    ComparisonState::of(document).compareWith(*base);
    document.reveal(Place::Comparison);
}

void MainWindow::openSample()
{
    if (Document* sample = openSampleBeside()) {
        m_list->setCurrentDocument(sample);
        m_pageOf.value(sample)->currentWidget()->setFocus();
    }
}

Document* MainWindow::openSampleBeside()
{
    Document* sample = m_documents.openSample();
    if (!sample)
        statusBar()->showMessage(tr("The sample cannot be opened: no temporary file can be written"));
    return sample;
}

SessionOffer* MainWindow::offer(std::vector<std::unique_ptr<LeftSession>> left)
{
    if (left.empty())
        return nullptr;
    auto* offer = new SessionOffer(*this, *m_actions, std::move(left));
    static_cast<QVBoxLayout*>(centralWidget()->layout())->insertWidget(0, offer);
    return offer;
}

/// Whether files go through the cache is the user's choice; it counts for files that are opened from then on.
void MainWindow::connectCache()
{
    const std::string folder = m_settings.isStored() ? userCacheFolder() : std::string();
    if (!folder.empty())
        m_cache = std::make_shared<const ProfileCache>(folder);
    m_actions->setCacheAvailable(m_cache != nullptr);
    if (!m_cache)
        return;
    const auto apply = [this](bool keep) {
        m_documents.setCache(keep ? m_cache : nullptr);
        m_settings.setValue(u"keepInCache"_s, keep);
    };
    const bool keeps = m_settings.value(u"keepInCache"_s, true).toBool();
    m_actions->keepInCache->setChecked(keeps);
    m_documents.setCache(keeps ? m_cache : nullptr);
    connect(m_actions->keepInCache, &QAction::toggled, this, apply);
    connect(m_actions->clearCache, &QAction::triggered, this, [this] {
        const std::uint64_t bytes = m_cache->usedBytes();
        startInBackground([cache = m_cache](const std::stop_token&) { cache->clear(); });
        statusBar()->showMessage(bytes > 0 ? tr("Cache cleared: %1").arg(QString::fromStdString(formatBytes(bytes)))
                                           : tr("The cache was empty"),
                                 messageMs);
    });
}

void MainWindow::chooseFiles()
{
    const QString filter = tr("Heap profiles (*.heaptimeline *.heapsnapshot *.heapprofile *.json *.gz);;All files (*)");
    const QStringList paths =
        QFileDialog::getOpenFileNames(this, tr("Open Heap Profiles"), m_settings.value(u"lastFolder"_s).toString(), filter);
    openFiles(paths);
}

void MainWindow::chooseBaseOf(Document& document)
{
    const QString filter = tr("Files with objects (*.heaptimeline *.heapsnapshot *.json *.gz);;All files (*)");
    const QPointer<Document> newer(&document); // it may be closed while the dialog is open
    const QString path = QFileDialog::getOpenFileName(this, tr("Compare With an Older Profile"),
                                                      m_settings.value(u"lastFolder"_s).toString(), filter);
    if (newer && !path.isEmpty())
        compare(*newer, path);
}

Document* MainWindow::currentDocument() const
{
    const auto* page = qobject_cast<DocumentPage*>(m_pages->currentWidget());
    return page ? &page->document() : nullptr;
}

DocumentView* MainWindow::currentView() const
{
    const auto* page = qobject_cast<DocumentPage*>(m_pages->currentWidget());
    return page ? page->view() : nullptr;
}

DocumentView* MainWindow::viewOf(Document& document) const
{
    const DocumentPage* page = m_pageOf.value(&document);
    return page ? page->view() : nullptr;
}

void MainWindow::showDocument(Document* document)
{
    m_following = std::make_unique<QObject>();
    QObject* context = m_following.get();
    DocumentPage* page = document ? m_pageOf.value(document) : nullptr;
    m_pages->setCurrentWidget(page ? static_cast<QWidget*>(page) : m_welcome);
    m_filterBox->setDocument(page && page->view() ? document : nullptr);
    m_actions->undoGroup.setActiveStack(page && page->view() ? document->filter().undoStack() : nullptr);
    if (page) {
        const auto follow = [this, context](auto* sender, auto signal) {
            connect(sender, signal, context, [this] { refresh(); });
        };
        follow(document, &Document::stateChanged);
        follow(&document->filter(), &FilterState::rangeChanged);
        follow(&document->filter(), &FilterState::textChanged);
        follow(&document->filter(), &FilterState::objectsChanged);
        follow(&document->selection(), &SelectionHistory::currentChanged);
        if (page->view()) {
            follow(page->view(), &DocumentView::viewChanged);
            connect(page->view(), &DocumentView::paneRequested, context,
                    [this] { m_actions->showLowerPane->setChecked(true); });
        }
    }
    setWindowTitle(page ? tr("%1 – Heapline").arg(fromFile(document->title().toStdString())) : tr("Heapline"));
    refresh();
}

void MainWindow::refresh()
{
    const auto openCount = static_cast<int>(m_documents.all().size());
    m_list->setVisible(openCount > 0 && m_actions->showProfiles->isChecked());
    if (DocumentView* view = currentView())
        view->setLowerPaneShown(m_actions->showLowerPane->isChecked());
    m_actions->update(currentDocument(), currentView(), openCount);
    m_status->setDocument(currentDocument());
    m_filterBox->countSoon();
    Q_EMIT sessionChanged();
}

void MainWindow::step(int direction)
{
    const int count = m_list->count();
    m_list->setCurrentRow((m_list->currentRow() + direction + count) % count);
}

void MainWindow::openHelp(const QString& title, const QString& html)
{
    auto* help = new HelpWindow(title, html, this);
    help->show();
}

void MainWindow::restoreLayout()
{
    if (!restoreGeometry(m_settings.value(u"windowGeometry"_s).toByteArray()))
        resize(1280, 860);
    m_userSized = m_splitter->restoreState(m_settings.value(u"windowSplitter"_s).toByteArray());
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_userSized = true; });
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    const int list = std::clamp(width() * 18 / 100, m_list->minimumWidth(), 260);
    if (!m_userSized)
        m_splitter->setSizes({list, width() - list});
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_settings.setValue(u"windowGeometry"_s, saveGeometry());
    if (m_userSized)
        m_settings.setValue(u"windowSplitter"_s, m_splitter->saveState());
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    openFiles(localFiles(*event->mimeData()));
    event->acceptProposedAction();
}

} // namespace heapline
