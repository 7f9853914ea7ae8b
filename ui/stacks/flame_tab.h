// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"
#include "ui/stacks/stack_actions.h"
#include "ui/widgets/search_target.h"
#include "ui/widgets/text_matcher.h"

#include <QWidget>

namespace heapline {

class FlameView;
struct FrameGroups;

/// The flame of a document: what it shows follows range, steps, measure, inversion and text filter.
class FlameTab : public QWidget, public SearchTarget {
    Q_OBJECT

public:
    explicit FlameTab(Document& document, QWidget* parent = nullptr);

    QString matchText() const override;
    bool showMatch(int step) override;

Q_SIGNALS:
    /// See StackActions.
    void objectsRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeActions();
    void follow();
    void showSelection();
    std::optional<StackTarget> target() const;

    Document& m_document;
    FlameView* m_view;
    std::shared_ptr<const FrameGroups> m_packages; ///< of the profile's functions; hues are made of their names
    std::shared_ptr<const RangeFigures> m_figures; ///< that are shown
    TextMatcher m_matcher;
    std::vector<std::uint8_t> m_matching; ///< shown frame -> whether it matches; empty without a text filter
    bool m_isStale = false;
};

} // namespace heapline
