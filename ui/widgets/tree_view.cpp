// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tree_view.h"

#include "ui/widgets/percent_bar_delegate.h"
#include "ui/widgets/table_actions.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <utility>
#include <vector>

namespace heapline {

namespace {

constexpr std::size_t mostOpenPaths = 1000;
constexpr int mostExpandedBelow = 1000;

} // namespace

TreeView::TreeView(QWidget* parent)
    : QTreeView(parent)
    , m_tableActions(new TableActions(*this))
    , m_fetchTimer(new QTimer(this))
    , m_leastFirstWidth(240)
    , m_leastNameWidth(160)
{
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTextElideMode(Qt::ElideRight);
    setAnimated(false);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(48);
    header()->setSectionsMovable(true);
    header()->setFirstSectionMovable(false);

    m_fetchTimer->setSingleShot(true);
    m_fetchTimer->setInterval(0);
    connect(m_fetchTimer, &QTimer::timeout, this, &TreeView::fetchVisible);
    const auto fetchSoon = [this] { m_fetchTimer->start(); };
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, fetchSoon);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, fetchSoon);

    connect(this, &QTreeView::expanded, this, [this](const QModelIndex& index) {
        if (m_quiet > 0)
            return;
        if (const LazyTreeModel* lazy = lazyModel(); lazy && m_openPaths.size() < mostOpenPaths)
            m_openPaths.insert(lazy->pathOf(index));
        Q_EMIT rowOpened(index);
    });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex& index) {
        if (const LazyTreeModel* lazy = lazyModel(); lazy && m_quiet == 0)
            m_openPaths.erase(lazy->pathOf(index));
    });
    connect(this, &QTreeView::clicked, this, &TreeView::tellChoice);
    connect(header(), &QHeaderView::sectionResized, this, [this](int section, int, int) {
        if (section == 0 && m_quiet == 0)
            m_isFirstColumnSized = true;
        else if (m_quiet == 0)
            fillWidth();
    });
}

void TreeView::setModel(QAbstractItemModel* model)
{
    QTreeView::setModel(model);
    if (!model)
        return;
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_openPaths.clear();
        m_currentPath.clear();
    });
    // The header sorts by clicks; the model already is in its own order.
    if (const LazyTreeModel* lazy = lazyModel()) {
        header()->setSortIndicator(lazy->sortColumn(), lazy->sortOrder());
        header()->setSortIndicatorShown(true);
        header()->setSectionsClickable(true);
        connect(header(), &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
            keepPlaces([&] { this->model()->sort(column, order); });
            if (currentIndex().isValid())
                scrollTo(currentIndex());
        });
    }
}

LazyTreeModel* TreeView::lazyModel() const
{
    return qobject_cast<LazyTreeModel*>(model());
}

QAction* TreeView::addExpandHeaviestAction()
{
    m_expandHeaviest = new QAction(tr("Expand Along &Heaviest Path"), this);
    m_expandHeaviest->setShortcut(Qt::CTRL | Qt::Key_Right);
    m_expandHeaviest->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_expandHeaviest->setToolTip(tr("Open the heaviest row below the current one, and so on until the weight spreads out"));
    connect(m_expandHeaviest, &QAction::triggered, this, &TreeView::expandHeaviest);
    addAction(m_expandHeaviest);
    return m_expandHeaviest;
}

QAction* TreeView::addExpandBelowAction()
{
    auto* action = new QAction(tr("Expand All &Below"), this);
    action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Right);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(tr("Open all rows below the current one, %1 at most").arg(mostExpandedBelow));
    connect(action, &QAction::triggered, this, &TreeView::expandBelow);
    addAction(action);
    return action;
}

QAction* TreeView::addCollapseBelowAction()
{
    auto* action = new QAction(tr("Collapse All Belo&w"), this);
    action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Left);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(tr("Close the current row and all rows below it"));
    connect(action, &QAction::triggered, this, &TreeView::collapseBelow);
    addAction(action);
    return action;
}

QAction* TreeView::addCollapseAllAction()
{
    auto* action = new QAction(tr("Collapse &All"), this);
    action->setShortcut(Qt::CTRL | Qt::Key_Left);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(tr("Close all rows"));
    connect(action, &QAction::triggered, this, [this] {
        QModelIndex top = currentIndex();
        while (top.parent().isValid())
            top = top.parent();
        m_openPaths.clear();
        collapseAll();
        if (top.isValid())
            setCurrentIndex(top);
    });
    addAction(action);
    return action;
}

void TreeView::keepPlaces(const std::function<void()>& change)
{
    LazyTreeModel* const lazy = lazyModel();
    const auto open = m_openPaths; // a reset forgets them
    const LazyTreeModel::Path current = m_currentPath;
    const bool hadCurrent = currentIndex().isValid();
    ++m_quiet;
    change();
    if (lazy) {
        m_openPaths = open;
        m_currentPath = current;
        for (const LazyTreeModel::Path& path : m_openPaths) { // parents stand before their children
            const QModelIndex index = lazy->find(path);
            if (index.isValid() && !isExpanded(index))
                openRow(index);
        }
        const QModelIndex index = current.empty() ? QModelIndex() : lazy->find(current);
        if (index.isValid() ? lazy->pathOf(currentIndex()) != current : hadCurrent)
            showCurrent(index);
    }
    --m_quiet;
}

void TreeView::showCurrent(const QModelIndex& index)
{
    ++m_quiet;
    if (index.isValid()) {
        selectionModel()->setCurrentIndex(index.siblingAtColumn(0),
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        if (const LazyTreeModel* lazy = lazyModel())
            m_currentPath = lazy->pathOf(index);
    } else {
        selectionModel()->clear();
    }
    m_chosen = currentIndex();
    --m_quiet;
}

void TreeView::expandHeaviest()
{
    LazyTreeModel* const lazy = lazyModel();
    if (!lazy)
        return;
    QModelIndex at = currentIndex().siblingAtColumn(0);
    for (;;) {
        const QModelIndex child = lazy->heaviestChild(at);
        if (!child.isValid())
            break;
        if (at.isValid())
            expand(at);
        at = child;
    }
    if (at.isValid()) {
        setCurrentIndex(at);
        scrollTo(at);
    }
}

/// Level by level, so that a bound cuts the deepest rows off.
void TreeView::expandBelow()
{
    QModelIndexList level{currentIndex().siblingAtColumn(0)};
    int opened = 0;
    while (!level.isEmpty() && opened < mostExpandedBelow) {
        QModelIndexList next;
        for (const QModelIndex& row : std::as_const(level)) {
            if (!row.isValid() || !model()->hasChildren(row) || opened == mostExpandedBelow)
                continue;
            openRow(row);
            ++opened;
            for (int child = 0; child < model()->rowCount(row); ++child)
                next.append(model()->index(child, 0, row));
        }
        level = next;
    }
}

void TreeView::collapseBelow()
{
    QModelIndexList open{currentIndex().siblingAtColumn(0)};
    for (qsizetype i = 0; i < open.size(); ++i) { // callers before callees; closed last to first
        for (int child = 0; child < model()->rowCount(open[i]); ++child) {
            const QModelIndex row = model()->index(child, 0, open[i]);
            if (isExpanded(row))
                open.append(row);
        }
    }
    while (!open.isEmpty())
        collapse(open.takeLast());
}

void TreeView::openRow(const QModelIndex& index)
{
    // QTreeView would leave it to the next layout.
    if (model()->canFetchMore(index))
        model()->fetchMore(index);
    expand(index);
}

bool TreeView::showMatch(int step, const RowTest& isMatch, const RowTest& hasMatchBelow)
{
    LazyTreeModel* const lazy = lazyModel();
    if (!lazy)
        return false;
    const QModelIndex current = currentIndex().siblingAtColumn(0);
    const QModelIndex found =
        nextMatch(*lazy, selectionModel()->isSelected(current) ? current : QModelIndex(), step, isMatch,
                  [&](const QModelIndex& row) { return isExpanded(row) || hasMatchBelow(row); });
    if (!found.isValid())
        return false;
    for (QModelIndex above = found.parent(); above.isValid(); above = above.parent())
        expand(above);
    selectionModel()->setCurrentIndex(found, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(found);
    return true;
}

QList<int> TreeView::shownColumns() const
{
    QList<int> columns;
    for (int place = 0; place < header()->count(); ++place) {
        const int column = header()->logicalIndex(place);
        if (!header()->isSectionHidden(column))
            columns.append(column);
    }
    return columns;
}

TableRows TreeView::selectedTableRows() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, [this](const QModelIndex& row) { return visualRect(row).top(); });
    return {model(), shownColumns(), rows};
}

TableRows TreeView::openTableRows(int most)
{
    TableRows table{model(), shownColumns()};
    LazyTreeModel* const lazy = lazyModel();
    struct Level {
        QModelIndex parent;
        int row = 0; ///< the next one
    };
    std::vector<Level> levels(1);
    while (!levels.empty()) {
        const QModelIndex parent = levels.back().parent;
        const int row = levels.back().row++;
        const auto room = static_cast<std::size_t>(most - table.rows.size());
        if (row == model()->rowCount(parent) && room > 0 && lazy)
            lazy->makeMoreRows(parent, room);
        if (row == model()->rowCount(parent)) {
            table.leftOut += lazy ? lazy->rowsToMake(parent) : 0;
            levels.pop_back();
            continue;
        }
        const QModelIndex index = model()->index(row, 0, parent);
        if (room > 0)
            table.rows.append(index);
        else
            ++table.leftOut;
        if (isExpanded(index)) {
            if (model()->canFetchMore(index)) // expanded just now, and not laid out yet
                model()->fetchMore(index);
            levels.push_back({index});
        }
    }
    return table;
}

void TreeView::keyboardSearch(const QString& search)
{
    if (m_findsByLetters)
        QTreeView::keyboardSearch(search);
}

void TreeView::keyPressEvent(QKeyEvent* event)
{
    // Qt opens everything below on this key: in an object graph that has no end.
    if (event->key() == Qt::Key_Asterisk) {
        if (m_expandHeaviest)
            m_expandHeaviest->trigger();
        event->accept();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void TreeView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    tellChoice();
}

void TreeView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    tellChoice();
}

void TreeView::tellChoice()
{
    // Getting the focus makes a row current without selecting it: nobody chose that one.
    const QModelIndex current = currentIndex().siblingAtColumn(0);
    if (m_quiet > 0 || !current.isValid() || !selectionModel()->isSelected(current) || current == m_chosen)
        return;
    m_chosen = current;
    if (const LazyTreeModel* lazy = lazyModel())
        m_currentPath = lazy->pathOf(current);
    Q_EMIT rowChosen(current);
}

/// Makes more rows of the levels whose last row so far is in sight, or nearly.
void TreeView::fetchVisible()
{
    LazyTreeModel* const lazy = lazyModel();
    if (!lazy)
        return;
    QList<QPersistentModelIndex> grow;
    int deepest = 0;
    const int end = viewport()->height() * 2;
    for (QModelIndex at = indexAt(QPoint(0, 0)); at.isValid() && visualRect(at).top() < end; at = indexBelow(at)) {
        const QModelIndex parent = at.parent();
        if (visualRect(at).top() < viewport()->height())
            deepest = std::max(deepest, static_cast<int>(lazy->pathOf(at).size()));
        if (at.row() + 1 == lazy->rowCount(parent) && lazy->hasMoreRows(parent))
            grow.append(parent);
    }
    for (const QPersistentModelIndex& parent : grow)
        lazy->makeMoreRows(parent);
    if (std::exchange(m_deepestInSight, deepest) != deepest)
        fillWidth();
}

void TreeView::setColumnSample(int column, const QString& sample)
{
    m_samples.insert(column, sample);
    sizeColumns();
}

void TreeView::setBarColumn(int column)
{
    setItemDelegateForColumn(column, new PercentBarDelegate(this));
    setColumnSample(column, QString());
}

void TreeView::setSectionShown(int column, bool on)
{
    setColumnHidden(column, !on);
    sizeColumns();
}

void TreeView::sizeColumns()
{
    ++m_quiet;
    for (auto it = m_samples.cbegin(); it != m_samples.cend(); ++it) {
        if (isColumnHidden(it.key()))
            continue; // keeps the size that it had
        const int text = it.value().isEmpty() ? PercentBarDelegate::widthFor(fontMetrics())
                                              : fontMetrics().horizontalAdvance(it.value()) + 14;
        header()->resizeSection(it.key(), std::max(text, header()->sectionSizeHint(it.key())));
    }
    fillWidth();
    --m_quiet;
}

/// Gives the first column what the others leave over, unless the user has sized it.
void TreeView::setLeastNameWidth(int width)
{
    m_leastFirstWidth = m_leastNameWidth = width;
}

void TreeView::fillWidth()
{
    if (m_isFirstColumnSized || header()->count() == 0)
        return;
    ++m_quiet;
    const int others = header()->length() - header()->sectionSize(0);
    const int least = std::max(m_leastFirstWidth, m_deepestInSight * indentation() + m_leastNameWidth);
    header()->resizeSection(0, std::max(least, viewport()->width() - others));
    --m_quiet;
}

void TreeView::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    fillWidth();
    m_fetchTimer->start();
}

void TreeView::changeEvent(QEvent* event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        sizeColumns();
}

} // namespace heapline
