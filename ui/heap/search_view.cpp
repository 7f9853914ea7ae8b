// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/search_view.h"

#include "core/profile/object_facts.h"
#include "ui/heap/object_actions.h"
#include "ui/heap/search_bar.h"
#include "ui/heap/search_model.h"
#include "ui/heap/search_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/text.h"
#include "ui/widgets/text_matcher.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QLabel>
#include <QVBoxLayout>

#include <chrono>

namespace heapline {

using namespace std::chrono_literals;

namespace {

/// The id that a text names by itself: "@117613".
std::optional<std::uint64_t> idAlone(const SearchRequest& request)
{
    if (!request.text.startsWith(QLatin1Char('@')) && request.place != SearchPlace::Ids)
        return std::nullopt;
    return idOfText(request.text.toStdString());
}

} // namespace

SearchView::SearchView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_bar(new SearchBar(this))
    , m_totals(new QLabel(m_bar))
    , m_tree(new TreeView(this))
    , m_model(new SearchModel(document.profile(), this))
    , m_empty(new EmptyState(m_tree))
    , m_query(document, this)
{
    m_totals->setObjectName(QStringLiteral("searchTotals"));
    m_totals->setTextFormat(Qt::PlainText);
    m_totals->setMargin(3);
    m_tree->setAccessibleName(tr("Objects that were found"));
    m_tree->setItemDelegate(new SpanTextDelegate(m_tree));
    m_tree->setModel(m_model);
    m_tree->setColumnSample(static_cast<int>(HeapColumn::Count), QStringLiteral("99,999,999"));
    m_tree->setColumnSample(static_cast<int>(HeapColumn::Distance), QStringLiteral("99999"));
    m_tree->setBarColumn(static_cast<int>(HeapColumn::ShallowSize));
    m_tree->setBarColumn(static_cast<int>(HeapColumn::RetainedSize));
    makeActions();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_tree, 1);
    m_bar->layout()->addWidget(m_totals);
    setFocusProxy(m_bar);

    connect(m_bar, &SearchBar::changed, this, &SearchView::search);
    connect(m_bar, &SearchBar::entered, this, &SearchView::goToId);
    connect(m_bar, &SearchBar::leftDownwards, this, &SearchView::goDown);
    connect(m_tree, &QAbstractItemView::activated, this, &SearchView::activate);
    connect(&m_query, &SearchQuery::updated, this, &SearchView::showResult);
    connect(&document.figures(), &RangeFiguresQuery::updated, this, &SearchView::followFigures);
    // The views that follow a drag have the processor for themselves.
    m_calm.setSingleShot(true);
    m_calm.setInterval(150ms);
    connect(&m_calm, &QTimer::timeout, this, &SearchView::search);
    showStart();
}

void SearchView::makeActions()
{
    new ObjectActions(m_document, *m_tree, *m_model, ObjectActions::Choosing::Waits);
    m_showOnly = new QAction(tr("Show &Only These"), m_tree);
    m_showOnly->setShortcut(Qt::Key_O);
    m_showOnly->setShortcutContext(Qt::WidgetShortcut);
    connect(m_showOnly, &QAction::triggered, &m_query, &SearchQuery::filterByHits);
    m_tree->addAction(m_showOnly);
    m_tree->addCollapseAllAction();
    m_bar->addButton(m_showOnly, "searchShowOnly");
    m_searchWhole = new QAction(tr("Search the &Whole Heap"), this);
    m_searchWhole->setToolTip(tr("Look among all objects, not only in the selection"));
    connect(m_searchWhole, &QAction::triggered, m_bar, &SearchBar::searchWholeHeap);
    addActions(m_tree->actions());
}

void SearchView::setIcons(const QIcon& search, const QIcon& matchCase, const QIcon& expression)
{
    m_bar->setIcons(search, matchCase, expression);
}

void SearchView::focusText()
{
    m_bar->focusText();
}

void SearchView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        search();
}

void SearchView::followFigures()
{
    const auto result = m_query.result();
    const auto figures = m_document.figures().figures();
    const bool wasPart = result && result->isOfPart;
    if (m_bar->request().onlyShown && figures && (wasPart || figures->isPart() || m_query.isRunning()))
        m_calm.start();
}

/// Searches for what is typed. A view that nobody sees costs nothing: it catches up when it is shown.
void SearchView::search()
{
    m_calm.stop();
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    const SearchRequest request = m_bar->request();
    const QString fault = TextMatcher(request.text, request.isExpression).error();
    if (request.text.isEmpty())
        showStart();
    else if (!fault.isEmpty() && !idAlone(request))
        showFault(fault);
    else
        m_query.request(request);
}

/// Return leads to the object of an id at once, whether or not it is in the selection; of all others to the first row.
void SearchView::goToId()
{
    const auto id = idAlone(m_bar->request());
    const auto object = id ? objectWithId(*m_document.profile()->heap, *id) : std::nullopt;
    if (object)
        m_document.selection().select(SelectedItem::ofObject(*object));
    else
        goDown();
}

void SearchView::goDown()
{
    if (m_model->rowCount() == 0)
        return;
    m_tree->setFocus(Qt::OtherFocusReason);
    if (!m_tree->currentIndex().isValid())
        m_tree->setCurrentIndex(m_model->index(0, 0));
}

/// Objects and classes become the selection; other rows open and close.
void SearchView::activate(const QModelIndex& index)
{
    if (const auto object = m_model->objectAt(index))
        m_document.selection().select(SelectedItem::ofObject(*object));
    else if (const auto id = m_model->classAt(index))
        m_document.selection().select(SelectedItem::ofClass(*id));
    else
        m_tree->setExpanded(index.siblingAtColumn(0), !m_tree->isExpanded(index.siblingAtColumn(0)));
}

void SearchView::showResult()
{
    const SearchResult& result = *m_query.result();
    if (result.request != m_bar->request())
        return; // the next one is on its way, or nothing can be searched for
    if (!result.fault.isEmpty()) {
        showFault(result.fault);
        return;
    }
    m_bar->showFault({});
    m_tree->keepPlaces([&] { m_model->setResult(m_query.result()); });
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_tree->expand(m_model->index(row, 0));
    const bool isFound = !result.hits.sections.empty();
    const QString totals = hitsText(result.hits) + (result.isOfPart ? tr(" · in the selection") : QString());
    m_totals->setText(isFound ? totals : QString());
    m_totals->setToolTip(plainToolTip({m_totals->text(), undecidedText(result.hits)}));
    m_totals->setVisible(isFound);
    m_showOnly->setEnabled(isFound);
    m_showOnly->setToolTip(isFound ? tr("Narrow all views to the objects that were found (O)") : tr("Nothing was found"));
    if (isFound)
        m_empty->hide();
    else
        showEmpty(result);
}

void SearchView::showEmpty(const SearchResult& result)
{
    const SearchRequest& request = result.request;
    QAction* const action = result.isOfPart ? m_searchWhole : nullptr;
    const QString where = result.isOfPart ? tr("Only the selection was searched.") : QString();
    if (const auto id = idAlone(request)) {
        m_empty->showText(tr("No object has the id @%1.").arg(*id), where, action);
    } else if (request.place == SearchPlace::Ids) {
        m_empty->showText(tr("“%1” is no id.").arg(request.text), tr("Write for example @117613."));
    } else {
        const QString how = request.caseSensitive ? tr("Case matters.") : QString();
        const QString undecided = undecidedText(result.hits);
        QStringList advice{searchPlaceToolTip(request.place) + QLatin1Char('.'), how, where, undecided};
        advice.removeAll(QString());
        m_empty->showText(tr("Nothing matches “%1”.").arg(request.text), advice.join(QLatin1Char(' ')), action);
    }
}

void SearchView::showFault(const QString& fault)
{
    showStart();
    m_bar->showFault(fault);
    m_empty->showText(fault);
}

/// Nothing is searched for.
void SearchView::showStart()
{
    m_query.cancel();
    m_bar->showFault({});
    m_model->setResult(nullptr);
    m_totals->hide();
    m_showOnly->setEnabled(false);
    m_showOnly->setToolTip(tr("Search for objects first"));
    m_empty->showText(
        tr("Type what to look for."),
        tr("Part of a class, of a property’s name, of a string or of a function’s name, or an id such as @117613."));
}

} // namespace heapline
