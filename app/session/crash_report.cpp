// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/crash_report.h"

#include "app/session/session_folder.h"
#include "core/base/text_format.h"
#include "ui/widgets/text.h"

#include "heapline_version.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QStringList>
#include <QSysInfo>

#include <algorithm>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Crash {
    Q_DECLARE_TR_FUNCTIONS(heapline::Crash)
};

constexpr qsizetype mostNames = 3;

QString shownName(const SessionDocument& document)
{
    return document.isSample ? Crash::tr("the sample") : fromFile(QFileInfo(document.path).fileName().toStdString(), 60);
}

QString documentLine(const SessionDocument& document, qsizetype number)
{
    QStringList parts{document.kind.isEmpty() ? u"not opened"_s : fromFile(document.kind.toStdString(), 60)};
    if (document.isSample)
        parts += u"the sample"_s;
    if (document.bytes >= 0)
        parts += QString::fromStdString(formatBytes(static_cast<std::uint64_t>(document.bytes)));
    if (document.wasLoading)
        parts += u"was being opened"_s;
    if (document.filter.range)
        parts += u"with a range"_s;
    if (!document.view.isEmpty())
        parts += u"view "_s + fromFile(document.view.toStdString(), 30);
    return u"  %1. %2"_s.arg(number).arg(parts.join(u", "_s));
}

/// The note without the names of the files that were open.
QString noteWithoutNames(const LeftSession& left)
{
    QString note = QString::fromUtf8(left.crashNote());
    const QList<SessionDocument>& documents = left.session().documents;
    for (qsizetype i = 0; i < documents.size(); ++i) {
        const QString stand = u"[file %1]"_s.arg(i + 1);
        if (documents[i].path.size() > 3)
            note.replace(documents[i].path, stand);
        if (const QString name = QFileInfo(documents[i].path).fileName(); name.size() > 3)
            note.replace(name, stand);
    }
    QStringList lines = note.trimmed().split(u'\n');
    for (QString& line : lines)
        line = fromFile(line.toStdString(), 500);
    return lines.join(u'\n');
}

} // namespace

QString crashReport(const LeftSession& left)
{
    const Session& session = left.session();
    QStringList lines{
        u"Heapline %1, Qt %2, %3"_s.arg(session.version.isEmpty() ? QString::fromUtf8(HEAPLINE_VERSION)
                                                                  : fromFile(session.version.toStdString(), 60),
                                        QString::fromLatin1(qVersion()), QGuiApplication::platformName()),
        u"%1, %2, kernel %3"_s.arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture(),
                                   QSysInfo::kernelVersion()),
        u"ended %1"_s.arg(left.endedAt().toString(Qt::ISODate)),
        left.crashNote().isEmpty() ? u"without a note: killed from outside, or the machine stopped"_s : QString()};
    lines.removeAll(QString());
    lines += u"files:"_s;
    for (qsizetype i = 0; i < session.documents.size(); ++i)
        lines += documentLine(session.documents[i], i + 1);
    if (!left.crashNote().isEmpty())
        lines += noteWithoutNames(left);
    return lines.join(u'\n') + u'\n';
}

QString crashSentence(const LeftSession& left)
{
    const QList<SessionDocument>& documents = left.session().documents;
    const QString when = QLocale().toString(left.endedAt(), QLocale::ShortFormat);
    if (documents.isEmpty())
        return Crash::tr("Heapline ended unexpectedly on %1.").arg(when);
    QStringList names;
    for (const SessionDocument& document : documents.mid(0, mostNames))
        names += shownName(document);
    if (documents.size() > mostNames)
        names += u"…"_s;
    const QString sentence =
        documents.size() == 1 ? Crash::tr("Heapline ended unexpectedly on %1 with %2 open.").arg(when, names.first())
                              : Crash::tr("Heapline ended unexpectedly on %1 with %2 files open: %3.")
                                    .arg(when, countText(static_cast<std::uint64_t>(documents.size())), names.join(u", "_s));
    const auto loading = std::ranges::find_if(documents, &SessionDocument::wasLoading);
    return loading == documents.end()
               ? sentence
               : sentence + u' ' + Crash::tr("It was opening %1: that file may end it again.").arg(shownName(*loading));
}

} // namespace heapline
