// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"
#include "ui/widgets/search_target.h"

#include <QWidget>

class QLabel;

namespace heapline {

class FlameView;
struct FrameGroups;
class StackTreeView;

/// All functions as a flat list; beside it, of the selected one, a flame of its callers above one of its callees.
class FunctionsView : public QWidget, public SearchTarget {
    Q_OBJECT

public:
    explicit FunctionsView(Document& document, QWidget* parent = nullptr);

    QString matchText() const override;
    bool showMatch(int step) override;

Q_SIGNALS:
    /// See StackActions.
    void objectsRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    FlameView* makeFlame(const QString& accessibleName);
    void follow();
    void showFunction(const RangeFigures& figures, FrameId frame);

    Document& m_document;
    StackTreeView* m_list;
    QLabel* m_title;
    FlameView* m_callers;
    FlameView* m_callees;
    std::shared_ptr<const FrameGroups> m_packages; ///< of the profile's functions
    std::shared_ptr<const RangeFigures> m_figures; ///< that are shown
};

} // namespace heapline
