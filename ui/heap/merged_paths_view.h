// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"
#include "ui/document/newest_job.h"

#include <QWidget>

#include <memory>
#include <stop_token>

class QLabel;

namespace heapline {

class EmptyState;
class MergedPathsModel;
class ObjectActions;
class RetainerState;
class TreeView;
struct MergedSelection;

/// What keeps the objects of the selected class or function alive, taken together. Follows selection, range and filters while it is shown.
/// @pre the profile has a Heap
class MergedPathsView : public QWidget {
    Q_OBJECT

public:
    explicit MergedPathsView(Document& document, QWidget* parent = nullptr);
    ~MergedPathsView() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeActions();
    void followLater();
    void follow();
    void receive(const std::shared_ptr<const MergedSelection>& merged);
    void showEmpty(const MergedSelection& merged);
    void showNothing(const QString& title, const QString& advice);
    void openTowardsRoot(const QModelIndex& index);
    void goToObject();
    void updateActions();

    Document& m_document;
    RetainerState& m_state;
    QLabel* m_title;
    TreeView* m_tree;
    EmptyState* m_empty;
    MergedPathsModel* m_model;
    QAction* m_goToObject = nullptr;
    ObjectActions* m_objects = nullptr;
    NewestJob m_job;
    std::stop_source m_stop; ///< of the job that was started last
    std::shared_ptr<const MergedSelection> m_shown;
    bool m_isStale = true;
};

} // namespace heapline
