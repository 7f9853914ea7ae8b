// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTest>

#include <string>

namespace QTest {

/// Makes QCOMPARE print the strings of core.
template <>
inline char* toString(const std::string& text)
{
    return qstrdup(toPrettyCString(text.data(), static_cast<qsizetype>(text.size())));
}

} // namespace QTest
