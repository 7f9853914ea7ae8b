// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>

namespace heapline {

/// A stretch of a cell's display text in a style of its own.
struct TextSpan {
    enum class Style {
        Weak,   ///< less important, such as an object's id
        Italic, ///< V8's own names
        Match   ///< what the text filter found
    };

    qsizetype start = 0;
    qsizetype length = 0;
    Style style = Style::Weak;

    bool operator==(const TextSpan&) const = default;
};

} // namespace heapline

Q_DECLARE_METATYPE(heapline::TextSpan)
