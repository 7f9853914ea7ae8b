// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/summary_view.h"

#include "ui/heap/class_columns.h"
#include "ui/heap/object_actions.h"
#include "ui/heap/summary_model.h"
#include "ui/heap/summary_totals.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

namespace heapline {

SummaryView::SummaryView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_tree(new TreeView(this))
    , m_empty(new EmptyState(m_tree))
    , m_totals(new QLabel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tree);
    layout->addWidget(m_totals);
    setFocusProxy(m_tree);
    m_tree->setAccessibleName(tr("Summary of classes"));
    m_totals->setTextFormat(Qt::PlainText);
    m_totals->setMargin(4);
    m_totals->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    const std::shared_ptr<const Profile> profile = document.profile();
    if (!profile->heap) {
        m_tree->header()->hide();
        m_totals->hide();
        m_empty->showText(tr("A sampling profile holds no objects, only which functions allocated them."),
                          tr("Take a heap snapshot or record an allocation timeline to see classes and objects."));
        return;
    }
    m_model = new SummaryModel(profile, this);
    showClasses(*m_tree, *m_model);
    new ObjectActions(document, *m_tree, *m_model, ObjectActions::Choosing::Selects);
    addActions(m_tree->actions());

    connect(m_tree, &TreeView::rowChosen, this, &SummaryView::choose);
    connect(&document.figures(), &RangeFiguresQuery::updated, this, &SummaryView::follow);
    connect(&document.filter(), &FilterState::textChanged, this, &SummaryView::follow);
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &SummaryView::showSelection);
    connect(&document, &Document::placeRequested, this, [this](Place place) {
        // An object that another one refers to is selected here already: it is wanted below its own class.
        if (place == Place::Summary && m_model->pathOf(m_tree->currentIndex()).size() > 2) {
            m_tree->showCurrent({});
            showSelection();
        }
    });
    follow();
    showSelection();
}

void SummaryView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale) {
        follow();
        showSelection();
    }
}

void SummaryView::choose(const QModelIndex& index)
{
    if (const auto id = m_model->classAt(index))
        m_document.selection().select(SelectedItem::ofClass(*id));
    else if (const auto object = m_model->objectAt(index))
        m_document.selection().select(SelectedItem::ofObject(*object));
}

/// Shows the document's range and text filter. A view that nobody sees costs nothing: it catches up when it is shown.
void SummaryView::follow()
{
    m_isStale = !isVisible();
    const auto figures = m_document.figures().figures();
    if (m_isStale || !figures)
        return;
    const Filter& filter = m_document.filter().current();
    m_tree->keepPlaces([&] {
        m_model->setMatcher(TextMatcher(filter.text, filter.regularExpression, filter.caseSensitive));
        m_model->setFigures(figures);
    });
    showTotals();
}

QString SummaryView::matchText() const
{
    if (!m_model || !m_model->matcher().isActive())
        return {};
    if (!m_model->matcher().error().isEmpty())
        return faultyExpressionText();
    const SummaryModel::Totals totals = m_model->totals();
    const QString found = totals.classes == 1 ? tr("1 class") : tr("%1 classes").arg(countText(totals.classes));
    return matchSumText(found, totals.classes, totals.bytes, m_document.profile()->heap->totalSize);
}

bool SummaryView::showMatch(int step)
{
    // The filter looks at classes only, and leaves out all others.
    return m_model && m_model->matcher().isActive()
           && m_tree->showMatch(
               step, [this](const QModelIndex& row) { return m_model->classAt(row).has_value(); },
               [](const QModelIndex&) { return false; });
}

/// Makes the row of what is selected elsewhere the current one: an object below its class.
void SummaryView::showSelection()
{
    if (!isVisible()) {
        m_isStale = true;
        return;
    }
    const SelectedItem& item = m_document.selection().current();
    const QModelIndex current = m_tree->currentIndex();
    QModelIndex found;
    switch (item.kind) {
    case SelectedItem::Kind::Class:
        if (m_model->classAt(current) == item.classId)
            return;
        found = m_model->fetchTo({}, item.classId.value);
        break;
    case SelectedItem::Kind::Object: {
        if (m_model->objectAt(current) == item.object)
            return;
        const QModelIndex classIndex = m_model->fetchTo({}, m_document.profile()->heap->classOf[item.object.value].value);
        if (classIndex.isValid())
            found = m_model->fetchTo(classIndex, item.object.value);
        break;
    }
    case SelectedItem::Kind::Function:
    case SelectedItem::Kind::None: break;
    }
    m_tree->showCurrent(found);
    if (found.isValid())
        m_tree->scrollTo(found);
}

void SummaryView::showTotals()
{
    const SummaryModel::Totals totals = m_model->totals();
    m_totals->setText(summaryTotalsText(totals, m_document.profile()->heap->totalSize));
    const TextMatcher& matcher = m_model->matcher();
    if (m_model->rowCount() > 0 || !m_document.figures().figures())
        m_empty->hide();
    else if (!matcher.error().isEmpty())
        m_empty->showText(matcher.error());
    else if (matcher.isActive() && totals.allClasses > 0)
        m_empty->showText(tr("No class matches “%1”.").arg(matcher.text()),
                          matcher.isCaseSensitive()
                              ? tr("The filter looks for it in the names of classes, and case matters.")
                              : tr("The filter looks for it in the names of classes, case ignored."));
    else if (m_document.figures().figures()->range)
        m_empty->showText(tr("No object of the selection was alive at the end of the recording."),
                          tr("Select another range, or clear it."));
    else
        m_empty->showText(tr("This heap holds no objects."));
}

} // namespace heapline
