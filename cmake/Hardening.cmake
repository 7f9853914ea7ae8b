# SPDX-License-Identifier: GPL-3.0-or-later
# What turns a mistake in memory, should one be left, into the end of the program instead of a way in: for every build, since what is tested
# should be what users get. tst_hardening looks for it in the finished programs.

add_library(heapline_hardening INTERFACE)

# operator[], front() and the like of the standard library check their arguments.
target_compile_definitions(heapline_hardening INTERFACE _GLIBCXX_ASSERTIONS)
# The commas of a list of sanitizers would be those of a generator expression.
set(HEAPLINE_IS_SANITIZED 0)
if(HEAPLINE_SANITIZE)
    set(HEAPLINE_IS_SANITIZED 1)
endif()
# Columns (core/base/column.h) do so wherever speed is not what a build is for.
target_compile_definitions(heapline_hardening INTERFACE
    $<$<OR:$<BOOL:${HEAPLINE_IS_SANITIZED}>,$<NOT:$<CONFIG:Release>>>:HEAPLINE_CHECKED_COLUMNS>)

include(CheckCXXCompilerFlag)
foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "HEAPLINE_HAS${flag}" has_flag)
    check_cxx_compiler_flag(${flag} ${has_flag}) # the last two are there for some processors only
    if(${has_flag})
        target_compile_options(heapline_hardening INTERFACE ${flag})
    endif()
endforeach()

# Copies know how much fits where they write to. Needs an optimiser; the sanitizers check more, but only calls that this leaves as they are.
set(HEAPLINE_IS_FORTIFIED "$<AND:$<NOT:$<BOOL:${HEAPLINE_IS_SANITIZED}>>,$<CONFIG:Release,RelWithDebInfo,MinSizeRel>>")
target_compile_options(heapline_hardening INTERFACE "$<${HEAPLINE_IS_FORTIFIED}:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=3>")

# Programs lie at an address of chance; what the linker resolves is fixed and then made read-only before they start; data are no code.
target_compile_options(heapline_hardening INTERFACE -fPIE)
target_link_options(heapline_hardening INTERFACE -pie "LINKER:-z,relro,-z,now,-z,noexecstack")
