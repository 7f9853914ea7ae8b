// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include <cstdio>
#include <exception>
#include <new>
#include <system_error>

int main(int argc, char** argv)
{
    try {
        int exitStatus = heapline::Done;
        const auto options = heapline::parseCommandLine(argc, argv, exitStatus);
        return options ? heapline::runCommand(*options) : exitStatus;
    } catch (const std::bad_alloc&) { // while the figures are written
        std::fputs("heapline-cli: There is not enough memory for this\n", stderr);
        return heapline::Failed;
    } catch (const std::system_error& error) {
        const bool isThread = error.code() == std::errc::resource_unavailable_try_again;
        std::fprintf(stderr, "heapline-cli: %s%s\n", isThread ? "There is not enough memory for a thread: " : "",
                     error.what());
        return heapline::Failed;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "heapline-cli: %s\n", error.what());
        return heapline::Failed;
    }
}
