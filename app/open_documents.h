// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/open_profiles.h"

#include <QString>

#include <memory>
#include <utility>

namespace heapline {

class Document;
class ProfileCache;

/// The open profiles, in the order in which they were opened. Owns them.
class OpenDocuments : public OpenProfiles {
    Q_OBJECT

public:
    explicit OpenDocuments(QObject* parent = nullptr);
    ~OpenDocuments() override;

    /// For documents opened from now on; see Document::setCache().
    void setCache(std::shared_ptr<const ProfileCache> cache) { m_cache = std::move(cache); }

    const QList<Document*>& all() const override { return m_documents; }

    /// Starts to load a file; the one that is open already when it is the same file (again, if that failed or was cancelled).
    Document* open(const QString& path);
    /// The same for the sample that is compiled into the program. @return null when no temporary file can be written
    Document* openSample();
    /// Whether a document is the sample.
    bool isSample(const Document& document) const { return &document == m_sample; }
    void close(Document* document);

Q_SIGNALS:
    void added(heapline::Document* document);
    void aboutToClose(heapline::Document* document);

private:
    Document* add(const QString& path, const QString& title);

    QList<Document*> m_documents;
    std::shared_ptr<const ProfileCache> m_cache;
    Document* m_sample = nullptr;
};

} // namespace heapline
