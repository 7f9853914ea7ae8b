// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/theme.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <variant>

namespace heapline {

/// The command line of the window program.
struct Options {
    QStringList files;
    QString base; ///< what the last file, or the sample, is compared with; empty: nothing
    bool sample = false;
    Theme theme = Theme::Desktop;
    // For pictures of the window.
    QString screenshot; ///< file to write; empty: a window is shown
    QSize size{1280, 860};
    QString
        view; ///< heavy, tree, flame, functions, summary, containment, dominators, treemap, statistics, comparison; empty: the one that is shown first
    QString pane;      ///< retainers, stack, objects, notes; empty: the one that is shown
    QString range;     ///< as typed
    QString baseRange; ///< as typed; what the range, or all, is compared with
    QString select;    ///< class or function to select
};

/// Reads the command line. What is wrong with it, and the texts of --help and --version, are written.
/// @return the options, or the exit status to end with
std::variant<Options, int> readOptions(int argc, char** argv);

} // namespace heapline
