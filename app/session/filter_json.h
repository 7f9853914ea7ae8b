// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/filter_state.h"

#include <QJsonObject>

#include <optional>

namespace heapline {

struct Profile;

QJsonObject rangeToJson(const AxisRange& range);
/// @return none when it is no range
std::optional<AxisRange> rangeFromJson(const QJsonObject& json);

/// A filter as JSON. A fixed set of objects is left out: it is as large as the heap.
QJsonObject filterToJson(const Filter& filter);

/// Reads what filterToJson() wrote. @return none when something in it is of the wrong type or no value of its kind
std::optional<Filter> filterFromJson(const QJsonObject& json);

/// What of a filter means something in a profile: a range within its axis; stacks and objects only when all functions, calls and
/// contexts that they name are there. @param isSameFile whether the file is the one that the filter was made for
Filter filterFor(const Profile& profile, const Filter& filter, bool isSameFile);

} // namespace heapline
