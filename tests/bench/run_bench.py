#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs all benchmarks on the files of a folder and prints one Markdown table.

Each measurement is the best of several runs, each in a process of its own. What Heapline is compared with: Chrome DevTools' own
code (`--oracle`), and for the start a program that shows an empty window. See HACKING.md, "Measuring".
"""

import argparse
import gzip
import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]

# What is aimed at. Ratios are Heapline's figure by the peer's; the rest in the unit of the row.
AIM_OPEN = 1 / 30
AIM_FIRST_BARS = 0.33
AIM_PEAK = 1.25
AIM_SAMPLING = 1 / 10
AIM_START = 1.5
AIM_EXPONENT = 1.1
AIM_CACHE = 1 / 5
AIM_RELEASE_MS = 16
AIM_QUERIES_MS = {  # name in heapline_bench -> median, worst
    "class rows of a range": (8, 16),
    "call-tree values of a range": (8, 16),
    "heavy functions of a range": (8, 16),
}
AIM_SEARCH_MS = 150  # rows that begin with "search", worst
AIM_SORT_MS = 30  # rows of a whole class sorted, median
MAIN_BYTES = 500e6  # the timeline nearest to this size is the one compared with DevTools


def note(text):
    print(text, file=sys.stderr, flush=True)


# ---------------------------------------------------------------- files


def timelines_in(folder):
    return sorted((f for f in folder.iterdir() if f.suffix == ".heaptimeline"), key=lambda f: f.stat().st_size)


def profiles_in(folder):
    return sorted((f for f in folder.iterdir() if f.suffix == ".heapprofile"), key=lambda f: f.stat().st_size)


def add_recordings(folder):
    """Unpacks the recordings of the tests into a folder that lacks a kind of file: small, but enough to try the script."""
    for suffix, known in ((".heaptimeline", timelines_in(folder)), (".heapprofile", profiles_in(folder))):
        if known:
            continue
        packed = max((TOP / "tests/data").glob(f"*{suffix}.gz"), key=lambda f: f.stat().st_size)
        note(f"no {suffix} in {folder}: unpacking {packed.name}")
        with gzip.open(packed) as text, open(folder / packed.stem, "wb") as out:
            shutil.copyfileobj(text, out)


def add_tiled(folder, program, times):
    """Makes larger timelines by a program `PROGRAM IN K OUT` that repeats a heap K times."""
    source = min(timelines_in(folder), key=lambda f: abs(f.stat().st_size - MAIN_BYTES))
    for k in times:
        out = folder / f"{source.stem}x{k}.heaptimeline"
        if out.exists():
            continue
        needed = source.stat().st_size * k * 1.1
        if shutil.disk_usage(folder).free < needed:
            note(f"no room for {out.name}")
            continue
        note(f"making {out.name}")
        subprocess.run([program, source, str(k), out], check=True)


# ---------------------------------------------------------------- programs


def run(command, **more):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, errors="replace", **more)


def query_rows(figures):
    """All measured queries, in whatever list of the output they are."""
    return [row for rows in figures.values() if isinstance(rows, list)
            for row in rows if isinstance(row, dict) and "median_ms" in row]


def bench_file(bin_dir, path, runs):
    """heapline_bench: the run that opened fastest, with the least peak and the fastest queries of all runs."""
    results = []
    for _ in range(runs):
        done = run([bin_dir / "heapline_bench", "--json", path])
        if done.returncode != 0 or not done.stdout.strip():
            note(f"heapline_bench {path}: {done.stderr.strip()}")
            return None
        results.append(json.loads(done.stdout.splitlines()[-1]))
    best = min(results, key=lambda r: r["open_s"])
    best["peak_bytes"] = min(r["peak_bytes"] for r in results)
    best["file_bytes"] = path.stat().st_size
    for row in query_rows(best):
        same = [q for r in results for q in query_rows(r) if q.get("name") == row.get("name")]
        row["median_ms"] = min(q["median_ms"] for q in same)
        if "worst_ms" in row:
            row["worst_ms"] = min(q["worst_ms"] for q in same)
    best["all_open_s"] = [r["open_s"] for r in results]
    return best


def bench_cache(bin_dir, path, runs):
    """Seconds of opening a file from the cache, which the first run fills; None when it cannot be kept."""
    best = None
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        for _ in range(runs + 1):
            done = run([bin_dir / "heapline_bench", "--json", "--runs", "1", "--cache", folder, path])
            if done.returncode != 0 or not done.stdout.strip():
                note(f"heapline_bench --cache {path}: {done.stderr.strip()}")
                return None
            result = json.loads(done.stdout.splitlines()[-1])
            if result["is_from_cache"]:
                best = min(best or math.inf, result["open_s"])
    return best


WINDOW_LINE = re.compile(r"^  (\S.*?)\s+([\d.]+) (ms|MB)(?:, window silent at most\s+([\d.]+) ms)?$")


def bench_window(bin_dir, path, runs):
    """heapline_window_bench: what was measured -> least time (ms) or memory (MB), and least silence (ms)."""
    best = {}
    for _ in range(runs):
        done = run([bin_dir / "heapline_window_bench", path], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        if done.returncode != 0:
            note(f"heapline_window_bench {path}: {done.stderr.strip()}")
            return best
        for line in done.stdout.splitlines():
            if match := WINDOW_LINE.match(line):
                name, value, _, silent = match.groups()
                before = best.get(name, (math.inf, math.inf))
                best[name] = (min(before[0], float(value)), min(before[1], float(silent or math.inf)))
    return best


def bench_oracle(folder, path, runs):
    """DevTools' own code: least of each time, least peak memory."""
    best = {}
    for _ in range(runs):
        note(f"DevTools' code: {path.name}")
        done = run(["node", "devtools-figures.mjs", path, "--timing"], cwd=folder)
        begin = done.stderr.find("{")
        try:
            figures = json.loads(done.stderr[begin:])
        except ValueError:
            note(f"DevTools' code: {path}: {done.stderr.strip()[:400]}")
            return best
        parts = [figures.get(k) for k in ("read_parse_s", "model_s", "heavy_first_level_s", "tree_first_level_s")]
        if "total_to_summary_s" not in figures and None not in parts:
            figures["total_to_views_s"] = sum(parts)
        for name, value in figures.items():
            if isinstance(value, (int, float)):
                best[name] = min(best.get(name, math.inf), value)
    return best


# ---------------------------------------------------------------- start


def start_once(command, env):
    """@return seconds until a program says that its window is painted, and the processor time of its main thread, both in ms."""
    begin = time.monotonic()
    process = subprocess.Popen([str(c) for c in command], env=env, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
                               stdin=subprocess.DEVNULL)
    painted = None
    said = b""
    for line in process.stderr:
        said += line
        if b"window painted" in line:
            painted = (time.monotonic() - begin) * 1000
            ticks = Path(f"/proc/{process.pid}/schedstat").read_text().split()[0]
            break
    process.kill()
    status = process.wait()
    process.stderr.close()
    if painted is None:
        raise RuntimeError(f"{command[0]} ended with {status} before it was painted: {said.decode(errors='replace')}")
    return painted, int(ticks) / 1e6


class Screen:
    """An X server of its own while it is needed."""

    def __enter__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24"],
                                       pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            self.display = ":" + number.readline().strip()
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()


def bench_start(bin_dir, runs, platform, display=None):
    """Medians over alternating runs: program -> (ms until painted, ms of processor time)."""
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_RUNTIME_DIR": home, "QT_QPA_PLATFORM": platform,
               "QT_LOGGING_RULES": "heapline.timing=true"}
        if display:
            env["DISPLAY"] = display
        times = {"heapline": [], "empty_window": []}
        for i in range(runs + 1):
            for program, all_times in times.items():
                figures = start_once([bin_dir / program], env)
                if i > 0:  # the first one fills caches
                    all_times.append(figures)
    return {program: tuple(statistics.median(column) for column in zip(*t)) for program, t in times.items()}


# ---------------------------------------------------------------- table


class Table:
    COLUMNS = ["work", "file", "nodes", "edges", "stages", "Heapline", "peak memory", "peer", "ratio", "aim", "reached"]

    def __init__(self):
        self.rows = []

    def add(self, work, result=None, *, stages=False, figure="", peak="", peer="", ratio="", aim="", reached=None):
        has = result or {}
        self.rows.append([
            work,
            megabytes(has["file_bytes"]) if "file_bytes" in has else "",
            f"{has['nodes']:,}" if "nodes" in has else "",
            f"{has['edges']:,}" if "edges" in has else "",
            ", ".join(f"{s['name']} {s['s']:.2f}" for s in has.get("stages", []) if s["s"] >= 0.005) if stages else "",
            figure, peak, peer, ratio, aim,
            "" if reached is None else "yes" if reached else "no",
        ])

    def print(self):
        for row in [self.COLUMNS, ["---"] * len(self.COLUMNS)] + self.rows:
            print("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")


def megabytes(count):
    return f"{count / 1e6:,.0f} MB"


def ratio_text(ratio):
    return f"{ratio:.2f}" if ratio > 0.2 else f"1/{1 / ratio:.1f}"


def fit(xs, ys):
    """Least squares: (slope, intercept)."""
    x0, y0 = statistics.fmean(xs), statistics.fmean(ys)
    slope = sum((x - x0) * (y - y0) for x, y in zip(xs, ys)) / sum((x - x0) ** 2 for x in xs)
    return slope, y0 - slope * x0


def add_opening(table, result, peer, work):
    total = peer.get("total_to_summary_s") or peer.get("total_to_views_s")
    aim = AIM_SAMPLING if "total_to_views_s" in peer else AIM_OPEN
    is_compared = total is not None
    table.add(work, result, stages=True, figure=f"{result['open_s']:.2f} s", peak=megabytes(result["peak_bytes"]),
              peer=f"{total:.1f} s" if is_compared else "",
              ratio=ratio_text(result["open_s"] / total) if is_compared else "",
              aim=ratio_text(aim) if is_compared else "",
              reached=result["open_s"] / total <= aim if is_compared else None)


def add_window_rows(table, result, window):
    if bars := window.get("opening, until the bars are there"):
        ratio = bars[0] / 1000 / result["open_s"]
        table.add("first bars in the window", result, figure=f"{bars[0] / 1000:.2f} s", peer=f"{result['open_s']:.2f} s (opening)",
                  ratio=ratio_text(ratio), aim=ratio_text(AIM_FIRST_BARS), reached=ratio <= AIM_FIRST_BARS)
    if release := window.get("release, until all figures are there"):
        table.add("release of a drag until all views have their figures", result, figure=f"{release[0]:.1f} ms",
                  aim=f"{AIM_RELEASE_MS} ms", reached=release[0] <= AIM_RELEASE_MS)
    silent = {name: quiet for name, (_, quiet) in window.items() if quiet < math.inf}
    if silent:
        longest = max(silent, key=silent.get)
        table.add(f"longest silence of the window ({longest})", result, figure=f"{silent[longest]:.1f} ms")


def add_cache_row(table, result, seconds):
    if seconds is not None:
        ratio = seconds / result["open_s"]
        table.add("second opening, from the cache", result, figure=f"{seconds:.2f} s", peer=f"{result['open_s']:.2f} s (first)",
                  ratio=ratio_text(ratio), aim=ratio_text(AIM_CACHE), reached=ratio <= AIM_CACHE)


def aims_of_query(name):
    """Most milliseconds: (median or None, worst or None)."""
    if name.startswith("search"):
        return None, AIM_SEARCH_MS
    if " objects by " in name:
        return AIM_SORT_MS, None
    return AIM_QUERIES_MS.get(name, (None, None))


def add_peak_row(table, result, peer):
    ratio = result["peak_bytes"] / result["file_bytes"]
    theirs = f"{peer['peak_rss_mb']:,.0f} MB" if "peak_rss_mb" in peer else ""
    table.add("peak memory", result, figure=megabytes(result["peak_bytes"]), peer=theirs, ratio=f"{ratio:.2f} × the file",
              aim=f"{AIM_PEAK} × the file", reached=ratio <= AIM_PEAK)


def add_query_rows(table, result):
    for row in query_rows(result):
        median, worst = row["median_ms"], row.get("worst_ms")
        aims = aims_of_query(row.get("name", ""))
        named = [f"{what} {aim} ms" for what, aim in zip(("median", "worst"), aims) if aim is not None]
        is_within = all(aim is None or value is None or value <= aim for value, aim in zip((median, worst), aims))
        table.add(row.get("name", "?"), result,
                  figure=f"median {median:.2f} ms" + ("" if worst is None else f", worst {worst:.2f} ms"),
                  aim=", ".join(named), reached=is_within if named else None)


def add_growth_rows(table, results):
    if len(results) < 2:
        return
    sizes = [r["file_bytes"] for r in results]
    span = f"growth, {megabytes(sizes[0])} to {megabytes(sizes[-1])}"
    for what, values, unit in (("time", [r["open_s"] for r in results], "s per GB"),
                               ("peak memory", [r["peak_bytes"] / 1e9 for r in results], "bytes per byte")):
        slope = fit([s / 1e9 for s in sizes], values)[0]
        exponent = fit([math.log(s) for s in sizes], [math.log(v) for v in values])[0]
        table.add(f"{span}: {what}", figure=f"{slope:.2f} {unit}", ratio=f"exponent {exponent:.2f}",
                  aim=f"exponent ≤ {AIM_EXPONENT}", reached=exponent <= AIM_EXPONENT)


def add_start_rows(table, starts):
    for name, figures in starts.items():
        ours, theirs = figures["heapline"], figures["empty_window"]
        for i, what in enumerate(("until the first page is painted", "processor time of the main thread until then")):
            table.add(f"start, {name}: {what}", figure=f"{ours[i]:.0f} ms", peer=f"{theirs[i]:.0f} ms (empty window)",
                      ratio=ratio_text(ours[i] / theirs[i]), aim=ratio_text(AIM_START),
                      reached=ours[i] / theirs[i] <= AIM_START)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="*.heaptimeline and *.heapprofile to measure; made when missing")
    parser.add_argument("--bin", type=Path, default=TOP / "build/bench/bin", help="folder of the programs")
    parser.add_argument("--oracle", type=Path, help="folder with devtools-figures.mjs, installed")
    parser.add_argument("--runs", type=int, default=3, help="runs of each measurement; the best one counts")
    parser.add_argument("--oracle-runs", type=int, help="the same for DevTools' code; as --runs when not given")
    parser.add_argument("--start-runs", type=int, default=15, help="starts of each program; the median counts")
    parser.add_argument("--tile", metavar="PROGRAM", help="makes larger timelines: PROGRAM IN K OUT repeats a heap K times")
    parser.add_argument("--times", type=int, nargs="+", default=[2, 4], help="the K for --tile")
    parser.add_argument("--raw", type=Path, help="write all figures into this JSON file, too")
    options = parser.parse_args()

    table, raw = Table(), {}
    if options.start_runs > 0:
        note("start")
        raw["start"] = {"off screen": bench_start(options.bin, options.start_runs, "offscreen")}
        if shutil.which("Xvfb"):
            with Screen() as screen:
                raw["start"]["X11"] = bench_start(options.bin, options.start_runs, "xcb", screen.display)

    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
        add_recordings(options.folder)
        if options.tile:
            add_tiled(options.folder, options.tile, options.times)
        measure_files(options, table, raw)
    add_start_rows(table, raw.get("start", {}))
    table.print()
    if options.raw:
        options.raw.write_text(json.dumps(raw, indent=1))


def measure_files(options, table, raw):
    oracle_runs = options.oracle_runs if options.oracle_runs is not None else options.runs
    with_oracle = options.oracle and shutil.which("node") and (options.oracle / "devtools-figures.mjs").exists()
    timelines, profiles = timelines_in(options.folder), profiles_in(options.folder)
    results = []
    for path in timelines:
        note(path.name)
        if result := bench_file(options.bin, path, options.runs):
            results.append(result)
    raw["timelines"] = results
    if results:
        main_file = min(results, key=lambda r: abs(r["file_bytes"] - MAIN_BYTES))
        path = Path(main_file["file"])
        raw["window"] = bench_window(options.bin, path, options.runs)
        peer = raw["devtools_timeline"] = bench_oracle(options.oracle, path, oracle_runs) if with_oracle else {}
        add_opening(table, main_file, peer, "timeline, everything the Summary needs")
        add_window_rows(table, main_file, raw["window"])
        add_peak_row(table, main_file, peer)
        raw["cache_s"] = bench_cache(options.bin, path, options.runs)
        add_cache_row(table, main_file, raw["cache_s"])
        for result in results:
            if result is not main_file:
                add_opening(table, result, {}, "timeline")
        add_growth_rows(table, results)
        add_query_rows(table, main_file)
    raw["profiles"] = []
    for path in profiles:
        note(path.name)
        if result := bench_file(options.bin, path, options.runs):
            peer = bench_oracle(options.oracle, path, oracle_runs) if with_oracle else {}
            raw["profiles"].append({**result, "devtools": peer})
            add_opening(table, result, peer, "sampling profile")


if __name__ == "__main__":
    main()
