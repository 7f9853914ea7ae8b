// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include <cstdio>
#include <exception>

int main(int argc, char** argv)
{
    try {
        int exitStatus = heapline::Done;
        const auto options = heapline::parseCommandLine(argc, argv, exitStatus);
        return options ? heapline::runCommand(*options) : exitStatus;
    } catch (const std::exception& error) { // such as too little memory while the figures are written
        std::fprintf(stderr, "heapline-cli: %s\n", error.what());
        return heapline::Failed;
    }
}
