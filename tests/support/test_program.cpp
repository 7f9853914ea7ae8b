// SPDX-License-Identifier: GPL-3.0-or-later
// The main program of tests: PROGRAM TEST [Qt Test's options, FUNCTION[:ROW]…] runs one of its tests; without arguments it lists them.
#include "tests/support/test_program.h"

#include <QTest>

#ifdef HEAPLINE_GUI_TESTS
#include <QApplication>
#else
#include <QCoreApplication>
#endif

#include <cstdio>
#include <map>
#include <memory>
#include <utility>

namespace heapline::test {

namespace {

using Makers = std::map<QByteArray, std::function<QObject*()>>;

Makers& makers()
{
    static Makers all;
    return all;
}

} // namespace

Registration::Registration(const QMetaObject& type, std::function<QObject*()> make)
{
    const QByteArray name(type.className());
    makers().emplace(name.left(name.lastIndexOf("::")), std::move(make));
}

} // namespace heapline::test

int main(int argc, char* argv[])
{
    const auto& makers = heapline::test::makers();
    const auto maker = argc < 2 ? makers.end() : makers.find(argv[1]);
    if (maker == makers.end()) {
        for (const auto& [name, make] : makers)
            std::puts(name.constData());
        return argc < 2 ? 0 : 2;
    }
    argv[1] = argv[0];
#ifdef HEAPLINE_GUI_TESTS
    QApplication app(argc, argv);
#else
    QCoreApplication app(argc, argv);
#endif
    QCoreApplication::setAttribute(Qt::AA_Use96Dpi, true);
    const std::unique_ptr<QObject> test(maker->second());
    return QTest::qExec(test.get(), argc - 1, argv + 1);
}
