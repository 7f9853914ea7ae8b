// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/live_counts.h"

#include <QApplication>
#include <QDir>
#include <QFile>

#include <atomic>

/// Qt's table of hooks for tools such as GammaRay; its layout is fixed since Qt 5.
extern Q_DECL_IMPORT quintptr qtHookData[];

namespace heapline::test {

namespace {

std::atomic<int> liveObjects = 0;

void onAdded(QObject*)
{
    ++liveObjects;
}

void onRemoved(QObject*)
{
    --liveObjects;
}

long statusField(const QByteArray& name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).simplified().split(' ').first().toLong();
    }
    return -1;
}

} // namespace

void countObjects()
{
    constexpr int addObject = 3;
    constexpr int removeObject = 4;
    qtHookData[addObject] = reinterpret_cast<quintptr>(&onAdded);
    qtHookData[removeObject] = reinterpret_cast<quintptr>(&onRemoved);
}

LiveCounts takeStock()
{
    LiveCounts counts;
    counts.objects = liveObjects;
    counts.widgets = static_cast<int>(QApplication::allWidgets().size());
    counts.descriptors =
        static_cast<int>(QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System).size());
    counts.threads = static_cast<int>(statusField("Threads"));
    counts.residentKb = statusField("VmRSS");
    return counts;
}

} // namespace heapline::test
