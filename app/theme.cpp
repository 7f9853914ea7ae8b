// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Colors {
    QRgb window, base, alternate, button, text, weak, disabled, highlight, highlightedText, link, toolTip;
};

constexpr Colors light = {0xfff3f4f6, 0xffffffff, 0xfff6f8fa, 0xffe9ebee, 0xff1c2024, 0xff5b646e,
                          0xff9aa2ab, 0xff2563b0, 0xffffffff, 0xff1a56a8, 0xfffffff0};
constexpr Colors dark = {0xff23262b, 0xff1a1d21, 0xff202328, 0xff2f333a, 0xffe6e8eb, 0xff9aa4af,
                         0xff6b737c, 0xff2f6fb8, 0xffffffff, 0xff7ab4f5, 0xff33383f};

QPalette paletteOf(const Colors& colors)
{
    QPalette palette(QColor::fromRgba(colors.button), QColor::fromRgba(colors.window));
    const auto set = [&palette](QPalette::ColorRole role, QRgb color) { palette.setColor(role, QColor::fromRgba(color)); };
    set(QPalette::Window, colors.window);
    set(QPalette::Base, colors.base);
    set(QPalette::AlternateBase, colors.alternate);
    set(QPalette::Button, colors.button);
    set(QPalette::ToolTipBase, colors.toolTip);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        set(role, colors.text);
    set(QPalette::PlaceholderText, colors.weak);
    set(QPalette::Highlight, colors.highlight);
    set(QPalette::HighlightedText, colors.highlightedText);
    set(QPalette::Link, colors.link);
    set(QPalette::LinkVisited, colors.link);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgba(colors.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgba(colors.button));
    return palette;
}

} // namespace

void applyTheme(Theme theme)
{
    if (theme == Theme::Desktop)
        return;
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(paletteOf(theme == Theme::Dark ? dark : light));
}

} // namespace heapline
