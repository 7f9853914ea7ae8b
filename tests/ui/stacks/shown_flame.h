// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/stacks/drawn_stacks.h"
#include "tests/ui/widgets/loaded_document.h"
#include "ui/widgets/breadcrumbs.h"
#include "ui/stacks/flame_view.h"
#include "ui/widgets/empty_state.h"

#include <QToolButton>
#include <QWheelEvent>

namespace heapline::test {

using namespace Qt::Literals::StringLiterals;

inline constexpr const char* server = "main 0 0\n"
                                      "  handle 100 100\n"
                                      "    parse 300 300\n"
                                      "      alloc 100 100\n"
                                      "    read 200 200\n"
                                      "  init 100 100\n"
                                      "    parse 200 200\n";

inline FlameData flameOf(const Profile& profile, FlameData::Kind kind = FlameData::Kind::TopDown,
                         std::optional<std::pair<int, int>> lines = {})
{
    const auto figures = figuresOf(profile, lines);
    FlameData data;
    data.stacks = figures->shown->stacks;
    data.weights = {figures, &figures->weights};
    data.kind = kind;
    return data;
}

/// A flame of 1,000 pixels, one for each byte of the drawing above.
struct ShownFlame {
    explicit ShownFlame(const char* drawing = server, FlameData::Kind kind = FlameData::Kind::TopDown)
        : profile(drawnProfile(drawing))
        , stacks(std::shared_ptr<void>(), &*profile->stacks)
    {
        show(kind);
        view.resize(1000, 400);
        view.show();
        view.activateWindow();
        if (!QTest::qWaitForWindowActive(&view))
            qWarning("the window is not active");
        canvas->setFocus();
        settle();
    }

    void show(FlameData::Kind kind, std::optional<std::pair<int, int>> lines = {})
    {
        FlameData data = flameOf(*profile, kind, lines);
        data.stacks = stacks; // the same tree
        view.setData(data);
    }
    FrameId frame(const QString& name) const
    {
        for (std::size_t row = 0; row < stacks->frames.size(); ++row) {
            if (functionNameText(*stacks, FrameId(row)) == name.toStdString())
                return FrameId(row);
        }
        return {};
    }
    /// The box of "main/handle/parse".
    FlameBoxId box(const QString& path) const
    {
        FlamePath frames;
        for (const QString& name : path.split(u'/', Qt::SkipEmptyParts))
            frames.push_back(frame(name));
        const FlameBoxId found = canvas->source()->nearest(frames);
        return canvas->source()->box(found).depth == frames.size() ? found : noFlameBox;
    }
    QString pathOf(FlameBoxId box) const
    {
        if (box == noFlameBox)
            return u"none"_s;
        QStringList names;
        for (const FrameId frame : canvas->source()->pathTo(box))
            names << QString::fromStdString(std::string(functionNameText(*stacks, frame)));
        return names.isEmpty() ? u"all"_s : names.join(u'/');
    }
    QString selected() const { return pathOf(canvas->selectedBox()); }
    QString zoomed() const { return pathOf(canvas->zoomedBox()); }
    QPoint middleOf(const QString& path) const { return canvas->placeOf(box(path)).center().toPoint(); }
    void click(const QString& path) const
    {
        QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {}, middleOf(path));
        settle();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(canvas, key, modifiers);
        settle();
    }
    void turn(const QPointF& at, int delta, Qt::KeyboardModifiers modifiers) const
    {
        QWheelEvent event(at, canvas->viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas->viewport(), &event);
        settle();
    }
    /// Lets the view follow its canvas.
    void settle() const
    {
        QCoreApplication::processEvents();
        QTest::qWait(1);
    }
    QStringList crumbs() const
    {
        QStringList names;
        for (const QToolButton* button : view.breadcrumbs()->shownButtons())
            names << button->text();
        return names;
    }
    std::vector<std::uint8_t> matching(const QStringList& names) const
    {
        std::vector<std::uint8_t> matches(stacks->frames.size());
        for (const QString& name : names)
            matches[frame(name).value] = 1;
        return matches;
    }

    std::shared_ptr<Profile> profile;
    std::shared_ptr<const Stacks> stacks;
    FlameView view;
    FlameCanvas* canvas = view.canvas();
    EmptyState* empty = view.findChild<EmptyState*>();
};

} // namespace heapline::test
