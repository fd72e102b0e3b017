#!/usr/bin/env python3
"""Adds operators of StableHLO and variables in branches to operators/: goldens of three runs of one interpreter.

usage: make_stablehlo.py

stablehlo_case, stablehlo_case_constant_* branches by an index, which may be out of range; by one that is known
stablehlo_and_*, stablehlo_shift_left_*   bits of each integer type that the reference takes
variables_in_*                            variables that a branch or a loop's body reads, writes and initialises
signatures/refused/                       without goldens, some more: first values of variables that depend on the runs
"""
import numpy as np

from make_operators import I32, NUMBERS, constant, write
from make_signatures import HERE as SIGNATURES, BUILTIN, TYPE, Model, schema

OPTIMIZED = "BUILTIN_WITHOUT_DEFAULT_DELEGATES"
NUMBERS |= {np.dtype(kind): getattr(TYPE, kind.upper()) for kind in ("int8", "uint8", "int16", "uint16", "uint32", "uint64")}


def case(index=None):
    """x + 1, x * x and an input as it is; beside each what is known before the run."""
    model, options = Model(), schema.StablehloCaseOptionsT()
    graph, options.branchSubgraphIndices = model.subgraph(), [1, 2, 3]
    x, y, z = graph.tensor("x", shape=[3]), graph.tensor("y", shape=[3]), graph.tensor("z", shape=[1])
    i = graph.tensor("i", shape=[1]) if index is None else constant(graph, "i", np.array([index], I32))
    graph.operator(BUILTIN.STABLEHLO_CASE, [i, x], [y, z], options)
    graph.table.inputs, graph.table.outputs = [i, x] if index is None else [x], [y, z]
    for kind in (BUILTIN.ADD, BUILTIN.MUL, None):
        branch = model.subgraph(f"branch {kind}")
        a = branch.tensor("a", shape=[3])
        z = constant(branch, "known", np.array([-7 if kind is None else kind], I32))
        b = a
        if kind is not None:
            other, b = constant(branch, "one", np.array([1], I32)) if kind == BUILTIN.ADD else a, branch.tensor("b", shape=[3])
            attributes = schema.AddOptionsT() if kind == BUILTIN.ADD else schema.MulOptionsT()
            branch.operator(kind, [a, other], [b], attributes)
        branch.table.inputs, branch.table.outputs = [a], [b, z]
    return model.bytes()


def binary(kind, dtype):
    model = Model()
    graph = model.subgraph()
    a, b, y = (graph.tensor(name, NUMBERS[np.dtype(dtype)], [2, 5]) for name in "aby")
    graph.operator(kind, [a, b], [y])
    graph.table.inputs, graph.table.outputs = [a, b], [y]
    return model.bytes()


class Counting:
    """A main subgraph that takes a condition and a number; subgraphs that use the variable `v`; its initialiser is the last."""

    def __init__(self, blocks):
        self.model = Model()
        self.main, self.init = self.model.subgraph(), blocks + 1
        self.condition = self.main.tensor("condition", TYPE.BOOL, [])
        self.x = self.main.tensor("x")
        self.main.table.inputs = [self.condition, self.x]

    def block(self, once=False, write=False, read=True):
        """What it gives is `v + x` where it reads, which it may also write, else `x + x`."""
        graph = self.model.subgraph("block")
        x = graph.tensor("x")
        if once:
            graph.once(self.init)
        y = graph.add(graph.read(graph.variable("v")), x, "y") if read else graph.add(x, x, "y")
        if write:
            graph.assign(graph.variable("v"), y)
        graph.table.inputs, graph.table.outputs = [x], [y]

    def run(self, then, otherwise):
        options, y = schema.IfOptionsT(), self.main.tensor("y")
        options.thenSubgraphIndex, options.elseSubgraphIndex = then, otherwise
        self.main.operator(BUILTIN.IF, [self.condition, self.x], [y], options)
        return y

    def bytes(self, *outputs):
        graph = self.model.subgraph("init")
        graph.assign(graph.variable("v"), graph.constant("first", 100, -100))
        self.main.table.outputs = list(outputs)
        return self.model.bytes()


def branches(then, otherwise, first=False, after=False):
    """An initialiser that runs first or not at all before the branches, and what reads after them."""
    counting = Counting(2)
    if first:
        counting.main.once(counting.init)
    outputs = [counting.run(1, 2)]
    if after:
        outputs.append(counting.main.read(counting.main.variable("v")))
    counting.block(**then)
    counting.block(**otherwise)
    return counting.bytes(*outputs)


def loop(late=False):
    """Three rounds, each of which adds x to the variable; `late` has the condition read it before the body initialises it."""
    counting = Counting(2)
    main, options = counting.main, schema.WhileOptionsT()
    options.condSubgraphIndex, options.bodySubgraphIndex = 1, 2
    carried = [main.tensor("rounds"), main.tensor("y")]
    main.operator(BUILTIN.WHILE, [main.constant("none", 0, 0), counting.x], carried, options)
    for name in ("cond", "body"):
        graph = counting.model.subgraph(name)
        rounds, x = graph.tensor("rounds"), graph.tensor("x")
        graph.table.inputs = [rounds, x]
        if name == "cond":
            least, less = graph.tensor("least", shape=[]), graph.tensor("less", TYPE.BOOL, [])
            rounds = graph.add(rounds, graph.read(graph.variable("v")), "sum") if late else rounds
            graph.operator(BUILTIN.REDUCE_MAX, [rounds, constant(graph, "axis", np.array([0], I32))], [least], schema.ReducerOptionsT())
            graph.operator(BUILTIN.LESS, [least, constant(graph, "three", np.array(3, I32))], [less], schema.LessOptionsT())
            graph.table.outputs = [less]
        else:
            graph.once(counting.init)
            handle = graph.variable("v")
            graph.assign(handle, graph.add(graph.read(handle), x, "sum"))
            graph.table.outputs = [graph.add(rounds, graph.constant("step", 1, 1), "next"), graph.add(graph.read(handle), x, "y")]
    return counting.bytes(carried[1])


def main():
    rng = np.random.default_rng(5)
    x = np.array([3, -4, 1 << 20], I32)
    write("stablehlo_case", case(), lambda run: [np.array([[0, 1, -1][run]], I32), x], kernels=OPTIMIZED)
    for index in (1, 3):
        write(f"stablehlo_case_constant_{index}", case(index), lambda run: [x + run], kernels=OPTIMIZED)
    for dtype in ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "bool"):
        info = np.iinfo(dtype) if dtype != "bool" else np.iinfo("uint8")
        both = lambda run: [rng.integers(info.min, info.max, (2, 5), info.dtype, True).astype(dtype) for _ in range(2)]
        write(f"stablehlo_and_{dtype}", binary(BUILTIN.STABLEHLO_AND, dtype), both, kernels=OPTIMIZED)
    for dtype in ("int8", "int16", "int32"):
        info = np.iinfo(dtype)
        shifts = lambda run: [rng.integers(info.min, info.max, (2, 5), dtype, True), rng.integers(0, info.bits, (2, 5), dtype)]
        write(f"stablehlo_shift_left_{dtype}", binary(BUILTIN.STABLEHLO_SHIFT_LEFT, dtype), shifts, kernels=OPTIMIZED)
    taken = lambda run: [np.array([True, False, True][run]), np.array([run, 5], I32)]
    wrote, nothing = {"write": True}, {"read": False}
    write("variables_in_branches", branches(wrote, {}, first=True, after=True), taken)
    write("variables_initialised_in_a_branch", branches({"once": True, "write": True}, nothing), taken)
    write("variables_in_a_loop", loop(), taken)
    for name, model in {
        "initialised_in_one_branch": branches({"once": True}, {}),
        "read_after_a_branch": branches({"once": True}, nothing, after=True),
        "condition_before_body": loop(late=True),
    }.items():
        (SIGNATURES / "refused" / f"{name}.tflite").write_bytes(model)


if __name__ == "__main__":
    main()
