// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace heapline {

/// A page of text beside the main window; does not keep it from being used. Goes when it is closed.
class HelpWindow : public QDialog {
    Q_OBJECT

public:
    /// @param html our own text, with what comes from elsewhere escaped
    HelpWindow(const QString& title, const QString& html, QWidget* parent);
};

} // namespace heapline
