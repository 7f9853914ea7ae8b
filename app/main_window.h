// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/open_documents.h"
#include "app/recent_files.h"

#include <QHash>
#include <QMainWindow>
#include <QStringList>

#include <memory>

class QSplitter;
class QStackedWidget;

namespace heapline {

class Actions;
class Document;
class DocumentPage;
class DocumentView;
class FilterBox;
class ProfileCache;
class ProfileList;
class Settings;
class StatusLine;
class WelcomePage;

/// The program's window: the list of open profiles at the left, the page of the chosen one beside it.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Settings& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens files, or switches to those that are open; the last one is shown.
    void openFiles(const QStringList& paths);
    void openSample();
    /// Opens a file, without showing it, and compares the profile that is shown with it.
    void compareWith(const QString& path);

    Document* currentDocument() const;
    /// null while the profile that is shown is not opened
    DocumentView* currentView() const;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeContent();
    void makeToolBar();
    void connectActions();
    void connectDocuments();
    void connectCache();
    void chooseFiles();
    void chooseBaseOf(Document& document);
    Document* openBeside(const QString& path);
    void compare(Document& document, const QString& basePath);
    void showDocument(Document* document);
    void refresh();
    void step(int direction);
    void openHelp(const QString& title, const QString& html);
    void restoreLayout();

    Settings& m_settings;
    RecentFiles m_recentFiles;
    OpenDocuments m_documents;
    std::shared_ptr<const ProfileCache> m_cache; ///< null where nothing outlives the program
    Actions* m_actions;
    QSplitter* m_splitter;
    bool m_userSized = false; ///< whether the user has moved the splitter, now or earlier
    ProfileList* m_list;
    QStackedWidget* m_pages;
    WelcomePage* m_welcome;
    FilterBox* m_filterBox;
    StatusLine* m_status;
    QHash<Document*, DocumentPage*> m_pageOf;
    std::unique_ptr<QObject> m_following; ///< context of the connections with the document that is shown
};

} // namespace heapline
