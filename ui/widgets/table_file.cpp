// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_file.h"

#include "core/report/csv_writer.h"
#include "core/report/json_writer.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

#include <sstream>
#include <string>

namespace heapline {

namespace {

struct TableFile {
    Q_DECLARE_TR_FUNCTIONS(heapline::TableFile)
};

QByteArray csvFile(const TableRows& table)
{
    std::string text = "level";
    for (const int column : table.columns) {
        text += ',';
        appendCsvText(text, exactHeader(*table.model, column).toStdString());
    }
    text += "\r\n";
    for (const QModelIndex& row : table.rows) {
        text += std::to_string(levelOf(row));
        for (const int column : table.columns) {
            const QModelIndex cell = row.siblingAtColumn(column);
            text += ',';
            if (const std::optional<qulonglong> number = numberOf(cell))
                text += std::to_string(*number);
            else if (!isFigureCell(cell))
                appendCsvText(text, exactCell(cell).toStdString());
        }
        text += "\r\n";
    }
    if (table.leftOut > 0 && !table.columns.isEmpty()) {
        text += ',';
        appendCsvText(text, leftOutText(table.leftOut).toStdString());
        text += std::string(static_cast<std::size_t>(table.columns.size()) - 1, ',') + "\r\n";
    }
    return QByteArray::fromStdString(text);
}

QByteArray jsonFile(const TableRows& table)
{
    std::vector<std::string> keys;
    for (const int column : table.columns)
        keys.push_back(exactHeader(*table.model, column).toStdString());
    std::ostringstream text;
    JsonWriter json(text);
    json.beginArray();
    for (const QModelIndex& row : table.rows) {
        json.beginObject();
        json.member("level", levelOf(row));
        for (std::size_t place = 0; place < keys.size(); ++place) {
            const QModelIndex cell = row.siblingAtColumn(table.columns[static_cast<qsizetype>(place)]);
            json.key(keys[place]);
            if (const std::optional<qulonglong> number = numberOf(cell))
                json.value(*number);
            else if (isFigureCell(cell))
                json.null();
            else
                json.value(exactCell(cell).toStdString());
        }
        json.endObject();
    }
    if (table.leftOut > 0) {
        json.beginObject();
        json.member("rowsLeftOut", table.leftOut);
        json.endObject();
    }
    json.endArray();
    json.finish();
    return QByteArray::fromStdString(text.str());
}

} // namespace

QByteArray tableFile(const TableRows& table, TableFileFormat format)
{
    switch (format) {
    case TableFileFormat::Csv: return csvFile(table);
    case TableFileFormat::Json: return jsonFile(table);
    }
    return {};
}

QString saveFile(const QString& path, const QByteArray& content)
{
    // What replaces a device or a pipe would be a file in its place.
    if (const QFileInfo info(path); info.exists() && !info.isFile() && !info.isDir())
        return TableFile::tr("It is not a regular file");
    QSaveFile file(path);
    // Before there is anything to read: heaps hold secrets.
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return file.errorString();
    // A disk that fills up takes a part first and says why with the next one only. QSaveFile minds neither: it would put the part in the
    // place of the old file.
    for (qsizetype at = 0; at < content.size();) {
        const qint64 written = file.write(content.constData() + at, content.size() - at);
        if (written <= 0)
            return file.errorString();
        at += static_cast<qsizetype>(written);
    }
    return file.commit() ? QString() : file.errorString();
}

} // namespace heapline
