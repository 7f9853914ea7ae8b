// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/table_rows.h"

#include <QAbstractTableModel>

#include <optional>
#include <utility>
#include <vector>

namespace heapline::test {

/// A flat table of names and sizes for tests. Columns: name, size; the whole is 100.
class NameTable : public QAbstractTableModel {
public:
    using Row = std::pair<const char*, std::optional<std::uint64_t>>; ///< name, in UTF-8, and size

    explicit NameTable(std::vector<Row> rows) : m_rows(std::move(rows)) {}

    /// All of it.
    TableRows table() const
    {
        TableRows table{this, {0, 1}, {}, 0};
        for (int row = 0; row < rowCount({}); ++row)
            table.rows.append(index(row, 0));
        return table;
    }

    int rowCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    int columnCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : 2; }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const auto& [name, size] = m_rows[static_cast<std::size_t>(index.row())];
        if (index.column() == 1)
            return size ? bytesCell(role, *size, 100) : unknownCell(role);
        return role == Qt::DisplayRole ? QVariant(QString::fromUtf8(name)) : QVariant();
    }
    QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        if (section == 0)
            return role == Qt::DisplayRole ? QVariant(QStringLiteral("Name")) : QVariant();
        if (role == CopyRole)
            return QStringLiteral("Size (bytes)");
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("Size")) : QVariant();
    }

private:
    std::vector<Row> m_rows;
};

} // namespace heapline::test
