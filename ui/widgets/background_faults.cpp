// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/background_faults.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <exception>
#include <new>
#include <stdexcept>
#include <system_error>

namespace heapline {

BackgroundFaults::BackgroundFaults()
{
    if (QCoreApplication* application = QCoreApplication::instance())
        moveToThread(application->thread()); // whoever asks first
}

BackgroundFaults& BackgroundFaults::instance()
{
    static BackgroundFaults theFaults;
    return theFaults;
}

void BackgroundFaults::reportException() noexcept
{
    try {
        QString sentence;
        try {
            throw;
        } catch (const std::bad_alloc&) {
            sentence = tr("There is not enough memory: what was asked for last is not shown. Close other profiles or select "
                          "less, then ask again.");
        } catch (const std::length_error&) {
            sentence = tr("What was asked for last is too large to be shown. Select less, then ask again.");
        } catch (const std::system_error&) {
            sentence = tr("The system allows no further thread: what was asked for last waits until there is one.");
        } catch (const std::exception& exception) {
            sentence = tr("What was asked for last cannot be shown: %1").arg(fromFile(exception.what(), 300));
        } catch (...) {
            sentence = tr("What was asked for last cannot be shown.");
        }
        BackgroundFaults* const target = &instance();
        QMetaObject::invokeMethod(
            target, [target, sentence] { Q_EMIT target->happened(sentence); }, Qt::QueuedConnection);
    } catch (...) { // no memory to say so: the program goes on all the same
    }
}

} // namespace heapline
