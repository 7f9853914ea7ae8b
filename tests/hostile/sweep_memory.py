#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens files under ever tighter limits of memory (RLIMIT_AS and RLIMIT_DATA): each run has to end well, or with the sentence about memory.

sweep_memory.py heapline-cli FILE… [--steps 40]"""
import argparse
import collections
import resource
import subprocess
import sys

MB = 1 << 20


def run(program, limit_of, limit, arguments):
    def set_limit():
        resource.setrlimit(limit_of, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    done = subprocess.run([program, *arguments], preexec_fn=set_limit, capture_output=True, timeout=300)
    return done.returncode, done.stderr.decode(errors="replace").strip()


def least(program, limit_of, arguments, low, high):
    """The tightest limit, to a megabyte, under which a run does what it should."""
    while high - low > MB:
        middle = (low + high) // 2
        if run(program, limit_of, middle, arguments)[0] == 0:
            high = middle
        else:
            low = middle
    return high


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--steps", type=int, default=40)
    options = parser.parse_args()
    faults = 0
    for name, limit_of in [("RLIMIT_AS", resource.RLIMIT_AS), ("RLIMIT_DATA", resource.RLIMIT_DATA)]:
        start = least(options.program, limit_of, ["--version"], 0, 1 << 32)
        for path in options.files:
            need = least(options.program, limit_of, ["summary", path], start, 1 << 35)
            outcomes = collections.Counter()
            for step in range(options.steps):
                limit = start + (need - start) * step // options.steps
                status, error = run(options.program, limit_of, limit, ["summary", path])
                if status == 0:
                    outcomes["opened"] += 1
                elif status == 1 and len(error.splitlines()) == 1 and "not enough memory" in error:
                    outcomes["said that there is not enough memory"] += 1
                else:
                    outcomes["FAULT"] += 1
                    print(f"FAULT {path} with {name} {limit / MB:.1f} MB: status {status}: {error[-300:]}", flush=True)
            faults += outcomes["FAULT"]
            print(f"{path}: {name} {start / MB:.0f} … {need / MB:.0f} MB: "
                  + ", ".join(f"{count} {what}" for what, count in outcomes.items()), flush=True)
    return 1 if faults else 0


sys.exit(main())
