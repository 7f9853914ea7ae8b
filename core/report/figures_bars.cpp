// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures_parts.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace heapline {

namespace {

// The chart that DevTools draws above a timeline, on a canvas of this size.
constexpr double canvasWidth = 1000;
constexpr double canvasHeight = 100;
constexpr double headroom = 1.1; ///< the tallest bar leaves a tenth of its height free
constexpr double gridLabelHeight = 14;

double roundLikeJavaScript(double value)
{
    return std::floor(value + 0.5);
}

/// Bytes of each pixel column that any sample but the first falls in, in the order of the samples. The last one is there even if it is empty.
std::vector<std::pair<double, double>> sumColumns(const Timeline& timeline, double totalMs)
{
    const double scale = canvasWidth / totalMs;
    const auto ms = [&timeline](std::size_t i) { return static_cast<double>(timeline.position[i]) / 1000; };
    std::vector<std::pair<double, double>> columns;
    double current = 0;
    double bytes = 0;
    for (std::size_t i = 1; i < timeline.tickCount(); ++i) {
        const double x = std::floor((ms(i) - ms(0)) * scale);
        if (x != current) {
            if (bytes != 0)
                columns.emplace_back(current, bytes);
            bytes = 0;
            current = x;
        }
        bytes += static_cast<double>(timeline.bytes[i]);
    }
    columns.emplace_back(current, bytes);
    return columns;
}

/// The round number of bytes, 1 or 5 times a power of 10 times a power of 1024, that the line across the chart stands for.
double gridBytes(double most)
{
    double value = std::pow(1024, std::floor(std::log(most) / std::log(1024)));
    value *= std::pow(10, std::floor(std::log(most / value) / std::log(10)));
    return value * 5 <= most ? value * 5 : value;
}

} // namespace

void writeBars(JsonWriter& json, const Timeline& timeline, double totalMs)
{
    const auto columns = sumColumns(timeline, totalMs);
    double largest = 0;
    for (const auto& [x, bytes] : columns)
        largest = std::max(largest, bytes);
    const double scale = largest != 0 ? canvasHeight / (largest * headroom) : 0;

    json.key("bars");
    json.beginObject();
    json.member("width", canvasWidth);
    json.member("height", canvasHeight);
    json.key("grid_line_y");
    if (scale != 0)
        json.value(roundLikeJavaScript(canvasHeight - gridBytes((canvasHeight - gridLabelHeight) / scale) * scale - 0.5)
                   + 0.5);
    else
        json.null();
    for (const char* key :
         {"grey", "blue"}) { // allocated, and still alive: a file holds what is alive, DevTools draws it twice
        json.key(key);
        json.beginArray();
        for (const auto& [x, bytes] : columns) {
            json.beginObject();
            json.member("x", x);
            json.member("top", roundLikeJavaScript(canvasHeight - bytes * scale - 1));
            json.endObject();
        }
        json.endArray();
    }
    json.endObject();
}

} // namespace heapline
