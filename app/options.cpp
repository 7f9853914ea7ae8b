// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include "app/view_list.h"

#include "heapline_version.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace heapline {

namespace {

/// Largest side of a picture, in pixels.
constexpr int maxSide = 16384;

/// "1280x860"
std::string readSize(const std::string& text, QSize& size)
{
    const QStringList sides = QString::fromStdString(text).toLower().split(u'x');
    bool isWidth = false;
    bool isHeight = false;
    if (sides.size() == 2)
        size = QSize(sides[0].toInt(&isWidth), sides[1].toInt(&isHeight));
    const bool fits = size.width() > 0 && size.width() <= maxSide && size.height() > 0 && size.height() <= maxSide;
    return isWidth && isHeight && fits ? std::string() : "not a size: " + text + " (write it as 1280x860)";
}

template <typename Entry>
std::vector<std::string> optionNames(const QList<Entry>& entries)
{
    std::vector<std::string> names;
    for (const Entry& entry : entries)
        names.push_back(entry.option.toStdString());
    return names;
}

} // namespace

std::variant<Options, int> readOptions(int argc, char** argv)
{
    std::vector<std::string> files;
    std::string base, screenshot, sizeText = "1280x860", view, pane, range, baseRange, select;
    bool sample = false, dark = false, light = false;
    CLI::App app(
        "Viewer for the heap profiles that V8 writes: allocation timelines, heap snapshots, sampling heap profiles.",
        "heapline");
    app.set_version_flag("--version", "heapline " HEAPLINE_VERSION);
    app.add_option("FILE", files, "Profiles to open, plain or .gz");
    app.add_option("--base", base, "Older profile to compare the last FILE with");
    app.add_flag("--sample", sample, "Open the sample that comes with the program");
    auto* darkFlag = app.add_flag("--dark", dark, "Use dark colours");
    app.add_flag("--light", light, "Use light colours")->excludes(darkFlag);
    auto* picture =
        app.add_option("--screenshot", screenshot, "Draw the window into this PNG file, without a display, and exit");
    const auto forPicture = [picture](CLI::Option* option) { return option->needs(picture); };
    forPicture(app.add_option("--size", sizeText, "Size of the picture, such as 1280x860"));
    forPicture(app.add_option("--view", view, "View to draw"))->check(CLI::IsMember(optionNames(viewList())));
    forPicture(app.add_option("--pane", pane, "Lower pane to draw"))->check(CLI::IsMember(optionNames(paneList())));
    forPicture(app.add_option("--range", range, "Range to select: 2.1s..4.35s, before, or samples 120..900"));
    forPicture(app.add_option("--base-range", baseRange, "Range to compare with, in Comparison"));
    forPicture(
        app.add_option("--select", select, "Class or function to select; a class opens and its first object is selected"));
    QSize size;
    try {
        app.parse(argc, argv);
        if (const std::string fault = readSize(sizeText, size); !fault.empty())
            throw CLI::ValidationError("--size", fault);
        if (!base.empty() && files.empty() && !sample)
            throw CLI::ValidationError("--base", "is compared with a FILE, which is missing");
        if (!screenshot.empty() && files.size() + (sample ? 1 : 0) > 1)
            throw CLI::ValidationError("--screenshot", "draws one file");
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    Options options;
    for (const std::string& file : files)
        options.files += QString::fromStdString(file);
    options.base = QString::fromStdString(base);
    options.sample = sample;
    options.theme = dark ? Theme::Dark : light ? Theme::Light : Theme::Desktop;
    options.screenshot = QString::fromStdString(screenshot);
    options.size = size;
    options.view = QString::fromStdString(view);
    options.pane = QString::fromStdString(pane);
    options.range = QString::fromStdString(range);
    options.baseRange = QString::fromStdString(baseRange);
    options.select = QString::fromStdString(select);
    return options;
}

} // namespace heapline
