#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every command of heapline-cli on profiles of odd shapes, each in a process of its own, and lists those that fail, take longer than
they should or need more memory: what is quadratic somewhere takes hours.

run_commands.py heapline-cli [--count N] [--only NAME] [--seconds N] [--megabytes N] [--also FILE…]"""
import argparse
import concurrent.futures
import csv
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

from odd_graphs import odd_graphs


def commands(path, program):
    """Arguments behind the program's name. Objects are asked for by ids from all over the file."""
    yield ["summary", path]
    yield ["figures", path, "--filters", "--out", "/dev/null"]
    for view in ("bottom-up", "top-down", "functions"):
        yield ["stacks", path, "--view", view, "--depth", "5"]
        yield ["stacks", path, "--view", view, "--group-by", "package", "--own-code"]
    yield ["stacks", path, "--focus", "f", "--drop", "f3"]
    yield ["stacks", path, "--hide", "f"]
    yield ["stacks", path, "--flame"]
    yield ["stacks", path, "--flame", "--inverted"]
    yield ["timeline", path]
    yield ["statistics", path]
    for text in ("e", "Long", "line 9"):
        yield ["search", path, text]
        yield ["search", path, text, "--objects"]
    yield ["search", path, "(a+)+x|[b-f]$", "--regex"]
    yield ["objects", path]
    for group in ("function", "package", "age", "context"):
        yield ["objects", path, "--group-by", group]
    for filter_ in ("duplicated-strings", "detached-nodes", "contexts", "console", "event-handlers", "shared-contexts", "no-context"):
        yield ["objects", path, "--filter", filter_]
    listing = subprocess.run([program, "objects", path, "--format", "csv", "--top", "4"], capture_output=True, text=True).stdout
    classes = {"Object", "(concatenated string)", "(string)"}
    for row in csv.DictReader(listing.splitlines()):
        if row.get("class") and len(row["class"]) < 1000:
            classes.add(row["class"])
    for name in sorted(classes):
        for order in ("name", "distance", "retained"):
            yield ["objects", path, "--class", name, "--sort", order]
        yield ["paths", path, name, "--depth", "9"]
        yield ["diff", path, path, "--class", name]
    for by in ("id", "class"):
        yield ["diff", path, path, "--by", by]
    yield ["dominators", path, "--depth", "9"]
    yield ["dominators", path, "--depth", "9", "--by-class"]
    bytes_ = os.path.getsize(path)
    for id_ in (3, 5, 7, 2001, 2 * (bytes_ // 100) + 1, 2 * (bytes_ // 60) + 1):
        yield ["object", path, f"@{id_}"]
        yield ["retainers", path, f"@{id_}"]
        yield ["paths", path, f"@{id_}", "--next", "3"]
        yield ["paths", path, f"@{id_}", "--merged", "--depth", "9"]
        yield ["paths", path, f"@{id_}", "--ignore", "@3"]
        yield ["dominators", path, f"@{id_}"]


def run(program, arguments, seconds):
    """Exit status, seconds of CPU time, peak memory in bytes, last words."""
    with tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as out:
        limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        process = subprocess.Popen([program, *arguments], stdout=out, stderr=err, stdin=subprocess.DEVNULL, preexec_fn=limit)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        err.seek(0)
        return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10, err.read().decode(errors="replace")


def main():
    csv.field_size_limit(1 << 30)
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--only")
    parser.add_argument("--seconds", type=int, default=10, help="of processor time that a command may take")
    parser.add_argument("--megabytes", type=int, default=2000, help="that it may need")
    parser.add_argument("--also", nargs="*", default=[])
    options = parser.parse_args()
    runs, faults, slowest = 0, 0, (0.0, "")
    with tempfile.TemporaryDirectory(prefix="heapline-odd-") as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        files = ((name, None, content) for name, content in odd_graphs(options.count)) if not options.also else ((p, p, None) for p in options.also)
        for name, path, content in files:
            if options.only and options.only not in name:
                continue
            if path is None:
                path = os.path.join(folder, "odd.heapprofile" if name.startswith("sampling") else "odd.heaptimeline")
                pathlib.Path(path).write_bytes(content)
            tasks = list(commands(path, options.program))
            total = 0.0
            for arguments, (status, seconds, memory, words) in zip(tasks, pool.map(lambda a: run(options.program, a, 6 * options.seconds), tasks)):
                runs += 1
                total += seconds
                slowest = max(slowest, (seconds, f"{name}: {' '.join(arguments)}"))
                isFault = status not in (0, 1) or len(words.splitlines()) > 3
                if isFault or seconds > options.seconds or memory > options.megabytes << 20:
                    faults += 1
                    print(f"FAULT {name}: {' '.join(a if a != path else 'FILE' for a in arguments)}: status {status}, {seconds:.1f} s, "
                          f"{memory >> 20} MB {words.strip()[:200]}", flush=True)
            print(f"{name}: {os.path.getsize(path)} bytes, {len(tasks)} commands, {total:.1f} s", flush=True)
    print(f"{runs} commands, {faults} faults; slowest {slowest[0]:.1f} s: {slowest[1]}")
    return 1 if faults else 0


sys.exit(main())
