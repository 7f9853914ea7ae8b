// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/paths_view.h"

#include "core/heap/object_names.h"
#include "ui/heap/ignored_bar.h"
#include "ui/heap/largest_object.h"
#include "ui/heap/object_actions.h"
#include "ui/heap/path_picture.h"
#include "ui/heap/paths_model.h"
#include "ui/heap/retainer_state.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/text.h"
#include "ui/widgets/timing.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <stop_token>
#include <utility>

namespace heapline {

/// The search for the ways of one object, and all that it reads.
struct PathsView::Search {
    Search(std::shared_ptr<const Profile> p, std::shared_ptr<const IgnoredRetainers> i, NodeOrdinal object)
        : profile(std::move(p))
        , ignored(std::move(i))
        , paths(*profile->heap, ignored ? ignored->distance() : profile->heap->distance, object)
    {
    }

    std::shared_ptr<const Profile> profile;
    std::shared_ptr<const IgnoredRetainers> ignored;
    RootPaths paths;
    std::stop_source stop;
};

PathsView::PathsView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_state(RetainerState::of(document))
    , m_title(new QLabel(this))
    , m_status(new QLabel(this))
    , m_tree(new TreeView(this))
    , m_empty(new EmptyState(m_tree))
    , m_parts(new QSplitter(this))
    , m_picture(new PathPicture(document.profile(), this))
    , m_model(new PathsModel(document.profile(), this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMargin(4);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setObjectName(QStringLiteral("searchStatus"));
    m_tree->setAccessibleName(tr("Paths to the root"));
    m_tree->setItemDelegate(new SpanTextDelegate(m_tree));
    m_tree->setModel(m_model);
    m_tree->header()->setSectionsClickable(false); // a way has one order
    m_tree->header()->setSortIndicatorShown(false);
    m_tree->setColumnHidden(static_cast<int>(HeapColumn::Count), true);
    m_tree->setColumnSample(static_cast<int>(HeapColumn::Distance), QStringLiteral("99999"));
    m_tree->setBarColumn(static_cast<int>(HeapColumn::ShallowSize));
    m_tree->setBarColumn(static_cast<int>(HeapColumn::RetainedSize));
    m_tree->setExpandsOnDoubleClick(false);
    makeActions();

    auto* top = new QHBoxLayout;
    top->setContentsMargins(0, 0, 4, 0);
    top->addWidget(m_title, 1);
    top->addWidget(m_status);
    for (QAction* action : {m_next, m_showPicture}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        top->addWidget(button);
    }
    m_parts->addWidget(m_tree);
    m_parts->addWidget(m_picture);
    m_parts->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(new IgnoredBar(m_state, this));
    layout->addWidget(m_parts, 1);
    setFocusProxy(m_tree);

    const auto select = [this](NodeOrdinal object) { m_document.selection().select(SelectedItem::ofObject(object)); };
    connect(m_picture, &PathPicture::objectChosen, this, select);
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &PathsView::restart);
    connect(&m_state, &RetainerState::changed, this, &PathsView::restart);
    restart();
}

PathsView::~PathsView()
{
    stop();
}

void PathsView::makeActions()
{
    const auto add = [this](const QString& text, const QList<QKeySequence>& keys, const QString& toolTip) {
        auto* action = new QAction(text, this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setToolTip(toolTip);
        m_tree->addAction(action);
        return action;
    };
    auto* objects = new ObjectActions(m_document, *m_tree, *m_model, ObjectActions::Choosing::Waits, Place::Paths);
    connect(m_tree, &QTreeView::doubleClicked, objects, &ObjectActions::goTo);
    m_next =
        add(tr("&Next Path"), {Qt::Key_N}, tr("Find the next way from the roots to this object, in order of length (N)"));
    connect(m_next, &QAction::triggered, this, &PathsView::findNext);
    m_showPicture =
        add(tr("&Picture"), {Qt::Key_P}, tr("Draw the paths that have been found, without the engine’s own objects (P)"));
    m_showPicture->setCheckable(true);
    m_showPicture->setChecked(true);
    connect(m_showPicture, &QAction::toggled, this, &PathsView::showPicture);
    m_tree->addAction(m_state.restoreAction());
    m_tree->addCollapseAllAction();
    m_showLargest = makeLargestObjectAction(m_document, m_tree);
    addActions(m_tree->actions());
    m_picture->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_picture->addActions({m_next, m_showPicture});
}

void PathsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        follow();
}

void PathsView::restart()
{
    m_isStale = true;
    if (isVisible())
        follow();
}

void PathsView::follow()
{
    m_isStale = false;
    stop();
    const SelectedItem& item = m_document.selection().current();
    switch (item.kind) {
    case SelectedItem::Kind::Object: start(item.object); return;
    case SelectedItem::Kind::Class:
        showNothing(tr("Select an object of %1 to see how it is reached.")
                        .arg(fromFile(m_document.profile()->heap->classes.name[item.classId.value], titleNameLength)),
                    tr("Merged paths show the ways of all of its objects at once."), m_showLargest);
        return;
    case SelectedItem::Kind::Function:
        showNothing(tr("A function is selected; paths lead to an object."),
                    tr("Merged paths show the ways of all objects that the function allocated."));
        return;
    case SelectedItem::Kind::None:
        showNothing(tr("Select an object to see how it is reached from the roots."),
                    tr("Opening a class in the Summary lists its objects."));
        return;
    }
}

void PathsView::stop()
{
    if (m_search)
        m_search->stop.request_stop();
    m_search.reset();
    m_next->setEnabled(false);
    showStatus({});
}

void PathsView::start(NodeOrdinal object)
{
    const std::shared_ptr<const Profile> profile = m_document.profile();
    const HeapGraph& graph = profile->heap->graph;
    const QString title = tr("How %1 @%2 is reached from the roots")
                              .arg(fromFile(objectTitle(graph, object), titleNameLength))
                              .arg(graph.nodes.id[object.value]);
    m_title->setText(title);
    m_title->setToolTip(plainToolTip({title}));
    m_title->show();
    m_search = std::make_shared<Search>(profile, m_state.ignored(), object);
    m_model->start(m_search->ignored);
    showPicture();
    findNext();
}

void PathsView::findNext()
{
    if (!m_search)
        return;
    m_next->setEnabled(false);
    showStatus(tr("Searching…"));
    m_job.start([this, search = m_search] {
        const TimingClock clock;
        std::optional<RootPath> path;
        try {
            path = search->paths.next(Progress(search->stop.get_token()));
        } catch (const ErrorException&) { // stopped: nobody waits for it
        }
        qCInfo(timingLog, "a path of %zu steps found in %.1f ms", path ? path->size() : 0, clock.totalMs());
        return NewestJob::Deliver([this, search, path] {
            if (search == m_search)
                onFound(path, search->paths.state());
        });
    });
}

void PathsView::onFound(const std::optional<RootPath>& path, RootPaths::State state)
{
    if (path) {
        m_empty->hide();
        m_model->addPath(*path);
        const QModelIndex row = m_model->index(static_cast<int>(m_model->paths().size()) - 1, 0);
        m_tree->openRow(row);
        m_tree->scrollTo(row,
                         m_model->paths().size() == 1 ? QAbstractItemView::EnsureVisible : QAbstractItemView::PositionAtTop);
        showPicture();
        m_next->setEnabled(true);
        showStatus({});
        return;
    }
    if (m_model->paths().empty())
        showNoPath();
    else if (state == RootPaths::State::GivenUp)
        showStatus(tr("There may be more paths, but finding the next one would take too long."));
    else
        showStatus(m_model->paths().size() == 1 ? tr("There is no other path.") : tr("There are no more paths."));
}

void PathsView::showPicture()
{
    m_picture->setPaths(m_model->paths());
    const bool isShown = m_showPicture->isChecked() && !m_picture->graph().boxes.empty();
    m_picture->setVisible(isShown);
    if (isShown && !std::exchange(m_isShared, true))
        m_parts->setSizes({width() * 3 / 5, width() * 2 / 5}); // later the user's
}

void PathsView::showNoPath()
{
    if (m_search->ignored)
        m_empty->showText(tr("All ways to this object go through retainers that are ignored."),
                          tr("Without them it would not be alive."), m_state.restoreAction());
    else
        m_empty->showText(tr("No way leads from the roots to this object."),
                          tr("Only weak references or rings of objects hold it, or what the engine does not tell."));
    showStatus({});
}

void PathsView::showNothing(const QString& title, const QString& advice, QAction* action)
{
    m_title->hide();
    m_model->start(nullptr);
    showPicture();
    m_empty->showText(title, advice, action);
}

void PathsView::showStatus(const QString& text)
{
    m_status->setText(text);
    m_status->setVisible(!text.isEmpty());
}

} // namespace heapline
