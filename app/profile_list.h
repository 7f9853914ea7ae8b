// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace heapline {

class Document;
class OpenDocuments;

/// The open profiles at the left. Its current row is the profile that is shown.
class ProfileList : public QListWidget {
    Q_OBJECT

public:
    explicit ProfileList(OpenDocuments& documents, QWidget* parent = nullptr);

    /// null when none is open
    Document* currentDocument() const;
    void setCurrentDocument(Document* document);

    QSize sizeHint() const override;

Q_SIGNALS:
    void currentDocumentChanged(heapline::Document* document);

private:
    void add(Document* document);
    void remove(Document* document);
    QListWidgetItem* itemOf(const Document* document) const;
    void showSelection();

    OpenDocuments& m_documents;
};

} // namespace heapline
