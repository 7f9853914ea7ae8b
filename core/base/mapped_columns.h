// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace heapline {

/// Puts memory in place of the pages of files that columns were made over (columnOver() in column.h), piece by piece, at the same addresses:
/// the files are not needed afterwards. Others may read the columns meanwhile, and free them, but not write to them. Where there is not
/// enough memory, the rest stays as it is.
void takeMappedColumnsIntoMemory();

} // namespace heapline
