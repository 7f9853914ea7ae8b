// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>

namespace heapline {

class Document;

/// The open profiles, in the order in which they were opened. Owns them.
class OpenDocuments : public QObject {
    Q_OBJECT

public:
    explicit OpenDocuments(QObject* parent = nullptr);
    ~OpenDocuments() override;

    const QList<Document*>& all() const { return m_documents; }

    /// Starts to load a file; the one that is open already when it is the same file (again, if that failed or was cancelled).
    Document* open(const QString& path);
    /// The same for the sample that is compiled into the program. @return null when no temporary file can be written
    Document* openSample();
    void close(Document* document);

Q_SIGNALS:
    void added(heapline::Document* document);
    void aboutToClose(heapline::Document* document);

private:
    Document* add(const QString& path, const QString& title);

    QList<Document*> m_documents;
    Document* m_sample = nullptr;
};

} // namespace heapline
