// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/subtree_view.h"

#include "core/heap/object_names.h"
#include "ui/heap/object_actions.h"
#include "ui/heap/object_matches.h"
#include "ui/heap/row_opener.h"
#include "ui/heap/subtree_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/status_text.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace heapline {

SubtreeView::SubtreeView(Document& document, SubtreeModel* model, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_model(model)
    , m_matches(ObjectMatches::of(document))
    , m_tree(new TreeView(this))
    , m_empty(new EmptyState(m_tree))
    , m_line(new QHBoxLayout)
    , m_totals(new QLabel(this))
    , m_onlyShown(new QAction(tr("&Hide Rows Out of Range"), this))
{
    model->setParent(this);
    makeTable();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tree);
    layout->addLayout(m_line);
    setFocusProxy(m_tree);
    m_totals->setTextFormat(Qt::PlainText);
    m_totals->setMargin(4);
    m_totals->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_line->addWidget(m_totals, 1);

    m_onlyShown->setCheckable(true);
    m_onlyShown->setToolTip(tr("Hide rows through which no object of the selected range, stacks and filter is alive"));
    connect(m_onlyShown, &QAction::toggled, this, [this](bool on) {
        m_tree->keepPlaces([&] { m_model->setOnlyShown(on); });
        showTotals();
    });
    addSwitch(m_onlyShown);

    m_opener = new RowOpener(*m_tree, *m_model);
    connect(m_opener, &RowOpener::failed, this, &SubtreeView::tellUnreachable);
    connect(m_tree, &TreeView::rowChosen, this, [this](const QModelIndex& index) {
        m_opener->cancel();
        choose(index);
    });
    DominatorQuery& query = DominatorQuery::of(document);
    connect(&query, &DominatorQuery::updated, this, &SubtreeView::follow);
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &SubtreeView::showSelection);
    const auto mark = [this] { m_model->setMatching(m_matches.classes()); };
    connect(&m_matches, &ObjectMatches::changed, this, mark);
    mark();
}

void SubtreeView::makeTable()
{
    m_tree->setItemDelegate(new SpanTextDelegate(m_tree));
    m_tree->setModel(m_model);
    m_tree->setColumnSample(static_cast<int>(HeapColumn::Count), QStringLiteral("99,999,999"));
    m_tree->setColumnSample(static_cast<int>(HeapColumn::Distance), QStringLiteral("99999"));
    m_tree->setBarColumn(static_cast<int>(HeapColumn::ShallowSize));
    m_tree->setBarColumn(static_cast<int>(HeapColumn::RetainedSize));
    m_tree->setBarColumn(SubtreeModel::shownBytesColumn);
    m_tree->setColumnSample(SubtreeModel::shownCountColumn, QStringLiteral("99,999,999"));
    m_tree->addCollapseAllAction();
}

void SubtreeView::addSwitch(QAction* action)
{
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_line->addWidget(button);
    m_tree->addAction(action);
    addAction(action);
    button->setVisible(action->isVisible());
    connect(action, &QAction::visibleChanged, button, [action, button] { button->setVisible(action->isVisible()); });
}

void SubtreeView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    DominatorQuery::of(m_document).setWanted(*this, true);
    follow();
    showSelection();
}

void SubtreeView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    DominatorQuery::of(m_document).setWanted(*this, false);
}

/// Shows the newest figures. A view that nobody sees costs nothing: it catches up when it is shown.
void SubtreeView::follow()
{
    const std::shared_ptr<const DominatorFigures> figures = DominatorQuery::of(m_document).figures();
    if (!isVisible())
        return;
    if (figures) {
        m_tree->keepPlaces([&] { m_model->setFigures(figures); });
        if (m_isPart != m_model->isPart()) {
            m_isPart = m_model->isPart();
            m_onlyShown->setVisible(*m_isPart);
            m_tree->setSectionShown(SubtreeModel::shownBytesColumn, *m_isPart);
            m_tree->setSectionShown(SubtreeModel::shownCountColumn, *m_isPart);
            showPart(*m_isPart);
        }
    } else {
        m_tree->setColumnHidden(SubtreeModel::shownBytesColumn, true);
        m_tree->setColumnHidden(SubtreeModel::shownCountColumn, true);
        m_onlyShown->setVisible(false);
    }
    showTotals();
    if (std::exchange(m_isRevealDue, m_isRevealDue && !figures) && figures)
        revealSelection();
}

void SubtreeView::showPart(bool) {}

void SubtreeView::showTotals()
{
    if (!m_model->figures()) {
        m_totals->clear();
        m_empty->showText(tr("Finding out what keeps what alive…"));
        return;
    }
    QString text = aboutRows();
    if (m_model->isPart()) {
        const RangeFigures& shown = *m_model->figures()->objects;
        text += tr(" · in range: %1 objects, %2").arg(countText(shown.objectCount), bytesText(shown.bytes));
    }
    m_totals->setText(text);
    m_totals->setToolTip(plainToolTip({text}));
    if (m_model->rowCount() > 0)
        m_empty->hide();
    else if (m_model->isPart() && m_model->isOnlyShown())
        m_empty->showText(tr("No object of the selection was alive at the end of the recording."),
                          tr("Select another range, or show all rows."), m_onlyShown);
    else
        m_empty->showText(tr("This heap holds no objects."));
}

void SubtreeView::choose(const QModelIndex& index)
{
    if (const auto object = m_model->objectAt(index))
        m_document.selection().select(SelectedItem::ofObject(*object));
}

/// Makes the row of what was selected elsewhere the current one, if it is there; only revealSelection() opens rows.
void SubtreeView::showSelection()
{
    if (!isVisible() || !m_model->figures())
        return;
    const SelectedItem& item = m_document.selection().current();
    if (item.kind != SelectedItem::Kind::Object || m_model->objectAt(m_tree->currentIndex()) == item.object)
        return;
    m_opener->cancel();
    const QModelIndex row = rowOf(item.object);
    m_tree->showCurrent(row);
    if (row.isValid())
        m_tree->scrollTo(row);
}

void SubtreeView::revealSelection()
{
    if (!m_model->figures()) {
        m_isRevealDue = true;
        return;
    }
    const SelectedItem& item = m_document.selection().current();
    if (item.kind == SelectedItem::Kind::Object)
        findWay(item.object);
}

QString SubtreeView::matchText() const
{
    return m_matches.text();
}

bool SubtreeView::showMatch(int step)
{
    return m_matches.find(step, *this, [this] { revealSelection(); });
}

void SubtreeView::openWay(const LazyTreeModel::Path& path)
{
    if (path.empty() || path.size() > RowOpener::mostLevels)
        tellUnreachable();
    else
        m_opener->open(path);
}

void SubtreeView::tellUnreachable()
{
    const SelectedItem& item = m_document.selection().current();
    if (item.kind != SelectedItem::Kind::Object)
        return;
    const HeapGraph& graph = m_document.profile()->heap->graph;
    const QString object = QStringLiteral("%1 @%2")
                               .arg(fromFile(objectTitle(graph, item.object), titleNameLength))
                               .arg(graph.nodes.id[item.object.value]);
    QString why = farRowText(graph, item.object);
    if (item.object == graph.root)
        why = tr("%1 is the root: all rows are below it.").arg(object);
    else if (m_model->isPart() && m_model->isOnlyShown())
        why = tr("The row of %1 is hidden, or too far down to be shown.").arg(object);
    showStatusText(*this, why, 8000);
}

} // namespace heapline
