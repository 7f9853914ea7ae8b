// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/widgets/loaded_document.h"
#include "ui/stacks/flame_text.h"

#include <QAction>

namespace heapline::test {

using namespace Qt::Literals::StringLiterals;

/// Waits until the figures follow the filter, and views follow the figures.
inline bool settle(Document& document)
{
    const bool isThere = QTest::qWaitFor([&] {
        const auto figures = document.figures().figures();
        const Filter& filter = document.filter().current();
        return figures && !document.figures().isStale() && figures->range == filter.range
               && figures->shown->filter == filter.stacks;
    });
    QTest::qWait(1);
    return isThere;
}

inline QString functionOf(const FlameSource& source, FlameBoxId box)
{
    return box == noFlameBox ? u"none"_s : flameLabel(source, box);
}

/// The names from the root's child to a box.
inline QString pathText(const FlameSource& source, FlameBoxId box)
{
    QStringList names;
    for (; box != noFlameBox && box != FlameSource::root(); box = source.box(box).parent)
        names.prepend(flameLabel(source, box));
    return names.join(u'/');
}

/// The heaviest box of a function, however deep.
inline FlameBoxId heaviestOf(FlameSource& source, const QString& function)
{
    FlameBoxId heaviest = noFlameBox;
    std::vector<FlameBoxId> boxes{FlameSource::root()};
    for (std::size_t next = 0; next < boxes.size(); ++next) {
        source.open(boxes[next], 1);
        const auto children = source.opened(boxes[next]);
        boxes.insert(boxes.end(), children.begin(), children.end());
        if (flameLabel(source, boxes[next]) == function
            && (heaviest == noFlameBox || source.box(boxes[next]).weight > source.box(heaviest).weight))
            heaviest = boxes[next];
    }
    return heaviest;
}

inline QAction* actionOf(const QWidget& widget, const QString& text)
{
    for (QAction* action : widget.actions()) {
        if (action->text().remove(u'&') == text)
            return action;
    }
    return nullptr;
}

inline void pressOn(QWidget& window, QWidget& widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    widget.setFocus();
    QTest::keyClick(&widget, key, modifiers);
}

} // namespace heapline::test
