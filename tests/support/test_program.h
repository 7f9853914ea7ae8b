// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>

#include <functional>

namespace heapline::test {

/// Makes a test class known to the program that it is linked into; see HEAPLINE_TEST.
class Registration {
public:
    /// @param type its namespace is the name of the test
    Registration(const QMetaObject& type, std::function<QObject*()> make);
};

} // namespace heapline::test

/// Registers a class of Qt Test. Stands at the end of the namespace of its file: several files are compiled at once.
#define HEAPLINE_TEST(Class) \
    const heapline::test::Registration registration(Class::staticMetaObject, []() -> QObject* { return new Class; });
