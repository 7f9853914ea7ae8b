// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a file in the real window, walks through all that is shown of it and closes it, again and again, and tells what the process holds
// meanwhile.

#include "app/application.h"
#include "app/icons.h"
#include "app/main_window.h"
#include "app/settings.h"
#include "tests/support/live_counts.h"
#include "tests/support/open_and_close.h"

#include <CLI/CLI.hpp>
#include <QElapsedTimer>
#include <QTest>
#include <malloc.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

using namespace heapline;

namespace {

/// Bytes that are allocated and not freed, without what the allocator holds besides.
double allocatedBytes()
{
    const struct mallinfo2 info = ::mallinfo2();
    return static_cast<double>(info.uordblks) + static_cast<double>(info.hblkhd);
}

/// Waits until the allocator is at rest: what was closed is still being freed beside the window.
void settle()
{
    constexpr int stillMs = 300;
    QElapsedTimer clock;
    clock.start();
    double before = allocatedBytes();
    for (int still = 0; still < stillMs && clock.elapsed() < 10'000; still += 20) {
        QTest::qWait(20);
        const double now = allocatedBytes();
        if (std::abs(now - before) > 16384)
            still = 0;
        before = now;
    }
}

void printRow(int cycle)
{
    settle();
    const test::LiveCounts counts = test::takeStock();
    ::malloc_trim(0);
    const test::LiveCounts trimmed = test::takeStock();
    std::printf("%7d %9.2f %10.1f %12.1f %6d %8d %9d %9d\n", cycle, allocatedBytes() / (1 << 20),
                static_cast<double>(counts.residentKb) / 1024, static_cast<double>(trimmed.residentKb) / 1024,
                counts.descriptors, counts.threads, counts.objects, counts.widgets);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App options(
        "Opens and closes files in the real window, and tells what the process holds after some of the cycles.");
    std::vector<std::string> files;
    int cycles = 1000;
    options.add_option("FILE", files, "Profiles, opened in turns")->required();
    options.add_option("--cycles", cycles, "How often each file is opened")->check(CLI::PositiveNumber);
    int patienceMs = 60'000;
    options.add_option("--patience", patienceMs, "Milliseconds after which a view that does not become ready is an end");
    CLI11_PARSE(options, argc, argv);

    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    test::countObjects();
    int qtArgc = 1;
    Application application(qtArgc, argv);
    initResources();
    Settings settings(Settings::Scope::Memory);
    MainWindow window(settings);
    window.resize(1200, 800);
    window.show();
    std::printf(" cycles  malloc MB     RSS MB   trimmed MB  files  threads  QObjects   widgets\n");
    printRow(0);
    const std::vector<int> shown{1, 2, 5, 10, 30, 100, 300, 1000, 3000, 10'000};
    for (int cycle = 1; cycle <= cycles; ++cycle) {
        for (const std::string& file : files) {
            if (!test::openAndClose(window, QString::fromStdString(file), patienceMs)) {
                std::fprintf(stderr, "cycle %d does not come to an end: %s\n", cycle, file.c_str());
                return 1;
            }
        }
        if (cycle == cycles || std::ranges::count(shown, cycle) > 0)
            printRow(cycle);
    }
    return 0;
}
