// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace heapline {

/// Whose code a function is.
enum class CodeOrigin {
    Own,        ///< the program's own: everything that is not one of the others
    Dependency, ///< installed packages: node_modules in any of its forms
    Runtime,    ///< what Node.js, Deno, Bun, Electron or the browser is made of: `node:…`, `ext:…`
    Engine      ///< V8 itself: "(root)", "(V8 API)", "(garbage collector)", … and functions without any source
};

/// Where a function stands in the world, by what its URL says.
struct CodePlace {
    CodeOrigin origin = CodeOrigin::Own;
    /// "lodash", "@scope/name"; "node:", "ext:deno_web", "electron:"; "https://example.com" for code of a page; "(own code)";
    /// "(eval)" for code made at run time, "(WebAssembly)", "(V8)".
    std::string package;
    std::string directory; ///< readable path of the folder, without a slash at its end; the package where there is none
    std::string file;      ///< readable path of the file; the package where there is none
};

/// Takes any text. O(length)
/// @param functionName as in the file; tells pseudo frames of V8 from code without a URL
/// @param url          script name or URL as in the file; may be empty
/// @param scriptId     as text; "0" or empty = none
CodePlace codePlaceOf(std::string_view functionName, std::string_view url, std::string_view scriptId);

} // namespace heapline
