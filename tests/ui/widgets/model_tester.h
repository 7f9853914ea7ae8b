// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModelTester>

namespace heapline::test {

/// QAbstractItemModelTester that opens no levels by itself: tests say which ones, and with a reset it would do so too early.
class ModelTester : public QAbstractItemModelTester {
public:
    explicit ModelTester(QAbstractItemModel* model) : QAbstractItemModelTester(model) { setUseFetchMore(false); }
};

} // namespace heapline::test
