// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/filter_state.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace heapline {

/// One open file and what was shown of it.
struct SessionDocument {
    QString path;
    bool isSample = false; ///< the one that comes with the program; its path means nothing
    bool wasLoading = false;
    QString kind;        ///< what the file turned out to be; empty when it was not open yet
    qint64 bytes = -1;   ///< size of the file; -1: unknown
    QString fingerprint; ///< of the profile; another one: it is another profile, or the file changed
    Filter filter;
    QString view;                       ///< option name of the view that was shown; empty: none
    int base = -1;                      ///< document that it was compared with; -1: none
    std::optional<AxisRange> baseRange; ///< range that it was compared with
};

/// What was open in a window, as far as it can be opened again.
struct Session {
    static constexpr qsizetype mostDocuments = 1000;

    QList<SessionDocument> documents;
    int current = -1; ///< the one that was shown; -1: none
    QDateTime savedAt;
    QString version; ///< of the program
};

QByteArray sessionToJson(const Session& session);

/// Reads what sessionToJson() wrote; anybody may have written the bytes.
/// @return none when they are not JSON, of another version, or something in them is not as it has to be
std::optional<Session> sessionFromJson(const QByteArray& bytes);

} // namespace heapline
