// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/main_window.h"
#include "app/settings.h"

#include <QString>
#include <QTemporaryDir>

namespace heapline {

class TreeView;

/// A window with settings of its own, and files to open. The sample that comes with the program serves as data.
class WindowFixture {
public:
    WindowFixture();

    /// Shows the window and opens the sample, until its figures are there.
    void openSample();
    /// Writes a file into a folder that is removed in the end. @return its path
    QString write(const QString& name, const QByteArray& content);
    /// The sample as a file of a folder.
    QString sampleFile(const QString& name);

    TreeView* table() const;
    QAction* action(const QString& text) const;
    template <typename T>
    T* child(const char* name) const
    {
        return window.findChild<T*>(QString::fromLatin1(name));
    }

    QTemporaryDir folder;
    Settings settings{Settings::Scope::Memory};
    MainWindow window{settings};
};

/// Any warning fails the test but those that the off-screen platform writes about itself.
void failOnWarning();

/// Whether loading and figures of the profile that is shown are done.
bool isSettled(const MainWindow& window);

} // namespace heapline
