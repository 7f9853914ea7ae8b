// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>
#include <QWidget>

namespace heapline {

class TreemapColors;
struct TreemapScene;

/// What the colours of a treemap mean: a swatch and a name for each, in one line.
class TreemapLegend : public QWidget {
    Q_OBJECT

public:
    struct Entry {
        QColor color;
        QString name;

        bool operator==(const Entry&) const = default;
    };

    explicit TreemapLegend(QWidget* parent = nullptr);

    /// Shows what takes most of the area, as much as there is room for.
    void setEntries(const QList<Entry>& entries);
    const QList<Entry>& entries() const { return m_entries; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<Entry> m_entries;
};

/// The kinds that a treemap shows, or its classes or packages, by the area that they take; a class whose name is in brackets is one of the engine.
QList<TreemapLegend::Entry> legendOf(const TreemapScene& scene, TreemapColors& colors);

} // namespace heapline
