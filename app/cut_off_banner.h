// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;

namespace heapline {

struct Profile;

/// What is missing of a file that ends too early, and what is not shown for that; empty when the file is whole.
QString cutOffText(const Profile& profile);

/// Says cutOffText() above all views, for as long as the file is open.
class CutOffBanner : public QFrame {
    Q_OBJECT

public:
    explicit CutOffBanner(const Profile& profile, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The user wants to read the notes on the figures.
    void notesRequested();
};

} // namespace heapline
