// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the thread sanitizer that what a thread did before QMetaObject::invokeMethod() or QThreadPool::start() happened before the call that
// it asks for. Qt's queues are compiled without the sanitizer, which would otherwise report everything that goes from thread to thread by
// them. Linked into programs of such builds only, where these take the place of Qt's functions of the same names.
#include <QMetaObject>
#include <QObject>
#include <QThreadPool>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <functional>
#include <memory>
#include <utility>

namespace {

/// A call on its way from one thread to another.
class QueuedCall : public QtPrivate::QSlotObjectBase {
public:
    explicit QueuedCall(QtPrivate::QSlotObjectBase* call) : QSlotObjectBase(&QueuedCall::run), m_call(call) {}

private:
    __attribute__((no_sanitize("thread"))) static void run(int which, QSlotObjectBase* self, QObject* receiver,
                                                           void** arguments, bool* result)
    {
        auto* const queued = static_cast<QueuedCall*>(self);
        __tsan_acquire(queued);
        switch (which) {
        case Destroy:
            queued->m_call->destroyIfLastRef();
            delete queued;
            break;
        case Call: queued->m_call->call(receiver, arguments); break;
        case Compare: *result = queued->m_call->compare(arguments); break;
        default: break;
        }
    }

    QtPrivate::QSlotObjectBase* m_call;
};

} // namespace

bool QMetaObject::invokeMethodImpl(QObject* object, QtPrivate::QSlotObjectBase* slot, Qt::ConnectionType type, void* ret)
{
    using Invoke = bool (*)(QObject*, QtPrivate::QSlotObjectBase*, Qt::ConnectionType, void*);
    static const auto invoke = reinterpret_cast<Invoke>(::dlsym(
        RTLD_NEXT, "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv"));
    auto* const queued = new QueuedCall(slot);
    __tsan_release(queued);
    return invoke(object, queued, type, ret);
}

void QThreadPool::start(std::function<void()> work, int priority)
{
    using Start = void (*)(QThreadPool*, std::function<void()>, int);
    static const auto start = reinterpret_cast<Start>(::dlsym(RTLD_NEXT, "_ZN11QThreadPool5startESt8functionIFvvEEi"));
    auto* const queued = new std::function<void()>(std::move(work));
    __tsan_release(queued);
    const auto run = [queued] {
        __tsan_acquire(queued);
        const std::unique_ptr<std::function<void()>> owned(queued);
        (*owned)();
    };
    start(this, run, priority); // waits in the pool for as long as it takes, and is always run
}
