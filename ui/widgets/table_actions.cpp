// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_actions.h"

#include "ui/widgets/status_text.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int messageMs = 5000;

/// A big table takes a moment.
class WaitCursor {
public:
    WaitCursor() { QGuiApplication::setOverrideCursor(Qt::WaitCursor); }
    ~WaitCursor() { QGuiApplication::restoreOverrideCursor(); }
    Q_DISABLE_COPY_MOVE(WaitCursor)
};

/// What a file is called at first: the name of the table.
QString fileNameFor(const QWidget& table)
{
    QString name = table.accessibleName().isEmpty() ? QStringLiteral("table") : table.accessibleName();
    return name.replace(u'/', u'-');
}

} // namespace

TableActions::TableActions(TreeView& table)
    : QObject(&table)
    , m_table(table)
    , m_menu(new QMenu(tr("Copy &As"), &table))
    , m_copyRows(add(tr("&Copy Rows"), QKeySequence::Copy, tr("Copy the selected rows as a table, with exact figures")))
    , m_copyCell(add(tr("Copy C&ell"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                     tr("Copy the cell last clicked on, a figure as its exact number")))
    , m_copyAs(m_menu->menuAction())
{
    addCopyAs();
    table.addAction(m_copyAs);
    m_save = add(tr("&Save Table…"), QKeySequence::Save, tr("Save all rows that are open in the table, as CSV or JSON"));
    connect(m_copyRows, &QAction::triggered, this, [this] { copy(Extent::Rows, TableFormat::Tsv); });
    connect(m_copyCell, &QAction::triggered, this, [this] { copy(Extent::Cell, TableFormat::Tsv); });
    connect(m_save, &QAction::triggered, this, &TableActions::chooseFile);
}

QAction* TableActions::add(const QString& text, const QKeySequence& shortcut, const QString& toolTip)
{
    auto* action = new QAction(text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(toolTip);
    m_table.addAction(action);
    return action;
}

void TableActions::addCopyAs()
{
    m_menu->setToolTipsVisible(true);
    m_copyAs->setToolTip(tr("Copy rows, the whole table or a cell as text, TSV or Markdown"));
    const auto addEntry = [this](const QString& text, const QString& toolTip, Extent extent, TableFormat format) {
        QAction* action = m_menu->addAction(text);
        action->setToolTip(toolTip);
        connect(action, &QAction::triggered, this, [this, extent, format] { copy(extent, format); });
    };
    const QString asText = tr("Figures as shown, columns lined up with blanks");
    const QString asTsv = tr("Exact figures, tabs between columns, for a spreadsheet");
    const QString asMarkdown = tr("Figures as shown, as a table for an issue or a wiki");
    addEntry(tr("&Rows as Text"), asText, Extent::Rows, TableFormat::Text);
    addEntry(tr("Rows as &TSV"), asTsv, Extent::Rows, TableFormat::Tsv);
    addEntry(tr("Rows as &Markdown"), asMarkdown, Extent::Rows, TableFormat::Markdown);
    m_menu->addSeparator();
    addEntry(tr("T&able as Text"), asText, Extent::Table, TableFormat::Text);
    addEntry(tr("Table as T&SV"), asTsv, Extent::Table, TableFormat::Tsv);
    addEntry(tr("Table as Mark&down"), asMarkdown, Extent::Table, TableFormat::Markdown);
    m_menu->addSeparator();
    addEntry(tr("&Cell as Text"), tr("A figure as shown"), Extent::Cell, TableFormat::Text);
    addEntry(tr("Cell as TS&V"), tr("A figure as its exact number"), Extent::Cell, TableFormat::Tsv);
    addEntry(tr("Cell as Mar&kdown"), tr("A figure as shown, so that nothing in it is markup"), Extent::Cell,
             TableFormat::Markdown);
}

void TableActions::copy(Extent extent, TableFormat format)
{
    const WaitCursor wait;
    QString text;
    switch (extent) {
    case Extent::Cell: text = cellText(m_table.currentIndex(), format); break;
    case Extent::Rows:
        if (const TableRows rows = m_table.selectedTableRows(); !rows.rows.isEmpty())
            text = tableText(rows, format);
        break;
    case Extent::Table: text = tableText(m_table.openTableRows(mostRows), format); break;
    }
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void TableActions::chooseFile()
{
    static QString folder = QDir::homePath(); // of the last table that was saved
    const QString csv = tr("Comma-separated values (*.csv)");
    const QString json = tr("JSON (*.json)");
    auto* dialog = new QFileDialog(&m_table, tr("Save Table"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters({csv, json});
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(fileNameFor(m_table) + u".csv"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog, json](const QString& filter) { dialog->setDefaultSuffix(filter == json ? u"json"_s : u"csv"_s); });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, json](const QString& path) {
        folder = QFileInfo(path).absolutePath();
        const QString suffix = QFileInfo(path).suffix().toLower();
        const bool isJson = suffix == u"json" || (suffix != u"csv" && dialog->selectedNameFilter() == json);
        saveTo(path, isJson ? TableFileFormat::Json : TableFileFormat::Csv);
    });
    dialog->open();
}

void TableActions::saveTo(const QString& path, TableFileFormat format)
{
    const WaitCursor wait;
    const TableRows rows = m_table.openTableRows(mostRows);
    const QString obstacle = saveFile(path, tableFile(rows, format));
    const QString shownPath = fromFile(QDir::toNativeSeparators(path).toStdString());
    if (!obstacle.isEmpty())
        showStatusText(m_table, tr("The table cannot be saved to %1: %2").arg(shownPath, obstacle));
    else
        showStatusText(m_table,
                       tr("%1 rows saved to %2").arg(countText(static_cast<std::uint64_t>(rows.rows.size())), shownPath));
}

} // namespace heapline
