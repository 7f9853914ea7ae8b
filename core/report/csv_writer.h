// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace heapline {

/// Appends one cell of a CSV line by RFC 4180: cells with commas, quotes or line breaks stand in quotes.
/// A text that a spreadsheet would run as a formula (it starts with = + - @) gets an apostrophe in front, and control
/// characters are made visible: names come from files that strangers can write. JSON output keeps names as they are.
void appendCsvText(std::string& line, std::string_view text);

} // namespace heapline
