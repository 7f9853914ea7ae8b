// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/cli_options.h"

namespace heapline {

/// Opens the file and prints what is asked for. @return exit status
int runCommand(const CliOptions& options);

} // namespace heapline
