#!/usr/bin/env python3
"""Compares the speed of compiled models with LiteRT's, one thread each, taking turns on one core.

usage: compare_litert.py [options] [MODEL.tflite | FOLDER]...

Without models: the small ones of the zoo in the shared data, and those of --mobile. A folder stands for all *.tflite below it, such
as those that the shared data's peers/make_models.py makes. Needs ai-edge-litert in the Python that runs this, cargo, taskset, the static C library (of libc6-dev on Debian), and a C compiler
where the CPU has AMX: LiteRT is then timed without it too, since it slows some models down.

A ratio is LiteRT's time over ours, above 1 where we are faster; of LiteRT's modes the quicker counts. It is the median over
rounds in which every engine has its turn: ratios survive a noisy machine, single times do not. LiteRT's times include
about 0.3 us of its Python binding, which only counts where a whole inference takes a few. Inputs are random on both sides,
or ours are those stored beside the model: it makes no difference but to models with loops.

Start-up is what loading and the first inference take beyond a later one, the least over rounds; memory is what is resident at most
beyond ours: weights, arena, state and inputs. LiteRT's is of a Python process, less what it has resident before LiteRT is imported.
Of both, code and libraries are a part; ours are linked statically but with `--mask`. `--mask` hides instruction sets from both sides: LiteRT is built to take what the
processor says, and so are our programs.
"""
import argparse
import datetime
import importlib.metadata
import json
import math
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REPO = HERE.parent.parent
ZOO = [
    "microflow_sine", "tflm_micro_speech_int8", "mlperf_ad01_int8", "mlperf_streaming_ww_int8", "mlperf_kws_dscnn_int8",
    "rw_person_detect_qdim0", "mlperf_vww_int8", "mlperf_resnet8_int8", "mlperf_ad01_fp32", "mlperf_vww_fp32",
    "mlperf_resnet8_fp32",
]
CARGO_RUN = ["cargo", "run", "--quiet", "--manifest-path", str(REPO / "Cargo.toml"), "-p", "litecast-codegen",
             "--features", "cli", "--"]
# What the shared data's peers/cpumask.c hides, by the names that it has for them.
MASKS = ["avx2", "avx2vnni"]
# Processes of which the quickest start counts.
STARTS = 5
FEATURES = ["avx2", "avx512f", "avx_vnni", "avx512_vnni", "amx_int8"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cpu", type=int, default=max(os.sched_getaffinity(0)), help="the core to use [the last]")
    parser.add_argument("--seconds", type=float, default=0.5, help="time of one engine's turn [0.5]")
    parser.add_argument("--litecast", type=pathlib.Path, help="the command, where cargo need not build it")
    parser.add_argument("--shared", type=pathlib.Path, default=REPO.parent / "shared", help="the shared data [../shared]")
    parser.add_argument("--mobile", type=pathlib.Path, help="a folder of further models")
    parser.add_argument("--mask", choices=MASKS, help="let both sides see no more than AVX2, or AVX2 and AVX-VNNI")
    parser.add_argument("--record", action="store_true", help="write record/YYYY-MM-DD-CPU.md beside this script too")
    return parser.parse_args()


def find(args):
    """The models as (name, path)."""
    paths = []
    mobile = [args.mobile] if args.mobile else []
    for path in args.models or [args.shared / "zoo" / name / "model.tflite" for name in ZOO] + mobile:
        found = sorted(path.rglob("*.tflite")) if path.is_dir() else [path]
        if not found or not found[0].is_file():
            sys.exit(f"no model: {path}")
        paths += found
    return [(path.parent.name if path.stem == "model" else path.stem, path) for path in paths]


def cpu():
    """Name of the CPU, and its features."""
    text = pathlib.Path("/proc/cpuinfo").read_text()
    field = lambda name: (re.search(rf"^{name}\s*:\s*(.*)$", text, re.MULTILINE) or ["", "unknown"])[1]
    return field("model name"), field("flags").split()


def mask(work, name):
    """What hides instruction sets from a command, in front of it."""
    return f"env LD_PRELOAD={shlex.quote(str(work / 'cpumask.so'))} CPUMASK={name} "


def environments(args, flags, work):
    """What stands in front of our command, and of LiteRT's by mode."""
    if args.mask or "amx_tile" in flags:
        command = ["cc", "-shared", "-fPIC", "-O2", "-o", work / "cpumask.so", args.shared / "peers/cpumask.c", "-ldl"]
        subprocess.run(command, check=True)
        tried = subprocess.run(shlex.split(mask(work, args.mask or "noamx")) + ["true"], capture_output=True, text=True)
        if tried.stderr:
            sys.exit(f"no instructions can be hidden on this machine: {tried.stderr.strip()}")
    if args.mask:
        return mask(work, args.mask), {"litert": mask(work, args.mask)}
    return "", {"litert": ""} | ({"noamx": mask(work, "noamx")} if "amx_tile" in flags else {})


def emit(args, model, binary):
    """Builds the program that times a model; gives what is in the way of it, if anything is."""
    command = [str(args.litecast)] if args.litecast else CARGO_RUN
    # What is preloaded to hide instruction sets needs the dynamic linker.
    host = re.search(r"host: (.*)", output("rustc", "-vV"))[1].upper().replace("-", "_")
    flags = {} if args.mask else {f"CARGO_TARGET_{host}_RUSTFLAGS": "-C target-feature=+crt-static"}
    done = subprocess.run(command + ["bench", model, "--emit-binary", binary], capture_output=True, text=True,
                          env={**os.environ, **flags})
    return None if done.returncode == 0 else (done.stdout + done.stderr).strip()


LITERT_START = """
import resource, sys, time
import numpy as np
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
before = peak()
from ai_edge_litert.interpreter import Interpreter
start = time.perf_counter_ns()
model = Interpreter(sys.argv[1], num_threads=1)
model.allocate_tensors()
for x in model.get_input_details():
    model.set_tensor(x["index"], np.zeros(x["shape"], x["dtype"]))
model.invoke()
first = time.perf_counter_ns() - start
again = []
for _ in range(5):
    start = time.perf_counter_ns()
    model.invoke()
    again.append(time.perf_counter_ns() - start)
print(first - min(again), peak() - before)
"""


def starts(args, ours, modes, model, binary):
    """Start-up in nanoseconds, and bytes of memory: ours, and the least of LiteRT's modes."""
    def run(front, *command):
        command = ["taskset", "-c", str(args.cpu), *shlex.split(front), *map(str, command)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    own, other = [], []
    for _ in range(STARTS):
        line = json.loads(run(ours, binary, "--min-time", "0", "--runs", "5"))
        own.append((line["start_ns"], line["peak_rss_bytes"] - line["known_bytes"]))
        for front in modes.values():
            start, memory = map(int, run(front, sys.executable, "-c", LITERT_START, model).split())
            other.append((start, memory - line["known_bytes"]))
    return [tuple(map(min, zip(*side))) for side in (own, other)]


def compare(args, ours, modes, model, binary):
    """Medians and ratios to ours by engine, as peers/compare.py gives them."""
    timer = f"{shlex.quote(sys.executable)} {shlex.quote(str(args.shared / 'peers/litert_time.py'))}"
    jobs = {"litecast": f"{ours}{shlex.quote(str(binary))} --min-time {args.seconds}"}
    for name, front in modes.items():
        jobs[name] = f"{front}{timer} {shlex.quote(str(model))} --seconds {args.seconds}"
    command = [sys.executable, args.shared / "peers/compare.py", "--rounds", str(args.rounds), "--cpu", str(args.cpu)]
    done = subprocess.run(command + [f"{name}={job}" for name, job in jobs.items()], capture_output=True, text=True)
    if done.returncode:
        return None, done.stderr.strip()
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["name"]: line for line in lines}, None


def time(ns):
    ns = max(ns, 0)
    unit, name = next(((unit, name) for unit, name in ((1e6, "ms"), (1e3, "us")) if ns >= unit), (1, "ns"))
    return f"{ns / unit:.{max(0, 2 - int(math.log10(max(ns / unit, 1))))}f} {name}"


def megabytes(size):
    return f"{max(size, 0) / 1e6:.1f} MB"


def row(name, modes, times, start):
    best = min((times[mode] for mode in modes), key=lambda line: line["ratio"])
    cells = [name, time(times["litecast"]["median_ns"])]
    cells += [f"{time(times[mode]['median_ns'])}" for mode in modes]
    cells += [f"{best['ratio']:.2f}", f"{best['ratio_min']:.2f}–{best['ratio_max']:.2f}"]
    (own_start, own_memory), (other_start, other_memory) = start
    cells += [f"{time(own_start)} / {time(other_start)}", f"{megabytes(own_memory)} / {megabytes(other_memory)}"]
    return cells, best["ratio"]


def table(modes, rows):
    head = ["model", "litecast", *modes, "ratio", "range", "start-up", "memory"]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, cwd=REPO).stdout.strip()


def record(args, name, flags, date, body):
    changed = ", with changes" if output("git", "status", "--porcelain", "--untracked-files=no") else ""
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"\((r|tm)\)", "", name.lower())).strip("-")
    hidden = f"-{args.mask}" if args.mask else ""
    path = HERE / "record" / f"{date}-{slug}{hidden}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f"# litecast and LiteRT on {name}\n\n"
        f"{date}; {', '.join(feature for feature in FEATURES if feature in flags)}"
        f"{f', of which both sides see no more than {args.mask}' if args.mask else ''}. litecast {output('git', 'rev-parse', '--short', 'HEAD')}"
        f"{changed}, {output('rustc', '--version')}, ai-edge-litert {importlib.metadata.version('ai-edge-litert')}.\n"
        f"One thread each, on one core in turn, {args.rounds} rounds of {args.seconds} s; medians. The ratio is LiteRT's time over ours,\n"
        f"above 1 where we are faster, of the quicker of LiteRT's modes; its range is over the rounds. LiteRT's times\n"
        f"include about 0.3 us of its Python binding. Start-up (loading and first inference beyond a later one) and memory (resident\n"
        f"beyond weights, arena, state and inputs) are ours / LiteRT's; ours are linked {'dynamically' if args.mask else 'statically'}. By `tests/bench/compare_litert.py`.\n\n"
        f"{body}\n")
    print(f"written to {path}", file=sys.stderr)


def main():
    args = arguments()
    if not (args.shared / "peers/compare.py").is_file():
        sys.exit(f"the shared data are not in {args.shared}: give their place by --shared")
    (name, flags), date = cpu(), datetime.date.today().isoformat()
    rows, ratios, failed = [], [], []
    with tempfile.TemporaryDirectory() as work:
        ours, modes = environments(args, flags, pathlib.Path(work))
        models, ready = find(args), []
        # Everything is built before anything is timed.
        for index, (model, path) in enumerate(models):
            binary = pathlib.Path(work) / f"bench{index}"
            print(f"building {model}", file=sys.stderr)
            error = emit(args, path, binary)
            ready.append((model, path, binary)) if error is None else failed.append((model, error))
        for model, path, binary in ready:
            times, error = compare(args, ours, modes, path, binary)
            if error is not None:
                failed.append((model, error))
                continue
            cells, ratio = row(model, modes, times, starts(args, ours, modes, path, binary))
            rows.append(cells)
            ratios.append(ratio)
            print("  ".join(cells), file=sys.stderr)
    body = table(modes, rows)
    if ratios:
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        body += f"\n\ngeometric mean of {len(ratios)}: {mean:.2f}"
    body += "".join(f"\n\n{model} failed:\n\n```text\n{error}\n```" for model, error in failed)
    print(body)
    if args.record:
        record(args, name, flags, date, body)
    sys.exit(1 if failed else 0)


main()
