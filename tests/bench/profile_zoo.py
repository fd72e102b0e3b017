#!/usr/bin/env python3
"""Where the time goes, by kind of operator, over all models below a folder, beside LiteRT's time for whole models.

usage: profile_zoo.py [--litecast COMMAND | --json FILE] [--seconds S] FOLDER

FILE is what `litecast bench --profile --json FOLDER` printed; without it the command is run. LiteRT runs one thread of its
builtin kernels, without XNNPACK and with it, and gives no time for single operators from Python. So the last table lists the models in which
an operator other than a layer takes most of the time, and whether the whole is slower than LiteRT's.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import time

import numpy
from ai_edge_litert.interpreter import Interpreter, OpResolverType

LAYERS = {"CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "TRANSPOSE_CONV", "CONV_3D", "CONV_3D_TRANSPOSE"}
MODES = {"builtin": OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES, "xnnpack": OpResolverType.BUILTIN}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--litecast", default="litecast")
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=0.1, help="time of one engine's turn [0.1]")
    return parser.parse_args()


def profiles(args):
    if args.json:
        return json.loads(args.json.read_text())
    command = [args.litecast, "bench", "--profile", "--json", "--min-time", str(args.seconds), args.folder]
    # It fails too where it has refused a model, and tells of the others all the same.
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout)


def litert(model, resolver, seconds):
    """Least time of an inference in nanoseconds; None where LiteRT does not run the model."""
    try:
        interpreter = Interpreter(str(model), num_threads=1, experimental_op_resolver_type=resolver)
        interpreter.allocate_tensors()
        for tensor in interpreter.get_input_details():
            interpreter.set_tensor(tensor["index"], numpy.zeros(tensor["shape"], tensor["dtype"]))
        interpreter.invoke()
        best, end = float("inf"), time.perf_counter() + seconds
        while time.perf_counter() < end or best == float("inf"):
            start = time.perf_counter_ns()
            interpreter.invoke()
            best = min(best, time.perf_counter_ns() - start)
        return best
    except (RuntimeError, ValueError, TypeError):
        return None


def by_kind(steps):
    """Time of each kind of operator, by name and kernel."""
    kinds = collections.Counter()
    for step in steps:
        kinds[step["name"], step["kernel"]] += step["median_ns"]
    return kinds


def table(head, rows):
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(str(cell) for cell in row)} |")
    print()


def ratio(theirs, ours):
    return f"{theirs / ours:.2f}" if theirs else "-"


def main():
    args = arguments()
    total, models = collections.Counter(), []
    for profile in profiles(args):
        if not profile.get("steps"):
            print(f"not timed: {profile['path']}", file=sys.stderr)
            continue
        kinds = by_kind(profile["steps"])
        times = {mode: litert(profile["path"], resolver, args.seconds) for mode, resolver in MODES.items()}
        models.append((pathlib.Path(profile["path"]).parent.name, profile["min_ns"], kinds, times))
        total.update({kind: time / sum(kinds.values()) for kind, time in kinds.items()})
    print("Shares of operators, averaged over models:\n")
    table(["operator", "kernel", "share"],
          [(*kind, f"{share / len(models):.1%}") for kind, share in total.most_common(40)])
    rows = []
    for name, ours, kinds, times in models:
        others = [(time / sum(kinds.values()), kind) for kind, time in kinds.items() if kind[0] not in LAYERS]
        share, kind = max(others, default=(0, ("", "")))
        if share >= 0.3:
            rows.append((name, f"{ours / 1e3:.1f} us", *kind, f"{share:.0%}",
                         *(ratio(time, ours) for time in times.values())))
    print("Models in which an operator that is no layer takes 30 % or more, and how often their time LiteRT takes:\n")
    table(["model", "time", "operator", "kernel", "share", *MODES], rows)
    slower = [(name, f"{ours / 1e3:.1f} us", *(ratio(time, ours) for time in times.values()))
              for name, ours, _, times in models if times["builtin"] and times["builtin"] < ours]
    print("Models that LiteRT's builtin kernels are faster at:\n")
    table(["model", "time", *MODES], slower)


if __name__ == "__main__":
    main()
