// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/code_place.h"

#include "core/stacks/node_builtins.h"
#include "core/stacks/package_of_path.h"
#include "core/stacks/readable_path.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace heapline {

namespace {

constexpr std::string_view ownCode = "(own code)";
constexpr std::string_view engine = "(V8)";
constexpr std::string_view madeAtRunTime = "(eval)";

/// What a program is run by, told by how its scripts' names begin.
struct RuntimePrefix {
    std::string_view prefix;
    std::string_view package;
};
constexpr std::array runtimePrefixes = {
    RuntimePrefix{"node:electron/", "electron:"}, // before "node:"
    RuntimePrefix{"node:", "node:"},
    RuntimePrefix{"electron/js2c/", "electron:"},
    RuntimePrefix{"deno:", "deno:"},
    RuntimePrefix{"internal:", "deno:"}, // "internal:deno_web/…" of Deno 1.28 to 1.30
    RuntimePrefix{"bun:", "bun:"},
    RuntimePrefix{"extensions::", "extensions::"}, // of Chrome, for its own extension API
};

/// How names of code begin that no file holds. "VM12" and "REPL1" are told by isNumbered().
constexpr std::array<std::string_view, 12> madeAtRunTimePrefixes = {
    "evalmachine.<anonymous>",
    "[eval",
    "[stdin]",
    "eval at ",
    "eval code",
    "debugger eval code",
    "data:",
    "blob:",
    "pptr:",
    "<anonymous>",
    "__puppeteer_",
    "__playwright_",
};

/// Schemes that bundlers give to sources within a bundle; what stands where hosts do is the name of the bundle.
constexpr std::array<std::string_view, 5> bundleSchemes = {"webpack://", "webpack-internal://", "turbopack://", "rspack://",
                                                           "ng://"};

/// Schemes of pages that a browser brings along.
constexpr std::array<std::string_view, 4> browserSchemes = {"chrome://", "chrome-untrusted://", "devtools://",
                                                            "resource://"};

template <std::size_t N>
bool startsWithOneOf(std::string_view text, const std::array<std::string_view, N>& prefixes)
{
    return std::ranges::any_of(prefixes, [text](std::string_view prefix) { return text.starts_with(prefix); });
}

/// "VM12", "VM12 x.js", "VM12:3" for the prefix "VM"
bool isNumbered(std::string_view text, std::string_view prefix)
{
    if (!text.starts_with(prefix))
        return false;
    const std::size_t end = text.find_first_not_of("0123456789", prefix.size());
    if (end == std::string_view::npos)
        return text.size() > prefix.size();
    return end > prefix.size() && (text[end] == ' ' || text[end] == ':');
}

bool isMadeAtRunTime(std::string_view url)
{
    return startsWithOneOf(url, madeAtRunTimePrefixes) || isNumbered(url, "VM") || isNumbered(url, "REPL");
}

/// Names that V8 gives to what is no function. Functions without a name are shown in the same form, but have a script.
bool isPseudoFrame(std::string_view name)
{
    return name.size() > 2 && name.front() == '(' && name.back() == ')' && !name.starts_with("(anonymous");
}

/// The path of the folder that a file is in.
std::string directoryOf(std::string_view file, std::string_view package)
{
    const std::string_view separators = pathSeparators(file);
    const std::size_t at = file.find_last_of(separators);
    const std::size_t scheme = schemeLength(file);
    if (at == std::string_view::npos || (scheme > 0 && at <= scheme))
        return std::string(package);
    const std::size_t end = file.find_last_not_of(separators, at);
    if (end == std::string_view::npos)
        return std::string(file.substr(0, 1));
    const bool isDrive = end == 1 && isWindowsPath(file);
    return std::string(file.substr(0, isDrive ? at + 1 : end + 1));
}

CodePlace placeAt(CodeOrigin origin, std::string_view package, std::string file)
{
    return {origin, std::string(package), directoryOf(file, package), std::move(file)};
}

/// Code that stands in no folder. The file tells more than the package, if there is one.
CodePlace withoutFolder(CodeOrigin origin, std::string_view package, std::string_view file)
{
    return {origin, std::string(package), std::string(package), std::string(file.empty() ? package : file)};
}

/// "https://user@a.example/x.js" -> "https://a.example", "webpack:///x.js" -> ""
std::string originOfUrl(std::string_view url)
{
    const std::size_t scheme = schemeLength(url);
    std::string_view host = url.substr(scheme, url.find('/', scheme) - scheme);
    if (const std::size_t at = host.rfind('@'); at != std::string_view::npos)
        host.remove_prefix(at + 1);
    return host.empty() ? std::string() : std::string(url.substr(0, scheme)) + std::string(host);
}

/// Whether a source within a bundle is of webpack itself: "webpack://app/webpack/runtime/x", "webpack:///(webpack)/buildin/global.js".
bool isBundlerSource(std::string_view url)
{
    std::string_view path = url.substr(std::min(url.find('/', schemeLength(url)), url.size()));
    path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
    return path.starts_with("webpack/") || path.starts_with("(webpack)");
}

CodePlace placeOfUrl(std::string_view url)
{
    if (startsWithOneOf(url, browserSchemes))
        return placeAt(CodeOrigin::Runtime, originOfUrl(url), std::string(url));
    if (startsWithOneOf(url, bundleSchemes))
        return isBundlerSource(url) ? placeAt(CodeOrigin::Dependency, "webpack", std::string(url))
                                    : placeAt(CodeOrigin::Own, ownCode, std::string(url));
    const std::string origin = originOfUrl(url);
    return placeAt(CodeOrigin::Own, origin.empty() ? ownCode : origin, std::string(url));
}

} // namespace

CodePlace codePlaceOf(std::string_view functionName, std::string_view url, std::string_view scriptId)
{
    if (url.empty()) {
        const bool hasScript = !scriptId.empty() && scriptId != "0" && !isPseudoFrame(functionName);
        return hasScript ? withoutFolder(CodeOrigin::Own, madeAtRunTime, {}) : withoutFolder(CodeOrigin::Engine, engine, {});
    }
    for (const RuntimePrefix& runtime : runtimePrefixes) {
        if (url.starts_with(runtime.prefix))
            return placeAt(CodeOrigin::Runtime, runtime.package, std::string(url));
    }
    if (url.starts_with("ext:")) // Deno's extensions are packages: "ext:deno_web/00_url.js"
        return placeAt(CodeOrigin::Runtime, url.substr(0, url.find('/')), std::string(url));
    if (url.starts_with("native "))
        return withoutFolder(CodeOrigin::Engine, engine, url);
    if (isMadeAtRunTime(url))
        return withoutFolder(CodeOrigin::Own, madeAtRunTime, readablePath(url));
    if (url.starts_with("wasm:"))
        return withoutFolder(CodeOrigin::Own, "(WebAssembly)", url);
    if (isScriptOfOldNode(url))
        return placeAt(CodeOrigin::Runtime, "node:", std::string(url));

    std::string file = readablePath(withoutQuery(url));
    if (file.find("/electron.asar/") != std::string::npos) // Electron before it kept its scripts in the program
        return placeAt(CodeOrigin::Runtime, "electron:", std::move(file));
    if (const std::string package = packageOfPath(file, pathSeparators(file)); !package.empty())
        return placeAt(CodeOrigin::Dependency, package, std::move(file));
    return schemeLength(file) > 0 ? placeOfUrl(file) : placeAt(CodeOrigin::Own, ownCode, std::move(file));
}

} // namespace heapline
