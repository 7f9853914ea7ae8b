# SPDX-License-Identifier: GPL-3.0-or-later
# One place for language standard, warnings and Qt strictness, and the helpers that make the project's targets.

include(Hardening)
add_library(heapline_options INTERFACE)
target_link_libraries(heapline_options INTERFACE heapline_hardening)
target_compile_features(heapline_options INTERFACE cxx_std_20)
target_include_directories(heapline_options INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}/generated")
target_compile_options(heapline_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual
    -Wextra-semi -Wimplicit-fallthrough -Wunused
    # False positives of g++ 12 within std::string (GCC bugs 105329, 105651); a precompiled header lets more of them out.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-array-bounds -Wno-stringop-overflow>
    $<$<BOOL:${HEAPLINE_WARNINGS_AS_ERRORS}>:-Werror>)
if(HEAPLINE_SANITIZE)
    target_compile_options(heapline_options INTERFACE
        -fsanitize=${HEAPLINE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>) # false positives of g++ 12 in instrumented code
    target_link_options(heapline_options INTERFACE -fsanitize=${HEAPLINE_SANITIZE})
endif()
if(HEAPLINE_SANITIZE STREQUAL "thread")
    # Debian's oneTBB and Qt are compiled without the sanitizer: stand-ins that show it what one thread hands to another.
    target_include_directories(heapline_options BEFORE INTERFACE "${CMAKE_SOURCE_DIR}/tests/tsan")
endif()

add_library(heapline_qt_options INTERFACE)
if(HEAPLINE_SANITIZE STREQUAL "thread")
    foreach(stand_in queued_calls started_processes)
        target_sources(heapline_qt_options INTERFACE
            $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:${CMAKE_SOURCE_DIR}/tests/tsan/${stand_in}.cpp>)
    endforeach()
endif()
target_compile_definitions(heapline_qt_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_CONTEXTLESS_CONNECT QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_KEYWORDS
    QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_link_libraries(heapline_qt_options INTERFACE heapline_options Qt6::Core)

# Headers that nearly every file of a kind includes, compiled once for all of them. Files still include what they use: the option turns
# this off.
option(HEAPLINE_PRECOMPILE_HEADERS "Precompile the headers that most files include" ON)
set(heapline_std_headers <algorithm> <array> <cstddef> <cstdint> <functional> <limits> <memory> <optional> <span> <string> <string_view>
                         <unordered_map> <utility> <vector>)

# heapline_precompiled(NAME LINKS … HEADERS …): makes a precompiled header, to be used with heapline_use_precompiled().
function(heapline_precompiled name)
    if(NOT HEAPLINE_PRECOMPILE_HEADERS)
        return()
    endif()
    cmake_parse_arguments(P "" "" "LINKS;HEADERS" ${ARGN})
    file(WRITE "${CMAKE_BINARY_DIR}/generated/${name}.cpp" "")
    add_library(${name} OBJECT "${CMAKE_BINARY_DIR}/generated/${name}.cpp")
    target_link_libraries(${name} PRIVATE ${P_LINKS})
    target_precompile_headers(${name} PRIVATE ${heapline_std_headers} ${P_HEADERS})
endfunction()

function(heapline_use_precompiled target name)
    if(HEAPLINE_PRECOMPILE_HEADERS)
        target_precompile_headers(${target} REUSE_FROM ${name})
    endif()
endfunction()

# The rooms' files compiled eight at a time: from nothing that takes half of the time, for one changed file eight times as long.
option(HEAPLINE_UNITY_BUILD "Compile several files of a room at once" OFF)
function(heapline_use_unity target)
    if(HEAPLINE_UNITY_BUILD)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
        # Types of one file alone are in no main file then.
        target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
    endif()
endfunction()

# heapline_room(NAME SOURCES … LINKS …): one room of core, a static library without Qt.
function(heapline_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS" ${ARGN})
    add_library(${name} STATIC ${ROOM_SOURCES})
    target_link_libraries(${name} PUBLIC heapline_options ${ROOM_LINKS})
    heapline_use_precompiled(${name} precompiled_std)
    heapline_use_unity(${name})
endfunction()

# heapline_use_moc(TARGET): AUTOMOC without the folders of Qt's and the compiler's headers: moc would read them anew for each header of ours,
# for three quarters of a second, and nothing that it makes depends on them.
set(HEAPLINE_MOC "${CMAKE_BINARY_DIR}/moc_of_own_headers")
file(READ "${CMAKE_SOURCE_DIR}/cmake/moc_of_own_headers.sh.in" moc_script)
string(CONFIGURE "${moc_script}" moc_script @ONLY)
file(GENERATE OUTPUT "${HEAPLINE_MOC}" CONTENT "${moc_script}" FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
function(heapline_use_moc target)
    # Without waiting for the libraries that are linked to the target: no header of theirs is made during the build.
    set_target_properties(${target} PROPERTIES AUTOMOC ON AUTOMOC_EXECUTABLE "${HEAPLINE_MOC}" AUTOGEN_ORIGIN_DEPENDS OFF)
endfunction()

# heapline_qt_room(NAME SOURCES … LINKS …): one room of ui, a static library with moc.
function(heapline_qt_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS" ${ARGN})
    add_library(${name} STATIC ${ROOM_SOURCES})
    heapline_use_moc(${name})
    target_link_libraries(${name} PUBLIC heapline_qt_options Qt6::Widgets ${ROOM_LINKS})
    heapline_use_precompiled(${name} precompiled_widgets)
    heapline_use_unity(${name})
endfunction()

# gold links a test program in a third of the time that the usual linker takes.
include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=gold HEAPLINE_HAS_GOLD)

# heapline_tests(NAME [GUI] TESTS … SOURCES … LINKS … LABEL …): one program of several Qt Test classes, each in a file and a namespace called
# like the test, and each run by itself, off screen, by CTest. GUI: with a QApplication.
function(heapline_tests name)
    cmake_parse_arguments(T "GUI" "LABEL;TIMEOUT" "TESTS;SOURCES;LINKS" ${ARGN})
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 120)
    endif()
    set(environment "QT_QPA_PLATFORM=offscreen;QT_QPA_PLATFORMTHEME=;LC_ALL=C.UTF-8;QT_LOGGING_RULES=")
    if(HEAPLINE_SANITIZE) # what is watched takes up to ten times as long
        math(EXPR T_TIMEOUT "${T_TIMEOUT} * 10")
        list(APPEND environment "QTEST_FUNCTION_TIMEOUT=${T_TIMEOUT}000")
    endif()
    list(TRANSFORM T_TESTS APPEND .cpp OUTPUT_VARIABLE test_sources)
    add_executable(${name} ${test_sources} ${T_SOURCES} "${CMAKE_SOURCE_DIR}/tests/support/test_program.cpp")
    foreach(test IN LISTS T_TESTS)
        # moc by itself, without the folders of headers: what a test class is does not depend on them, and reading Qt's takes half a second.
        qt6_generate_moc("${test}.cpp" "${CMAKE_CURRENT_BINARY_DIR}/${test}.moc")
        target_sources(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${test}.moc")
        add_test(NAME ${test} COMMAND ${name} ${test})
        set_tests_properties(${test} PROPERTIES LABELS "${T_LABEL}" TIMEOUT ${T_TIMEOUT}
            ENVIRONMENT "${environment}")
    endforeach()
    target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
    target_compile_definitions(${name} PRIVATE HEAPLINE_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
                                               HEAPLINE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE heapline_qt_options Qt6::Test ${T_LINKS})
    # Without <QTest>, whose macros tell the folder of the test.
    if(T_GUI)
        target_compile_definitions(${name} PRIVATE HEAPLINE_GUI_TESTS)
        heapline_use_precompiled(${name} precompiled_widgets)
    else()
        heapline_use_precompiled(${name} precompiled_qt)
    endif()
    heapline_use_unity(${name})
    if(HEAPLINE_HAS_GOLD)
        target_link_options(${name} PRIVATE -fuse-ld=gold)
    endif()
    # A test runs for moments; -O2 costs a fifth of compiling it.
    target_compile_options(${name} PRIVATE $<$<NOT:$<CONFIG:Debug>>:-O1>)
endfunction()
