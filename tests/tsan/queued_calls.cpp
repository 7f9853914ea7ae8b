// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the thread sanitizer that what a thread did before QMetaObject::invokeMethod() happened before the call that it asks for. Qt's event
// queue is compiled without the sanitizer, which would otherwise report everything that a worker hands to the window. Linked into programs
// of such builds only, where this takes the place of Qt's function of the same name.
#include <QMetaObject>
#include <QObject>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

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
