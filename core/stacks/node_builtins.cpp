// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/node_builtins.h"

#include <algorithm>

namespace heapline {

namespace {

/// Scripts in the folder lib/ of Node.js 8 to 14, by what stands before ".js"; sorted.
constexpr std::string_view oldNodeScripts[] = {"_debug_agent",
                                               "_debugger",
                                               "_http_agent",
                                               "_http_client",
                                               "_http_common",
                                               "_http_incoming",
                                               "_http_outgoing",
                                               "_http_server",
                                               "_linklist",
                                               "_stream_duplex",
                                               "_stream_passthrough",
                                               "_stream_readable",
                                               "_stream_transform",
                                               "_stream_wrap",
                                               "_stream_writable",
                                               "_tls_common",
                                               "_tls_legacy",
                                               "_tls_wrap",
                                               "assert",
                                               "async_hooks",
                                               "bootstrap_node",
                                               "buffer",
                                               "child_process",
                                               "cluster",
                                               "console",
                                               "constants",
                                               "crypto",
                                               "dgram",
                                               "diagnostics_channel",
                                               "dns",
                                               "domain",
                                               "events",
                                               "fs",
                                               "http",
                                               "http2",
                                               "https",
                                               "inspector",
                                               "module",
                                               "net",
                                               "os",
                                               "path",
                                               "perf_hooks",
                                               "process",
                                               "punycode",
                                               "querystring",
                                               "readline",
                                               "repl",
                                               "stream",
                                               "string_decoder",
                                               "sys",
                                               "timers",
                                               "tls",
                                               "trace_events",
                                               "tty",
                                               "url",
                                               "util",
                                               "v8",
                                               "vm",
                                               "wasi",
                                               "worker_threads",
                                               "zlib"};

} // namespace

bool isScriptOfOldNode(std::string_view url)
{
    if (!url.ends_with(".js"))
        return false;
    return url.starts_with("internal/") || std::ranges::binary_search(oldNodeScripts, url.substr(0, url.size() - 3));
}

} // namespace heapline
