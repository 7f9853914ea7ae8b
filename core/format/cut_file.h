// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace heapline {

class Notes;
struct HeapFile;

/// Makes what was read of a file that is cut off fit together: nodes own the edges that are there, and a trace tree that is not whole
/// is let go, since the totals of its open branches are not known. @throws ErrorException CountMismatch
void settleCutFile(HeapFile& file);

/// Says where the file ends and what is missing for that.
void noteCutFile(const HeapFile& file, Notes& notes);

} // namespace heapline
