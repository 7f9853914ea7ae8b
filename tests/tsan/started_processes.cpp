// SPDX-License-Identifier: GPL-3.0-or-later
// Lets QProcess start programs behind the back of the thread sanitizer. It takes clone() for fork(): where the new process shares memory with
// this one until it runs its program, as Qt's do, g++ 12's no longer looks at this thread then, and ends the program with the next thread that
// is started. Linked into programs of such builds only, where this takes the place of the sanitizer's function of the same name.
#include <cstdarg>

#include <dlfcn.h>
#include <sched.h>

// Parameters as in <sched.h>.
extern "C" int clone(int (*child)(void*), void* stack, int flags, void* argument, ...) noexcept
{
    using Clone = int (*)(int (*)(void*), void*, int, void*, ...);
    static const auto systemClone =
        reinterpret_cast<Clone>(::dlsym(::dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD), "clone"));
    va_list rest;
    va_start(rest, argument);
    void* const parentId = va_arg(rest, void*);
    void* const storage = va_arg(rest, void*);
    void* const childId = va_arg(rest, void*);
    va_end(rest);
    return systemClone(child, stack, flags, argument, parentId, storage, childId);
}
