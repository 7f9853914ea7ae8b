// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/open_documents.h"

#include "ui/document/document.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <memory>
#include <utility>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

/// One name for each file, however it is written.
QString canonical(const QString& path)
{
    const QFileInfo info(path);
    const QString name = info.canonicalFilePath();
    return name.isEmpty() ? info.absoluteFilePath() : name;
}

void loadAgainIfNotThere(Document& document)
{
    if (document.state() == Document::State::Failed || document.state() == Document::State::Cancelled)
        document.load();
}

/// A copy of the sample in a file that only the user may read.
std::unique_ptr<QTemporaryFile> writeSample()
{
    QFile sample(u":/heapline/sample/leaky-http.heaptimeline.gz"_s);
    if (!sample.open(QIODevice::ReadOnly))
        return nullptr;
    const QByteArray content = sample.readAll();
    // The runtime folder is the user's own and in memory, where there is one.
    for (const QString& folder :
         {qEnvironmentVariable("XDG_RUNTIME_DIR"), QStandardPaths::writableLocation(QStandardPaths::TempLocation)}) {
        auto copy = std::make_unique<QTemporaryFile>(folder + u"/heapline-XXXXXX.heaptimeline.gz"_s); // made with mode 0600
        if (!folder.isEmpty() && copy->open() && copy->write(content) == content.size() && copy->flush())
            return copy;
    }
    return nullptr;
}

} // namespace

OpenDocuments::OpenDocuments(QObject* parent) : OpenProfiles(parent) {}

OpenDocuments::~OpenDocuments()
{
    qDeleteAll(m_documents);
}

Document* OpenDocuments::open(const QString& path)
{
    const QString name = canonical(path);
    for (Document* document : std::as_const(m_documents)) {
        if (document != m_sample && canonical(document->path()) == name) {
            loadAgainIfNotThere(*document);
            return document;
        }
    }
    return add(QFileInfo(path).absoluteFilePath(), {});
}

Document* OpenDocuments::openSample()
{
    if (m_sample && m_sample->state() != Document::State::Loading && m_sample->state() != Document::State::Ready)
        close(m_sample);
    if (m_sample)
        return m_sample;
    std::unique_ptr<QTemporaryFile> file = writeSample();
    if (!file)
        return nullptr;
    m_sample = add(file->fileName(), tr("Sample: a leaky HTTP server"));
    // The copy is needed while it is read, no longer.
    QTemporaryFile* copy = file.release();
    copy->setParent(m_sample);
    connect(m_sample, &Document::stateChanged, copy, [document = m_sample, copy] {
        if (document->state() != Document::State::Loading)
            copy->deleteLater();
    });
    return m_sample;
}

Document* OpenDocuments::add(const QString& path, const QString& title)
{
    auto* document = new Document(path, title);
    m_documents.append(document);
    document->setCache(m_cache);
    connect(document, &Document::stateChanged, this, &OpenProfiles::changed);
    document->load();
    Q_EMIT added(document);
    Q_EMIT changed();
    return document;
}

void OpenDocuments::close(Document* document)
{
    if (!m_documents.contains(document))
        return;
    Q_EMIT aboutToClose(document);
    m_documents.removeOne(document);
    if (document == m_sample)
        m_sample = nullptr;
    delete document;
    Q_EMIT changed();
}

} // namespace heapline
