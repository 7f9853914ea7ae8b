// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/object_view.h"

#include "ui/heap/facts_model.h"
#include "ui/heap/object_values_model.h"
#include "ui/heap/string_panel.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/text.h"
#include "ui/widgets/timing.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace heapline {

/// What a job found out about an object.
struct ObjectView::Found {
    std::shared_ptr<const ObjectFacts> facts;
    std::shared_ptr<const StringText> text; ///< of a string
};

ObjectView::ObjectView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_profile(document.profile())
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_facts(new TreeView)
    , m_factsModel(new FactsModel(this))
    , m_empty(new EmptyState(m_facts))
    , m_beside(new QStackedWidget)
    , m_values(new QWidget)
    , m_valuesTitle(new QLabel)
    , m_valuesTable(new TreeView)
    , m_valuesModel(new ObjectValuesModel(m_profile, this))
    , m_text(new StringPanel)
    , m_job(this)
    , m_countJob(this)
{
    addTables();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    setFocusProxy(m_facts);

    connect(&document.selection(), &SelectionHistory::currentChanged, this, &ObjectView::follow);
    connect(&document.figures(), &RangeFiguresQuery::updated, this, [this] {
        if (m_document.selection().current().kind == SelectedItem::Kind::Class)
            follow();
    });
    connect(m_facts, &QAbstractItemView::activated, this, &ObjectView::openFact);
    connect(m_valuesTable, &QAbstractItemView::activated, this, &ObjectView::openValue);
    follow();
}

ObjectView::~ObjectView()
{
    m_counting.request_stop();
}

void ObjectView::addTables()
{
    m_facts->setAccessibleName(tr("Facts about the selection"));
    m_facts->setObjectName(QStringLiteral("objectFacts"));
    m_facts->setRootIsDecorated(false);
    m_facts->setItemDelegate(new SpanTextDelegate(m_facts));
    m_facts->setModel(m_factsModel);
    m_facts->header()->setStretchLastSection(true);
    m_facts->header()->resizeSection(0,
                                     m_facts->fontMetrics().horizontalAdvance(QStringLiteral("Bytes of the buffer")) + 24);
    auto* follow = new QAction(tr("Go &There"), m_facts);
    follow->setShortcut(Qt::Key_G);
    follow->setShortcutContext(Qt::WidgetShortcut);
    follow->setToolTip(tr("Follow the link of the current row, as Enter does"));
    connect(follow, &QAction::triggered, this, [this] { openFact(m_facts->currentIndex()); });
    m_facts->addAction(follow);

    using Column = ObjectValuesModel::Column;
    m_valuesTable->setAccessibleName(tr("What the object holds"));
    m_valuesTable->setObjectName(QStringLiteral("objectValues"));
    m_valuesTable->setRootIsDecorated(false);
    m_valuesTable->setItemDelegate(new SpanTextDelegate(m_valuesTable));
    m_valuesTable->setModel(m_valuesModel);
    m_valuesTable->header()->resizeSection(static_cast<int>(Column::Name),
                                           m_valuesTable->fontMetrics().averageCharWidth() * 20);
    m_valuesTable->header()->setSectionResizeMode(static_cast<int>(Column::Value), QHeaderView::Stretch);
    m_valuesTable->setBarColumn(static_cast<int>(Column::RetainedSize));
    m_valuesTitle->setTextFormat(Qt::PlainText);
    m_valuesTitle->setMargin(4);
    m_valuesTitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* values = new QVBoxLayout(m_values);
    values->setContentsMargins(0, 0, 0, 0);
    values->setSpacing(0);
    values->addWidget(m_valuesTitle);
    values->addWidget(m_valuesTable);

    m_beside->addWidget(m_values);
    m_beside->addWidget(m_text);
    m_splitter->addWidget(m_facts);
    m_splitter->addWidget(m_beside);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    addActions(m_facts->actions());
}

void ObjectView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        follow();
}

void ObjectView::follow()
{
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    m_counting.request_stop();
    m_shown = m_document.selection().current();
    switch (m_shown.kind) {
    case SelectedItem::Kind::Object: requestObject(m_shown.object); return;
    case SelectedItem::Kind::Class: requestClass(m_shown.classId); return;
    case SelectedItem::Kind::Function:
        showNothing(tr("A function is selected; this pane tells of an object or a class."),
                    tr("Opening a class in the Summary lists its objects."));
        return;
    case SelectedItem::Kind::None:
        showNothing(tr("Select an object or a class to see what the file says of it."),
                    tr("Opening a class in the Summary lists its objects."));
        return;
    }
}

void ObjectView::showNothing(const QString& title, const QString& advice)
{
    m_factsModel->setRows({});
    m_beside->hide();
    m_facts->header()->hide();
    m_empty->showText(title, advice);
}

void ObjectView::requestObject(NodeOrdinal object)
{
    m_job.start([this, profile = m_profile, object]() -> NewestJob::Deliver {
        const TimingClock clock;
        auto found = std::make_shared<Found>();
        found->facts = std::make_shared<const ObjectFacts>(objectFacts(*profile, object));
        if (isString(profile->heap->graph, object))
            found->text = std::make_shared<const StringText>(stringText(*profile->heap, object, mostText, {}));
        qCInfo(timingLog, "facts of an object: %.2f ms", clock.totalMs());
        return [this, found] { showObject(found); }; // called only while this is there: the job is ours
    });
}

void ObjectView::requestClass(ClassId id)
{
    const auto figures = m_document.figures().figures();
    const auto whole = m_document.figures().wholeFigures();
    if (!whole)
        return; // comes again with the figures
    const auto rowIn = [id](const RangeFigures& of) -> ClassRow {
        const auto row = std::ranges::lower_bound(of.classRows, id, {}, &ClassRow::id);
        return row != of.classRows.end() && row->id == id ? *row : ClassRow{id, 0, 0, 0, -1};
    };
    m_job.start(
        [this, profile = m_profile, item = m_shown, all = rowIn(*whole),
         inRange = figures && figures->isPart() ? std::optional(rowIn(*figures)) : std::nullopt]() -> NewestJob::Deliver {
            const TimingClock clock;
            const ClassFacts facts = classFacts(*profile, all);
            qCInfo(timingLog, "facts of a class: %.2f ms", clock.totalMs());
            return [this, profile, item, inRange, facts] {
                if (item != m_shown)
                    return;
                m_factsModel->setRows(factRows(*profile, facts, inRange ? &*inRange : nullptr));
                m_facts->header()->show();
                m_empty->hide();
                m_beside->hide();
            };
        });
}

void ObjectView::showObject(const std::shared_ptr<const Found>& found)
{
    if (m_shown != SelectedItem::ofObject(found->facts->object))
        return;
    m_factsModel->setRows(factRows(*m_profile, *found->facts, found->text.get()));
    m_facts->header()->show();
    m_empty->hide();
    showValues(found);
    const NodeKind kind = m_profile->heap->graph.kind(found->facts->object);
    if (found->text && kind != NodeKind::SlicedString && found->facts->shallowSize > 0)
        countEqualStrings(found->facts->object);
}

void ObjectView::showValues(const std::shared_ptr<const Found>& found)
{
    m_text->setText(found->text);
    m_valuesModel->setFacts(found->facts);
    m_beside->setCurrentWidget(found->text ? static_cast<QWidget*>(m_text) : m_values);
    m_beside->setVisible(found->text || m_valuesModel->size() > 0);
    const RecordedValues& values = found->facts->values;
    QStringList parts;
    const auto add = [&parts](const QString& text, std::size_t count) {
        if (count > 0)
            parts.append(text.arg(countText(count)));
    };
    add(tr("%1 properties"), values.properties.size());
    add(tr("%1 variables"), values.variables.size());
    add(tr("%1 elements that the file has"), values.elements.size());
    add(tr("%1 entries that the file has"), values.entries.size());
    m_valuesTitle->setText(parts.join(QStringLiteral(" · ")));
    m_valuesTitle->setToolTip(
        plainToolTip({m_valuesTitle->text(), tr("Enter selects the object of the current row."),
                      tr("Small integers are in files that were recorded with numeric values only.")}));
}

/// Looks at all strings of the heap, so it comes later than the rest.
void ObjectView::countEqualStrings(NodeOrdinal string)
{
    m_counting = std::stop_source();
    m_countJob.start([this, profile = m_profile, string, stop = m_counting.get_token()]() -> NewestJob::Deliver {
        try {
            const TimingClock clock;
            const EqualStrings equal = findEqualStrings(*profile->heap, string, Progress(stop));
            qCInfo(timingLog, "strings of one text: %.2f ms", clock.totalMs());
            return [this, stop, equal] {
                if (!stop.stop_requested())
                    m_factsModel->appendRow(equalStringsRow(equal));
            };
        } catch (const ErrorException&) { // another object is shown by now
            return [] {};
        }
    });
}

void ObjectView::openFact(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const FactLink link = m_factsModel->rowAt(index.row()).link;
    switch (link.kind) {
    case FactLink::Kind::None: return;
    case FactLink::Kind::Object: m_document.selection().select(SelectedItem::ofObject(link.object)); return;
    case FactLink::Kind::Class:
        m_document.selection().select(SelectedItem::ofClass(link.classId));
        m_document.reveal(Place::Summary);
        return;
    case FactLink::Kind::AllocationStack: m_document.reveal(Place::AllocationStack); return;
    case FactLink::Kind::Retainers: m_document.reveal(Place::Retainers); return;
    }
}

void ObjectView::openValue(const QModelIndex& index)
{
    if (const auto object = m_valuesModel->objectAt(index))
        m_document.selection().select(SelectedItem::ofObject(*object));
}

} // namespace heapline
