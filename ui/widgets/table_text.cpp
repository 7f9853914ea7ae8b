// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_text.h"

#include "core/report/terminal_text.h"

#include <QStringList>

#include <algorithm>
#include <limits>
#include <vector>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int blanksALevel = 2;

int widthOf(const QString& text)
{
    return static_cast<int>(displayWidth(text.toStdString()));
}

/// A text that stands for itself within a cell: nothing in it ends the cell or its line, or is markup.
QString forFormat(const QString& text, TableFormat format)
{
    const bool isMarkdown = format == TableFormat::Markdown;
    QString cell;
    for (const QChar c : text) {
        if (isMarkdown && u"\\`*_[]<>|~$&"_s.contains(c))
            cell += u'\\';
        cell += c == u'\t' || c == u'\n' || c == u'\r' ? QChar(QChar::Space) : c;
    }
    return cell;
}

/// A cell in the first column stands as far in as its row. Markdown drops blanks at the start of a cell, but not such that do not break.
QString indented(const QString& text, int levels, TableFormat format)
{
    return QString(qsizetype{levels} * blanksALevel, format == TableFormat::Markdown ? QChar::Nbsp : QChar::Space) + text;
}

using Line = std::vector<QString>;

/// A table as cells that need no more than to be put together.
struct Cells {
    Line header;
    std::vector<Line> rows;
    std::vector<bool> isFigure; ///< column -> whether it holds figures, by its first row
    QString leftOut;            ///< empty: nothing
};

Cells cellsOf(const TableRows& table, TableFormat format)
{
    Cells cells;
    int shallowest = std::numeric_limits<int>::max();
    for (const QModelIndex& row : table.rows)
        shallowest = std::min(shallowest, levelOf(row));
    for (const int column : table.columns) {
        const QString title = format == TableFormat::Tsv ? exactHeader(*table.model, column)
                                                         : table.model->headerData(column, Qt::Horizontal).toString();
        cells.header.push_back(forFormat(title, format));
        cells.isFigure.push_back(!table.rows.isEmpty() && isFigureCell(table.rows.front().siblingAtColumn(column)));
    }
    cells.rows.reserve(static_cast<std::size_t>(table.rows.size()));
    for (const QModelIndex& row : table.rows) {
        Line& line = cells.rows.emplace_back();
        for (const int column : table.columns) {
            const QString text = cellText(row.siblingAtColumn(column), format);
            line.push_back(column == 0 ? indented(text, levelOf(row) - shallowest, format) : text);
        }
    }
    if (table.leftOut > 0)
        cells.leftOut = leftOutText(table.leftOut);
    return cells;
}

QString tsv(const Cells& cells)
{
    const auto lineOf = [](const Line& line) { return QStringList(line.begin(), line.end()).join(u'\t') + u'\n'; };
    QString text = lineOf(cells.header);
    for (const Line& line : cells.rows)
        text += lineOf(line);
    return cells.leftOut.isEmpty() ? text : text + cells.leftOut + u'\n';
}

QString markdown(const Cells& cells)
{
    const auto lineOf = [](const Line& line) {
        return u"| "_s + QStringList(line.begin(), line.end()).join(u" | "_s) + u" |\n"_s;
    };
    QString text = lineOf(cells.header);
    for (const bool isFigure : cells.isFigure)
        text += isFigure ? u"| ---: "_s : u"| --- "_s;
    text += u"|\n"_s;
    for (const Line& line : cells.rows)
        text += lineOf(line);
    if (!cells.leftOut.isEmpty()) {
        Line last(cells.header.size());
        last.front() = cells.leftOut;
        text += lineOf(last);
    }
    return text;
}

QString aligned(const Cells& cells)
{
    std::vector<int> widths;
    for (const QString& title : cells.header)
        widths.push_back(widthOf(title));
    for (const Line& line : cells.rows) {
        for (std::size_t column = 0; column < widths.size(); ++column)
            widths[column] = std::max(widths[column], widthOf(line[column]));
    }
    QString text;
    const auto append = [&](const Line& line) {
        QString row;
        for (std::size_t column = 0; column < widths.size(); ++column) {
            const QString gap(widths[column] - widthOf(line[column]), u' ');
            row += (column > 0 ? u"  "_s : QString()) + (cells.isFigure[column] ? gap + line[column] : line[column] + gap);
        }
        while (row.endsWith(u' '))
            row.chop(1);
        text += row + u'\n';
    };
    append(cells.header);
    for (const Line& line : cells.rows)
        append(line);
    return cells.leftOut.isEmpty() ? text : text + cells.leftOut + u'\n';
}

} // namespace

QString tableText(const TableRows& table, TableFormat format)
{
    const Cells cells = cellsOf(table, format);
    if (cells.header.empty())
        return {};
    switch (format) {
    case TableFormat::Text: return aligned(cells);
    case TableFormat::Tsv: return tsv(cells);
    case TableFormat::Markdown: return markdown(cells);
    }
    return {};
}

QString cellText(const QModelIndex& cell, TableFormat format)
{
    return forFormat(format == TableFormat::Tsv ? exactCell(cell) : shownCell(cell), format);
}

} // namespace heapline
