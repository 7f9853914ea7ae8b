// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"

#include <QTest>

namespace heapline::test {

/// Opens a file of the test data and waits until its figures are there. @return whether they are
inline bool load(Document& document)
{
    document.load();
    return QTest::qWaitFor(
        [&] { return document.state() == Document::State::Ready && document.figures().wholeFigures() != nullptr; }, 20000);
}

/// Selects a part of the axis, in hundredths of its length, and waits for its figures.
inline bool selectRange(Document& document, int from, int to)
{
    const AxisRange all = document.profile()->timeline->extent();
    document.filter().commitRange(AxisRange{all.begin + all.length() * from / 100, all.begin + all.length() * to / 100});
    return QTest::qWaitFor([&] {
        const auto figures = document.figures().figures();
        return figures && figures->range == document.filter().current().range;
    });
}

inline QString dataFile(const char* name)
{
    return QStringLiteral(HEAPLINE_TEST_DATA "/") + QString::fromLatin1(name);
}

/// Everything but what the off-screen platform says about itself fails.
inline void failOnWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints).*")));
}

} // namespace heapline::test
