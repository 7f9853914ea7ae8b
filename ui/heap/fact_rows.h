// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/duplicated_strings.h"
#include "core/heap/string_text.h"
#include "core/profile/object_facts.h"

#include <QList>
#include <QString>

namespace heapline {

/// Where a fact leads.
struct FactLink {
    enum class Kind { None, Object, Class, AllocationStack, Retainers };

    Kind kind = Kind::None;
    NodeOrdinal object; ///< for Object
    ClassId classId;    ///< for Class

    static FactLink to(NodeOrdinal object) { return {Kind::Object, object, {}}; }
    static FactLink to(ClassId id) { return {Kind::Class, {}, id}; }
    static FactLink to(Kind kind) { return {kind, {}, {}}; }
};

/// A row of the Object pane: what it is about, and what the file says.
struct FactRow {
    QString title;
    QString value;
    QString toolTip = {};
    FactLink link = {};
    QString exact = {}; ///< what is copied; empty: the value
};

/// The facts of an object in the order in which they are shown. @param text of a string, else null
QList<FactRow> factRows(const Profile& profile, const ObjectFacts& facts, const StringText* text);

/// How many strings have the text of this one; for the row that is added when they have been counted.
FactRow equalStringsRow(const EqualStrings& equal);

/// The facts of a class. @param inRange its row in what is shown, when that is less than the whole; else null
QList<FactRow> factRows(const Profile& profile, const ClassFacts& facts, const ClassRow* inRange);

/// How long a string is and how much of it the file has.
QString lengthText(const StringText& text);

} // namespace heapline
