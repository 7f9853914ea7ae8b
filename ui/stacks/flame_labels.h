// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QGlyphRun>
#include <QList>
#include <QString>

#include <cstdint>
#include <unordered_map>

class QPainter;

namespace heapline {

/// Draws the labels of boxes, cut to their width. Letters are placed once for each label; after that a label costs no more than its
/// glyphs, however often its width changes.
class FlameLabels {
public:
    FlameLabels() = default;
    explicit FlameLabels(const QFont& font);

    bool has(std::uint32_t key) const { return m_labels.contains(key); }
    void add(std::uint32_t key, const QString& text);
    /// Draws a label with the painter's pen. @param x, top  of the text @param room pixels; what is longer ends in "…"
    /// @pre has(key)
    void draw(QPainter& painter, std::uint32_t key, double x, double top, double room) const;
    /// The text as far as it has room.
    QString shortened(std::uint32_t key, double room) const;

private:
    struct Label {
        QString text;
        QList<quint32> glyphs;
        QList<QPointF> places;
        QRawFont font;
        double width = 0;
        bool isSimple = false; ///< from left to right in one font, so that it can be cut between any two glyphs
    };

    Label placed(const QString& text) const;
    /// Number of glyphs before the "…".
    qsizetype fitting(const Label& label, double room) const;
    void drawGlyphs(QPainter& painter, const Label& label, qsizetype count, double x, double top) const;

    QFont m_font;
    Label m_ellipsis;
    std::unordered_map<std::uint32_t, Label> m_labels;
};

} // namespace heapline
