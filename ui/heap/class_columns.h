// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace heapline {

class SummaryModel;
class TreeView;

/// Shows classes and their objects in a table: delegates, widths of the columns, and the action that closes all rows.
void showClasses(TreeView& table, SummaryModel& model);

} // namespace heapline
