// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recent_files.h"

#include "app/settings.h"

#include <QFileInfo>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

RecentFiles::RecentFiles(Settings& settings, QObject* parent) : QObject(parent), m_settings(settings) {}

QStringList RecentFiles::files() const
{
    QStringList files = m_settings.value(u"recentFiles"_s).toStringList();
    files.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    return files;
}

void RecentFiles::add(const QString& path)
{
    QStringList files = m_settings.value(u"recentFiles"_s).toStringList();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    files.removeAll(absolute);
    files.prepend(absolute);
    store(files.mid(0, maxCount));
}

void RecentFiles::clear()
{
    store({});
}

void RecentFiles::store(const QStringList& files)
{
    m_settings.setValue(u"recentFiles"_s, files);
    Q_EMIT changed();
}

} // namespace heapline
