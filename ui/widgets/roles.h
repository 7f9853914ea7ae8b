// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace heapline {

/// What item models tell their views beside Qt's own roles.
enum Role {
    SortRole = Qt::UserRole + 1, ///< the raw number (quint64 or int) or text of a cell
    TotalRole,                   ///< quint64: the whole that SortRole is a part of; only for cells with a bar
    PercentRole,                 ///< QString: the share as text, "12.3 %"; only for cells with a bar
    TextSpansRole,               ///< QList<TextSpan>: stretches of the display text in another style
    CopyRole                     ///< QString: what goes into a copied table, exact; also for headers
};

} // namespace heapline
