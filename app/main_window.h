// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/open_documents.h"
#include "app/recent_files.h"

#include <QHash>
#include <QMainWindow>
#include <QStringList>

#include <memory>
#include <vector>

class QSplitter;
class QStackedWidget;

namespace heapline {

class Actions;
class Document;
class DocumentPage;
class DocumentView;
class FilterBox;
class LeftSession;
class ProfileCache;
class ProfileList;
class SessionOffer;
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

    /// Opens a file, or finds it open, and stays where the window is.
    Document* openBeside(const QString& path);
    /// The same for the sample. @return null when it cannot be opened, which is said
    Document* openSampleBeside();

    OpenDocuments& profiles() { return m_documents; }
    const OpenDocuments& profiles() const { return m_documents; }

    /// Offers to open again what was open when the program ended unexpectedly. @param left the newest first; may be empty
    /// @return the bar that does it; null when there is nothing to offer
    SessionOffer* offer(std::vector<std::unique_ptr<LeftSession>> left);

    Document* currentDocument() const;
    /// null while the profile that is shown is not opened
    DocumentView* currentView() const;
    /// null while the file is not opened
    DocumentView* viewOf(Document& document) const;

Q_SIGNALS:
    /// What is open, or how it is shown, may be another now.
    void sessionChanged();

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
    void remember(const QStringList& paths);
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
