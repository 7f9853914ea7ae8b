#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens hostile files with heapline-cli, one process each, and checks what has to hold for all: no crash, no hang, one sentence when a file is
refused, and then no more memory than three times the file (the text, if it is zipped) and 64 MB above an empty run.

run_hostile.py heapline-cli [--large] [--only CATEGORY] [--also FOLDER…] [--list]"""
import argparse
import collections
import multiprocessing
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import zlib

from hostile_files import hostile_files

SECONDS = 600  # of a run before it counts as hanging
SPARE_BYTES = 64 << 20


def run(program, path):
    """Exit status, seconds of CPU time, peak memory in bytes, standard error."""
    with tempfile.TemporaryFile() as err:
        process = subprocess.Popen([program, "summary", path], stdout=subprocess.DEVNULL, stderr=err, stdin=subprocess.DEVNULL)
        signal.signal(signal.SIGALRM, lambda *_: process.kill())
        signal.alarm(SECONDS)
        _, status, usage = os.wait4(process.pid, 0)
        signal.alarm(0)
        process.returncode = status
        err.seek(0)
        return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, err.read().decode(errors="replace")


def serve_runs(program, path, connection):
    """Runs of a process of its own: what Linux calls the peak of a program counts the memory of who started it, too."""
    while connection.recv():
        connection.send(run(program, path))


def text_bytes(content):
    """Size of the text; of a bomb, no more than counts."""
    if not content.startswith(b"\x1f\x8b"):
        return len(content)
    stream, size = zlib.decompressobj(31), 0
    try:
        for at in range(0, len(content), 1 << 16):
            size += len(stream.decompress(content[at:at + (1 << 16)]))
            if size > 64 << 20:
                break
    except zlib.error:
        pass
    return max(size, len(content))


def fault_of(status, memory, allowed, error):
    if status < 0:
        return f"ended by signal {-status}" + (" (it hung)" if -status == signal.SIGKILL else "")
    if status not in (0, 1):
        return f"exit status {status}"
    if status == 0:
        return "" if not error else f"opened, but said: {error.strip()[:200]}"
    lines = error.strip().splitlines()
    if len(lines) != 1 or not re.match(r"heapline-cli: .+: .+", lines[0]):
        return f"no single sentence: {error.strip()[:200]!r}"
    if memory > allowed:
        return f"refused with {memory >> 20} MB, {allowed >> 20} MB are allowed"
    return ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--also", nargs="*", default=[])
    parser.add_argument("--list", action="store_true", help="print every outcome")
    options = parser.parse_args()

    folder = tempfile.TemporaryDirectory(prefix="heapline-hostile-")
    path = os.path.join(folder.name, "file")
    pathlib.Path(path).write_bytes(b"?")
    runs, connection = multiprocessing.Pipe()
    runner = multiprocessing.Process(target=serve_runs, args=(options.program, path, connection), daemon=True)
    runner.start()

    def measured():
        runs.send(True)
        return runs.recv()

    empty = min(measured()[2] for _ in range(3))
    files = hostile_files(options.large)
    more = (("also", p.name, p.read_bytes()) for f in options.also for p in sorted(pathlib.Path(f).iterdir()) if p.is_file())
    rows = collections.defaultdict(lambda: [0, 0, 0, 0.0, 0.0])
    sentences = collections.Counter()
    faults = []
    for category, name, content in (entry for part in (files, more) for entry in part):
        if options.only and category != options.only:
            continue
        pathlib.Path(path).write_bytes(content)
        status, seconds, memory, error = measured()
        text = text_bytes(content)
        fault = fault_of(status, memory - empty, 3 * text + SPARE_BYTES, error)
        row = rows[category]
        row[0] += 1
        row[1] += status == 0
        row[2] += status == 1
        row[3] = max(row[3], seconds)
        if status == 1:
            row[4] = max(row[4], (memory - empty) / (3 * text + SPARE_BYTES))
            sentences[re.sub(r"\d[\d,.]*", "N", error.split(": ", 2)[-1].split(":")[0].strip())] += 1
        if fault:
            faults.append(f"{category}/{name}: {fault}")
            print("FAULT", faults[-1], flush=True)
        if options.list:
            print(f"{category}/{name}\t{len(content)} B\t{status}\t{seconds:.2f} s\t{(memory - empty) >> 20} MB\t{error.strip()[:160]}", flush=True)
    print(f"{'category':12} {'files':>6} {'opened':>7} {'refused':>8} {'slowest':>9} {'memory of what is allowed':>26}")
    for category, (count, opened, refused, slowest, share) in rows.items():
        print(f"{category:12} {count:6} {opened:7} {refused:8} {slowest:7.2f} s {share:25.0%}")
    for sentence, count in sentences.most_common():
        print(f"{count:6}  {sentence}")
    print(f"{sum(row[0] for row in rows.values())} files, {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
