// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/statistics_view.h"

#include "ui/heap/statistics_chart.h"
#include "ui/heap/statistics_model.h"
#include "ui/heap/statistics_text.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace heapline {

StatisticsView::StatisticsView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_query(document, this)
    , m_chart(new StatisticsChart)
    , m_model(new StatisticsModel(this))
    , m_table(new TreeView)
    , m_remark(new QLabel)
{
    auto* sides = new QSplitter(Qt::Horizontal);
    sides->setChildrenCollapsible(false);
    sides->addWidget(m_chart);
    sides->addWidget(makeTable());
    sides->setSizes({500, 500});
    sides->setStretchFactor(0, 1);
    sides->setStretchFactor(1, 1);

    auto* content = new QWidget;
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(sides, 1);
    rows->addWidget(makeTexts());
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    setFocusProxy(m_table);
    setTabOrder(m_chart, m_table);

    connect(&document.figures(), &RangeFiguresQuery::updated, this, &StatisticsView::follow);
    connect(&m_query, &StatisticsQuery::updated, this, &StatisticsView::showFigures);
    connect(m_chart, &StatisticsChart::partActivated, &m_query, &StatisticsQuery::showObjects);
    connect(m_chart, &StatisticsChart::currentChanged, this, [this] {
        if (const auto part = m_chart->current())
            m_table->showCurrent(m_model->index(static_cast<int>(*part), 0));
    });
    connect(m_table, &TreeView::rowChosen, this,
            [this](const QModelIndex& row) { m_chart->setCurrent(StatisticsModel::partAt(row.row())); });
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& row) { showObjectsOf(row.row()); });
    follow();
}

QWidget* StatisticsView::makeTable()
{
    using Column = StatisticsModel::Column;
    m_table->setAccessibleName(tr("The heap by parts"));
    m_table->setRootIsDecorated(false);
    m_table->setItemDelegate(new SpanTextDelegate(m_table));
    m_table->setModel(m_model);
    m_table->header()->resizeSection(static_cast<int>(Column::Part),
                                     m_table->fontMetrics().horizontalAdvance(partTitle(StatisticPart::OtherNative)) + 48);
    m_table->setBarColumn(static_cast<int>(Column::Bytes));
    m_table->setBarColumn(static_cast<int>(Column::WholeBytes));
    m_table->setColumnSample(static_cast<int>(Column::Objects), QStringLiteral("9,999,999"));
    m_table->setColumnSample(static_cast<int>(Column::WholeObjects), QStringLiteral("9,999,999"));
    m_table->setSectionShown(static_cast<int>(Column::WholeBytes), false);
    m_table->setSectionShown(static_cast<int>(Column::WholeObjects), false);
    m_table->setMinimumHeight(m_table->fontMetrics().height() * 6);
    auto* show = new QAction(tr("Show &Objects of This Part"), m_table);
    show->setShortcut(Qt::Key_O);
    show->setShortcutContext(Qt::WidgetShortcut);
    show->setToolTip(tr("Narrow the Summary to the objects of this part, as Enter does"));
    connect(show, &QAction::triggered, this, [this] { showObjectsOf(m_table->currentIndex().row()); });
    m_table->addAction(show);
    addActions(m_table->actions());
    return m_table;
}

QWidget* StatisticsView::makeTexts()
{
    auto* texts = new QWidget;
    auto* rows = new QVBoxLayout(texts);
    rows->setContentsMargins(8, 2, 8, 6);
    rows->setSpacing(3);
    const auto add = [rows](QLabel* label) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        rows->addWidget(label);
    };
    add(m_remark);
    m_remark->setObjectName(QStringLiteral("statisticsRemark"));
    m_remark->setForegroundRole(QPalette::PlaceholderText);
    m_remark->hide();
    auto* heading = new QLabel(tr("Why is RSS bigger?"));
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    heading->setToolTip(
        tr("RSS, the resident set size, is what the operating system says that a process takes of the machine’s memory"));
    add(heading);
    auto* sentences = new QLabel(memoryTexts(*m_document.profile()->heap).join(QLatin1Char('\n')));
    sentences->setObjectName(QStringLiteral("memorySentences"));
    sentences->setAccessibleName(heading->text());
    add(sentences);
    return texts;
}

void StatisticsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        follow();
}

void StatisticsView::follow()
{
    m_isStale = !isVisible();
    if (!m_isStale)
        m_query.request();
}

void StatisticsView::showFigures()
{
    using Column = StatisticsModel::Column;
    const auto figures = m_query.figures();
    m_model->setFigures(figures);
    m_table->setSectionShown(static_cast<int>(Column::WholeBytes), figures->isPart);
    m_table->setSectionShown(static_cast<int>(Column::WholeObjects), figures->isPart);
    m_chart->setFigures(figures);
    m_remark->setText(figuresRemark(figures->whole));
    m_remark->setVisible(!m_remark->text().isEmpty());
}

void StatisticsView::showObjectsOf(int row)
{
    if (const auto part = StatisticsModel::partAt(row))
        m_query.showObjects(*part);
}

} // namespace heapline
