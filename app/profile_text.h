// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace heapline {

struct Note;
struct Profile;

// What is said about a profile as a whole, in the list of profiles and in the status bar.

/// "Allocation timeline"
QString kindText(const Profile& profile);
/// Size of the file and length of the recording: "1.3 MB · 4.2 s".
QString extentText(const Profile& profile);
/// "40,215 nodes · with stacks", or "1,204 samples · 310 call-tree nodes".
QString contentText(const Profile& profile);
/// The figures of the status bar, one entry each.
QStringList statusTexts(const Profile& profile);
/// Why views are missing, as sentences; empty when none are.
QString missingViewsText(const Profile& profile);
/// "3 notes on figures"; says so when data were lost.
QString notesText(const std::vector<Note>& notes);

bool hasTimeline(const Profile& profile); ///< whether there is something to show on a time axis

} // namespace heapline
