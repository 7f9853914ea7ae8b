// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/base/ids.h"
#include "core/base/progress.h"
#include "core/heap/class_table.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace heapline {

struct Heap;

/// Classes of a heap as they would be if its plain objects had been named by the shapes of another one.
struct RenamedClasses {
    std::vector<std::string> name; ///< class -> name; a class may be there twice
    std::vector<std::string> key;  ///< class -> key
    std::vector<ClassId> origin;   ///< class -> the class of the heap itself that its objects come from
    Column<ClassId> classOf;       ///< node -> class

    std::size_t size() const { return name.size(); }
};

/// @param definitions the shapes of the other heap. @throws ErrorException Cancelled
RenamedClasses renameClasses(const Heap& heap, const std::vector<InterfaceDefinition>& definitions, Progress& progress);

/// Rows of two tables of classes of different processes: what is one class has one row.
struct ClassMatches {
    std::vector<std::uint32_t> rowOfNewer; ///< class of the newer heap -> row
    std::vector<std::uint32_t> rowOfBase;  ///< class of the base -> row
    std::size_t rows = 0;
};

/// Finds classes that are the same in two processes. Ids of scripts differ from process to process, so a class is known by its name and the
/// line and column of its constructor, and by the script's URL where all classes with these three have one. What is left over on both sides is
/// matched by name, if each side has one class of that name left: the constructor has moved between two versions of the program.
/// @param newerScripts [newer classes] URLs, empty where not known; @param baseScripts [base.origin's classes]
/// Rows of the base's classes come first, in their order.
ClassMatches matchClasses(const ClassTable& newer, std::span<const std::string> newerScripts, const RenamedClasses& base,
                          std::span<const std::string> baseScripts);

} // namespace heapline
