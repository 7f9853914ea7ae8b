// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace heapline {

class RetainerState;

/// The line "2 retainers ignored", with a button that restores them. Hidden while there are none.
class IgnoredBar : public QWidget {
    Q_OBJECT

public:
    explicit IgnoredBar(RetainerState& state, QWidget* parent = nullptr);

private:
    void follow();

    RetainerState& m_state;
    QLabel* m_label;
};

} // namespace heapline
