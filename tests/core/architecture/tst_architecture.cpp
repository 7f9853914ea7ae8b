// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace tst_architecture {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Source {
    QString path; ///< from the top folder of the project, such as "core/heap/heap.cpp"
    QStringList lines;

    /// "core/heap", or the folder itself where there are no rooms ("app").
    QString room() const { return path.section(u'/', 0, path.startsWith(u"app/") || path.startsWith(u"tests/") ? 0 : 1); }
};

/// All source files below some folders.
QList<Source> sourcesIn(const QStringList& folders, const QStringList& patterns)
{
    const QDir top(QStringLiteral(HEAPLINE_SOURCE_DIR));
    QList<Source> sources;
    for (const QString& folder : folders) {
        QDirIterator files(top.filePath(folder), patterns, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("a source file cannot be read");
            sources.append({top.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()).split(u'\n')});
        }
    }
    return sources;
}

/// What a file includes: "core/base/ids.h" or "<vector>".
QStringList includesOf(const Source& source)
{
    static const QRegularExpression line(u"^\\s*#\\s*include\\s*(?:\"([^\"]+)\"|(<[^>]+>))"_s);
    QStringList includes;
    for (const QString& text : source.lines) {
        if (const auto match = line.match(text); match.hasMatch())
            includes.append(match.captured(1).isEmpty() ? match.captured(2) : match.captured(1));
    }
    return includes;
}

/// The rooms of core that each of them may include beside itself.
const QMap<QString, QStringList>& roomsBelow()
{
    static const QMap<QString, QStringList> rooms = {
        {u"core/base"_s, {}},
        {u"core/format"_s, {u"core/base"_s}},
        {u"core/timeline"_s, {u"core/base"_s}},
        {u"core/stacks"_s, {u"core/base"_s}},
        {u"core/heap"_s, {u"core/base"_s}},
        {u"core/profile"_s, {u"core/base"_s, u"core/format"_s, u"core/timeline"_s, u"core/stacks"_s, u"core/heap"_s}},
        {u"core/cache"_s,
         {u"core/base"_s, u"core/format"_s, u"core/timeline"_s, u"core/stacks"_s, u"core/heap"_s, u"core/profile"_s}},
        {u"core/report"_s,
         {u"core/base"_s, u"core/format"_s, u"core/timeline"_s, u"core/stacks"_s, u"core/heap"_s, u"core/profile"_s}},
    };
    return rooms;
}

const QStringList code = {u"*.h"_s, u"*.cpp"_s};

} // namespace

/// The rules that keep the house small, read from the sources: who may include whom, licences, and the size of files.
class TstArchitecture : public QObject {
    Q_OBJECT

private:
    static void reportAll(const QStringList& faults)
    {
        if (!faults.isEmpty())
            QFAIL(qPrintable(u"\n"_s + faults.join(u'\n')));
    }

private Q_SLOTS:
    void sourcesAreFound()
    {
        QVERIFY(sourcesIn({u"core"_s}, code).size() > 50);
        const Source sample{u"core/heap/x.h"_s,
                            {u"#include \"core/base/ids.h\""_s, u"  # include <vector> // why"_s, u"// #include <no>"_s}};
        QCOMPARE(includesOf(sample), (QStringList{u"core/base/ids.h"_s, u"<vector>"_s}));
        QCOMPARE(sample.room(), u"core/heap"_s);
    }

    void coreUsesNoQt()
    {
        static const QRegularExpression qt(u"^<(Q[A-Z]|Qt|q[a-z]+\\.h)"_s);
        QStringList faults;
        for (const Source& source : sourcesIn({u"core"_s}, code)) {
            for (const QString& include : includesOf(source)) {
                if (qt.match(include).hasMatch() || include.startsWith(u"ui/") || include.startsWith(u"app/")
                    || include.startsWith(u"tests/"))
                    faults.append(source.path + u" includes "_s + include);
            }
        }
        reportAll(faults);
    }

    void roomsOfCoreReadDownwards()
    {
        QStringList faults;
        for (const Source& source : sourcesIn({u"core"_s}, code)) {
            if (!roomsBelow().contains(source.room())) {
                faults.append(source.path + u" stands in a room that this test does not know"_s);
                continue;
            }
            const QStringList allowed = roomsBelow().value(source.room()) + QStringList{source.room()};
            for (const QString& include : includesOf(source)) {
                if (include.startsWith(u"core/") && !allowed.contains(include.section(u'/', 0, 1)))
                    faults.append(source.path + u" includes "_s + include);
            }
        }
        reportAll(faults);
    }

    /// A view's room knows its core face, the document and the shared widgets; the document knows widgets at most, widgets no other room.
    void roomsOfUiKnowThemselvesAndWhatIsShared()
    {
        QStringList faults;
        for (const Source& source : sourcesIn({u"ui"_s}, code)) {
            QStringList allowed = {source.room()};
            if (source.room() != u"ui/widgets")
                allowed.append(u"ui/widgets"_s);
            if (source.room() != u"ui/widgets" && source.room() != u"ui/document")
                allowed.append(u"ui/document"_s);
            for (const QString& include : includesOf(source)) {
                if (include.startsWith(u"app/") || include.startsWith(u"tests/")
                    || (include.startsWith(u"ui/") && !allowed.contains(include.section(u'/', 0, 1))))
                    faults.append(source.path + u" includes "_s + include);
            }
        }
        reportAll(faults);
    }

    void everyFileNamesItsLicence()
    {
        QStringList faults;
        for (const Source& source : sourcesIn({u"core"_s, u"ui"_s, u"app"_s, u"tests"_s, u"cmake"_s},
                                              code + QStringList{u"CMakeLists.txt"_s, u"*.cmake"_s})) {
            const QString mark = source.path.endsWith(u".h") || source.path.endsWith(u".cpp") ? u"//"_s : u"#"_s;
            if (source.lines.value(0) != mark + u" SPDX-License-Identifier: GPL-3.0-or-later"_s)
                faults.append(source.path + u" does not begin with the SPDX line"_s);
        }
        reportAll(faults);
    }

    void headersAreIncludedOnce()
    {
        QStringList faults;
        for (const Source& source : sourcesIn({u"core"_s, u"ui"_s, u"app"_s, u"tests"_s}, {u"*.h"_s})) {
            if (!source.lines.contains(u"#pragma once"_s))
                faults.append(source.path + u" has no #pragma once"_s);
        }
        reportAll(faults);
    }

    void everyTestIsBuilt()
    {
        QStringList faults;
        for (const Source& source : sourcesIn({u"tests"_s}, {u"tst_*.cpp"_s})) {
            QFile list(QStringLiteral(HEAPLINE_SOURCE_DIR "/") + source.path.section(u'/', 0, -2) + u"/CMakeLists.txt"_s);
            QVERIFY2(list.open(QIODevice::ReadOnly), qPrintable(list.fileName()));
            const QString name = source.path.section(u'/', -1).chopped(4);
            static const QRegularExpression space(u"[\\s()]+"_s);
            if (!QString::fromUtf8(list.readAll()).split(space).contains(name))
                faults.append(source.path + u" is in no test program"_s);
        }
        reportAll(faults);
    }

    void noFileGrowsTooLong()
    {
        constexpr qsizetype mostLines = 450;
        QStringList faults;
        for (const Source& source : sourcesIn({u"core"_s, u"ui"_s, u"app"_s, u"tests"_s}, code)) {
            if (source.lines.size() > mostLines)
                faults.append(
                    u"%1 has %2 lines: look for its second responsibility"_s.arg(source.path).arg(source.lines.size()));
        }
        reportAll(faults);
    }
};

HEAPLINE_TEST(TstArchitecture)

} // namespace tst_architecture

#include "tst_architecture.moc"
