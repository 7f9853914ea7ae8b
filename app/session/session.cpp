// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session.h"

#include "app/session/filter_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

/// To be raised whenever what is written, or the order of an enum in a filter, changes.
constexpr int formatVersion = 1;
constexpr qsizetype mostPathLength = 4096;

QJsonObject documentToJson(const SessionDocument& document)
{
    QJsonObject json{{u"path"_s, document.path},
                     {u"sample"_s, document.isSample},
                     {u"loading"_s, document.wasLoading},
                     {u"kind"_s, document.kind},
                     {u"bytes"_s, document.bytes},
                     {u"fingerprint"_s, document.fingerprint},
                     {u"filter"_s, filterToJson(document.filter)},
                     {u"view"_s, document.view},
                     {u"base"_s, document.base}};
    if (document.baseRange)
        json.insert(u"baseRange"_s, rangeToJson(*document.baseRange));
    return json;
}

/// @param count of documents
std::optional<SessionDocument> documentFromJson(const QJsonValue& value, qsizetype count)
{
    const QJsonObject json = value.toObject();
    for (const QString& name : {u"path"_s, u"kind"_s, u"fingerprint"_s, u"view"_s}) {
        if (!json.value(name).isString() || json.value(name).toString().size() > mostPathLength)
            return std::nullopt;
    }
    const auto filter = filterFromJson(json.value(u"filter"_s).toObject());
    const qint64 base = json.value(u"base"_s).toInteger(std::numeric_limits<qint64>::min());
    if (!json.value(u"sample"_s).isBool() || !json.value(u"loading"_s).isBool() || !filter || base < -1 || base >= count)
        return std::nullopt;
    SessionDocument document;
    document.path = json.value(u"path"_s).toString();
    document.isSample = json.value(u"sample"_s).toBool();
    document.wasLoading = json.value(u"loading"_s).toBool();
    document.kind = json.value(u"kind"_s).toString();
    document.bytes = json.value(u"bytes"_s).toInteger(-1);
    document.fingerprint = json.value(u"fingerprint"_s).toString();
    document.filter = *filter;
    document.view = json.value(u"view"_s).toString();
    document.base = static_cast<int>(base);
    document.baseRange = rangeFromJson(json.value(u"baseRange"_s).toObject());
    const bool isPath = document.path.startsWith(u'/') && !document.path.contains(QChar(u'\0'));
    return isPath || document.isSample ? std::optional(document) : std::nullopt;
}

} // namespace

QByteArray sessionToJson(const Session& session)
{
    QJsonArray documents;
    for (const SessionDocument& document : session.documents.mid(0, Session::mostDocuments))
        documents.append(documentToJson(document));
    const QJsonObject json{{u"heaplineSession"_s, formatVersion},
                           {u"version"_s, session.version},
                           {u"savedAt"_s, session.savedAt.toUTC().toString(Qt::ISODateWithMs)},
                           {u"current"_s, session.current},
                           {u"documents"_s, documents}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<Session> sessionFromJson(const QByteArray& bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    const QJsonArray documents = json.value(u"documents"_s).toArray();
    Session session;
    session.savedAt = QDateTime::fromString(json.value(u"savedAt"_s).toString(), Qt::ISODateWithMs).toLocalTime();
    session.version = json.value(u"version"_s).toString().left(100);
    session.current = json.value(u"current"_s).toInt(-2);
    if (json.value(u"heaplineSession"_s).toInteger() != formatVersion || !json.value(u"documents"_s).isArray()
        || documents.size() > Session::mostDocuments || !session.savedAt.isValid() || session.current < -1
        || session.current >= documents.size())
        return std::nullopt;
    for (const QJsonValue value : documents) {
        const auto document = documentFromJson(value, documents.size());
        if (!document)
            return std::nullopt;
        session.documents.append(*document);
    }
    return session;
}

} // namespace heapline
