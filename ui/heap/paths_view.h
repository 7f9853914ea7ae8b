// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/root_paths.h"
#include "ui/document/document.h"
#include "ui/document/newest_job.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QSplitter;

namespace heapline {

class EmptyState;
class PathPicture;
class PathsModel;
class RetainerState;
class TreeView;

/// How the selected object is reached from the roots: the shortest way, further ones on demand, as a list and as a picture. Follows the
/// selection while it is shown; choosing a row does not change the selection, "Go to This Object" and a click into the picture do.
/// @pre the profile has a Heap
class PathsView : public QWidget {
    Q_OBJECT

public:
    explicit PathsView(Document& document, QWidget* parent = nullptr);
    ~PathsView() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Search;
    void makeActions();
    void follow();
    void restart();
    void start(NodeOrdinal object);
    void findNext();
    void onFound(const std::optional<RootPath>& path, RootPaths::State state);
    void showPicture();
    void showNoPath();
    void showNothing(const QString& title, const QString& advice, QAction* action = nullptr);
    void showStatus(const QString& text);
    void stop();

    Document& m_document;
    RetainerState& m_state;
    QLabel* m_title;
    QLabel* m_status; ///< how the search for further ways stands
    TreeView* m_tree;
    EmptyState* m_empty;
    QSplitter* m_parts;
    PathPicture* m_picture;
    PathsModel* m_model;
    QAction* m_next = nullptr;
    QAction* m_showPicture = nullptr;
    QAction* m_showLargest = nullptr;
    NewestJob m_job;
    std::shared_ptr<Search> m_search; ///< used by one job after the other
    bool m_isStale = true;            ///< whether another object is shown than the one selected
    bool m_isShared = false;          ///< whether the width has been shared out between list and picture
};

} // namespace heapline
