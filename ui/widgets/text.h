// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <string_view>

namespace heapline {

/// Text from a file made fit for a row: control characters become pictures, direction marks and other invisible characters U+FFFD,
/// and what is longer than @p maxLength UTF-16 units ends in "…". Cheap also for a very long text.
QString fromFile(std::string_view text, int maxLength = 200);

/// Longest name within a pane's title: what stands behind the name must still be seen.
inline constexpr int titleNameLength = 60;

/// Lines as a tool tip that wraps and takes nothing for markup; empty lines are left out.
QString plainToolTip(const QStringList& lines);

// text_format.h as QString.
QString bytesText(std::uint64_t bytes);
QString exactBytesText(std::uint64_t bytes);
QString countText(std::uint64_t count);
QString percentText(std::uint64_t part, std::uint64_t whole);
QString sampleErrorText(std::uint64_t samples);
QString distanceText(std::int32_t distance);

} // namespace heapline
