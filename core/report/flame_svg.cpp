// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/flame_svg.h"

#include "core/base/text_format.h"
#include "core/base/utf16.h"
#include "core/report/terminal_text.h"
#include "core/stacks/flame_hue.h"
#include "core/stacks/frame_groups.h"
#include "core/stacks/shown_stacks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <ostream>

namespace heapline {

namespace {

constexpr double letterWidth = 0.56; ///< of the font size: what letters of usual sans-serif fonts take on average
constexpr int padding = 4;

/// Text for XML. Control characters are pictures already, what is no character is replaced: see harmlessText(). U+FFFE and U+FFFF, which
/// XML forbids even as references, are replaced, too.
std::string escaped(const std::string& text)
{
    std::string result;
    for (const char c : harmlessText(text)) {
        switch (c) {
        case '&': result += "&amp;"; break;
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '"': result += "&quot;"; break;
        default: result += c;
        }
        if (result.ends_with("\xEF\xBF\xBE") || result.ends_with("\xEF\xBF\xBF"))
            result.back() = '\xBD'; // U+FFFD
    }
    return result;
}

std::string number(double value)
{
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.6g", value);
    return buffer.data();
}

/// A light colour of a hue, all as light to the eye.
std::string lightColor(int hue)
{
    std::array<double, 3> channels{};
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const double angle = std::fmod(hue / 60.0 + 6 - 2.0 * static_cast<double>(i), 6);
        const double pure = std::clamp(2 - std::min(angle, 6 - angle), 0.0, 1.0);
        channels[i] = 0.62 + 0.3 * pure;
    }
    const double lightness = 0.299 * channels[0] + 0.587 * channels[1] + 0.114 * channels[2];
    std::array<char, 8> text{};
    const auto byteOf = [&](double channel) {
        return static_cast<unsigned>(std::lround(255 * std::min(1.0, channel + 0.79 - lightness)));
    };
    std::snprintf(text.data(), text.size(), "#%02x%02x%02x", byteOf(channels[0]), byteOf(channels[1]), byteOf(channels[2]));
    return text.data();
}

std::string valueText(Measure measure, std::uint64_t value)
{
    const bool isBytes = measure == Measure::LiveBytes || measure == Measure::TotalBytes;
    return isBytes ? formatBytes(value) : formatCount(value) + (measure == Measure::SampleCount ? " samples" : " objects");
}

std::string nameOf(const FlameSource& source, FlameBoxId box)
{
    const FrameId frame = source.box(box).frame;
    return frame.isValid() ? functionLabel(*source.data().stacks, frame) : "all";
}

/// Cut to so many letters, between characters.
std::string cut(const std::string& text, double letters)
{
    const auto most = static_cast<std::size_t>(std::max(0.0, letters));
    std::size_t count = 0;
    std::size_t end = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80)
            continue; // within a character
        if (++count > most)
            return end == 0 ? std::string() : text.substr(0, end) + "…";
        if (count == most)
            end = i;
    }
    return text;
}

/// Box after box, as they are written.
class SvgWriter {
public:
    SvgWriter(FlameSource& source, const FlameSvgStyle& style, std::ostream& out)
        : m_source(source)
        , m_style(style)
        , m_out(out)
    {
    }

    void write(const FlameLayout& layout, std::uint32_t rows)
    {
        const int height = std::max(1, static_cast<int>(rows)) * m_style.rowHeight;
        m_out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
              << m_style.width << "\" height=\"" << height << "\" viewBox=\"0 0 " << m_style.width << ' ' << height
              << "\" font-family=\"" << escaped(m_style.fontFamily) << "\" font-size=\"" << number(m_style.fontSize)
              << "\">\n<rect width=\"100%\" height=\"100%\" fill=\"" << m_style.ground << "\"/>\n";
        for (const PlacedBox& box : layout.boxes) {
            const int row = static_cast<int>(box.row);
            m_top = m_style.rootAtBottom ? height - (row + 1) * m_style.rowHeight : row * m_style.rowHeight;
            if (box.smaller)
                writeBox(box, m_style.smallerTitle(box), m_style.smallerFill, false, m_style.smallerText,
                         cut(formatCount(box.smaller) + " smaller",
                             (box.width() - 2 * padding) / (letterWidth * m_style.fontSize)));
            else
                writeBox(box, m_style.title(box.box), m_style.fill(box.box),
                         m_style.isOutlined && m_style.isOutlined(box.box), m_style.text(box.box),
                         m_style.label(box.box, box.width() - 2 * padding));
        }
        m_out << "</svg>\n";
    }

private:
    void writeBox(const PlacedBox& box, const std::string& title, const std::string& fill, bool isOutlined,
                  const std::string& color, const std::string& label)
    {
        const double inset = isOutlined ? 0.5 : 0;
        const int height = m_style.rowHeight - 1;
        const int width = box.width() > 3 ? box.width() - 1 : box.width(); // neighbours stay apart
        m_out << "<g><title>" << escaped(title) << "</title><rect x=\"" << number(box.left + inset) << "\" y=\""
              << number(m_top + inset) << "\" width=\"" << number(std::max(0.5, width - 2 * inset)) << "\" height=\""
              << number(height - 2 * inset) << "\" fill=\"" << fill << '"';
        if (isOutlined)
            m_out << " stroke=\"" << m_style.outline << '"';
        m_out << "/>";
        if (!label.empty())
            m_out << "<text x=\"" << box.left + padding << "\" y=\""
                  << number(m_top + height / 2.0 + m_style.fontSize * 0.36) << "\" fill=\"" << color << "\">"
                  << escaped(label) << "</text>";
        m_out << "</g>\n";
    }

    FlameSource& m_source;
    const FlameSvgStyle& m_style;
    std::ostream& m_out;
    int m_top = 0;
};

} // namespace

FlameSvgStyle plainFlameStyle(FlameSource& source, const ShownStacks& shown)
{
    FlameSvgStyle style;
    const auto packages = std::make_shared<const FrameGroups>(groupFrames(*shown.source, Grouping::Package));
    style.fill = [&source, &shown, packages](FlameBoxId box) {
        const FrameId frame = source.box(box).frame;
        if (!frame.isValid())
            return std::string("#dddddd");
        return lightColor(flameHue(packages->label[packages->groupOf[shown.sourceFrame(frame).value]]));
    };
    style.text = [](FlameBoxId) { return std::string("#000000"); };
    style.label = [&source, size = style.fontSize](FlameBoxId box, double room) {
        return cut(nameOf(source, box), room / (letterWidth * size));
    };
    style.title = [&source](FlameBoxId box) {
        const FlameData& data = source.data();
        const std::uint64_t weight = source.box(box).weight;
        return nameOf(source, box) + " · " + valueText(data.measure, weight) + " · " + formatPercent(weight, data.whole());
    };
    style.smallerTitle = [](const PlacedBox& box) { return formatCount(box.smaller) + " smaller ones"; };
    return style;
}

void writeFlameOf(const Profile& profile, const StacksOptions& options, std::ostream& out)
{
    // The profile outlives what is made here.
    const auto shown = showStacks(std::shared_ptr<const Stacks>(std::shared_ptr<void>(), &*profile.stacks), options.filter);
    const auto weights = std::make_shared<StackWeights>();
    std::vector<MeasureColumn> buffer;
    computeWeights(*shown, idRangeOf(profile, options.range), buffer, *weights);
    const auto kind = options.view == StacksView::BottomUp ? FlameData::Kind::BottomUp : FlameData::Kind::TopDown;
    const auto source = makeFlameSource({shown->stacks, weights, options.measure, kind, {}});
    FlameSvgStyle style = plainFlameStyle(*source, *shown);
    writeFlameSvg(*source, {0, static_cast<double>(source->box(FlameSource::root()).weight)}, style, out);
}

void writeFlameSvg(FlameSource& source, const FlameStretch& stretch, const FlameSvgStyle& style, std::ostream& out)
{
    FlameWindow window;
    window.stretch = stretch;
    window.width = style.width;
    window.endRow = source.depthLimit() + 1;
    FlameLayout layout;
    layoutFlame(source, window, layout);
    SvgWriter(source, style, out).write(layout, std::min(layout.rowCount, window.endRow));
}

} // namespace heapline
