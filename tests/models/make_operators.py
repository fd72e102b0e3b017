#!/usr/bin/env python3
"""Makes operators/: models of single operators, built by hand, and goldens of three runs of one interpreter.

usage: make_operators.py

tile_by_input             a shape that depends on an input, which must be a constant to compile
where, unique             outputs of which as many rows are there as the data gives
replace_row               `concat(x[:i], row, x[i + 1:])`, pieces that have no shape before the run
random_*, multinomial_*   random numbers, which go on from run to run; of seeds TFLite keeps 32 bits
"""
import json
import pathlib

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from safetensors.numpy import save as safetensors

from make_signatures import BUILTIN, TYPE, Model, schema

HERE = pathlib.Path(__file__).resolve().parent / "operators"
NUMBERS = {np.dtype(np.float32): TYPE.FLOAT32, np.dtype(np.int32): TYPE.INT32, np.dtype(np.int64): TYPE.INT64,
           np.dtype(np.bool_): TYPE.BOOL}
F32, I32 = np.float32, np.int32
RUNS = 3


def constant(graph, name, array):
    return graph.tensor(name, NUMBERS[array.dtype], array.shape, array)


def seeds(seed, seed2):
    options = schema.RandomOptionsT()
    options.seed, options.seed2 = seed, seed2
    return options


def random(kind, shape, seed, seed2):
    model = Model()
    graph = model.subgraph()
    y = graph.tensor("y", TYPE.FLOAT32, shape)
    graph.operator(kind, [constant(graph, "shape", np.array(shape, I32))], [y], seeds(seed, seed2))
    graph.table.outputs = [y]
    return model.bytes()


def multinomial(kind, samples):
    """Followed by an operator that counts for itself."""
    model = Model()
    graph = model.subgraph()
    x, y, z = graph.tensor("logits", TYPE.FLOAT32, [3, 4]), graph.tensor("y", kind, [3, samples]), graph.tensor(
        "z", TYPE.FLOAT32, [samples])
    graph.operator(BUILTIN.MULTINOMIAL, [x, constant(graph, "samples", np.array(samples, I32))], [y], seeds(7, -8))
    shape = constant(graph, "shape", np.array([samples], I32))
    graph.operator(BUILTIN.RANDOM_UNIFORM, [shape], [z], seeds(7, -8))
    graph.table.inputs, graph.table.outputs = [x], [y, z]
    return model.bytes()


def tile_by_input():
    model = Model()
    graph = model.subgraph()
    x, times, y = graph.tensor("x", shape=[2, 1]), graph.tensor("multiples"), graph.tensor("y", shape=[])
    graph.table.tensors[y].shapeSignature = [-1, -1]
    graph.operator(BUILTIN.TILE, [x, times], [y], schema.TileOptionsT())
    graph.table.inputs, graph.table.outputs = [x, times], [y]
    return model.bytes()


def where():
    """Positions as they are, and as a cast gives them."""
    model = Model()
    graph = model.subgraph()
    x, y, z = graph.tensor("x", TYPE.FLOAT32, [2, 3]), graph.tensor("y", TYPE.INT64, []), graph.tensor("z", shape=[])
    graph.operator(BUILTIN.WHERE, [x], [y], schema.WhereOptionsT())
    graph.operator(BUILTIN.CAST, [y], [z], schema.CastOptionsT())
    graph.table.inputs, graph.table.outputs = [x], [z, y]
    return model.bytes()


def unique():
    model, options = Model(), schema.UniqueOptionsT()
    options.idxOutType = TYPE.INT64
    graph = model.subgraph()
    x, y, places = (graph.tensor("x", TYPE.INT16, [7]), graph.tensor("y", TYPE.INT16, []),
                    graph.tensor("places", TYPE.INT64, [7]))
    graph.operator(BUILTIN.UNIQUE, [x], [y, places], options)
    graph.table.inputs, graph.table.outputs = [x], [y, places]
    return model.bytes()


def replace_row():
    """With PACK and strided slices, and of a list of scalars with SLICE, i + 1 taken first."""
    model = Model()
    graph = model.subgraph()
    vector = lambda name, *values: constant(graph, name, np.array(values, I32))
    x, row, i = graph.tensor("x", TYPE.INT16, [3, 2]), graph.tensor("row", TYPE.INT16, [1, 2]), graph.tensor("i", shape=[])
    z, last = graph.tensor("z", TYPE.FLOAT32, [3]), graph.tensor("last", TYPE.FLOAT32, [1])
    one, zero = constant(graph, "one", np.array(1, I32)), constant(graph, "zero", np.array(0, I32))
    steps, pack = vector("steps", 1, 1), schema.PackOptionsT()
    pack.valuesCount = 2
    j, end, start = graph.tensor("j", shape=[]), graph.tensor("end"), graph.tensor("start")
    graph.operator(BUILTIN.SUB, [i, constant(graph, "minus", np.array(-1, I32))], [j], schema.SubOptionsT())
    graph.operator(BUILTIN.PACK, [i, constant(graph, "two", np.array(2, I32))], [end], pack)
    graph.operator(BUILTIN.PACK, [j, zero], [start], pack)
    slices = []
    for begin, stop, mask in ((vector("zeros", 0, 0), end, 0), (start, vector("ends", 0, 2), 1)):
        options = schema.StridedSliceOptionsT()
        options.endMask = mask
        slices.append(graph.tensor("piece", TYPE.INT16, [1, 2]))
        graph.table.tensors[slices[-1]].shapeSignature = [-1, 2]
        graph.operator(BUILTIN.STRIDED_SLICE, [x, begin, stop, steps], [slices[-1]], options)
    y, w = graph.tensor("y", TYPE.INT16, [3, 2]), graph.tensor("w", TYPE.FLOAT32, [3])
    graph.operator(BUILTIN.CONCATENATION, [slices[0], row, slices[1]], [y], schema.ConcatenationOptionsT())
    ends, pieces = [graph.tensor("i'", shape=[1]), graph.tensor("j'", shape=[1])], []
    for index, shaped in zip((i, j), ends):
        graph.operator(BUILTIN.RESHAPE, [index, vector("shape", 1)], [shaped], schema.ReshapeOptionsT())
    for begin, size in ((vector("first", 0), ends[0]), (ends[1], vector("all", -1))):
        pieces.append(graph.tensor("part", TYPE.FLOAT32, [1]))
        graph.table.tensors[pieces[-1]].shapeSignature = [-1]
        graph.operator(BUILTIN.SLICE, [z, begin, size], [pieces[-1]], schema.SliceOptionsT())
    graph.operator(BUILTIN.CONCATENATION, [pieces[0], last, pieces[1]], [w], schema.ConcatenationOptionsT())
    graph.table.inputs, graph.table.outputs = [x, row, i, z, last], [y, w]
    return model.bytes()


def invoke(it, inputs):
    for detail, array in zip(it.get_input_details(), inputs):
        it.set_tensor(detail["index"], array)
    it.invoke()
    return [it.get_tensor(detail["index"]) for detail in it.get_output_details()]


def write(name, model, inputs=lambda run: [], tolerance=1e-6, kernels="BUILTIN_REF", oracle=None):
    """An oracle gives what no interpreter at hand can: the operators' outputs and their names."""
    folder = HERE / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.tflite").write_bytes(model)
    if oracle is None:
        it = Interpreter(model_content=model, experimental_op_resolver_type=OpResolverType[kernels])
        it.allocate_tensors()
        run_once, steps = lambda given: invoke(it, given), [step["op_name"] for step in it._get_ops_details()]
    else:
        (run_once, steps), kernels = oracle, "numpy"
    tensors = {}
    for run in range(RUNS):
        given = inputs(run)
        outputs = run_once(given)
        tensors |= {f"input{i}@{run + 1}": array for i, array in enumerate(given)}
        tensors |= {f"output{i}@{run + 1}": array for i, array in enumerate(outputs)}
    (folder / "io.safetensors").write_bytes(safetensors({key: np.array(a, order="C") for key, a in tensors.items()}))
    close, exact = {"kind": "close", "atol": tolerance, "rtol": tolerance}, {"kind": "exact"}
    kinds = [close if output.dtype == F32 else exact for output in outputs]
    meta = {"name": name, "ops": steps, "stateful": True, "golden_resolver": kernels, "tolerance": kinds}
    (folder / "meta.json").write_text(json.dumps(meta, indent=1) + "\n")


def main():
    rng = np.random.default_rng(11)
    write("tile_by_input", tile_by_input(), lambda run: [np.array([[run], [-1]], I32), np.array([2, 3], I32)])
    write("random_uniform", random(BUILTIN.RANDOM_UNIFORM, [2, 3, 7], 1, 2), tolerance=0)
    write("random_uniform_large_seeds", random(BUILTIN.RANDOM_UNIFORM, [5], (1 << 33) + 5, -(1 << 40) - 3), tolerance=0)
    write("random_standard_normal", random(BUILTIN.RANDOM_STANDARD_NORMAL, [3, 5], 0, 9))
    write("replace_row", replace_row(),
          lambda run: [np.arange(6, dtype=np.int16).reshape(3, 2), np.array([[7, -8]], np.int16), np.array(run, I32),
                       np.arange(3, dtype=F32), np.array([-0.5], F32)])
    some = np.array([[[0, 1, -0.0], [np.nan, 0, -2]], np.eye(2, 3, 2), np.ones((2, 3))], F32)
    write("where", where(), lambda run: [some[run]])
    write("unique", unique(), lambda run: [rng.integers(-2, 1 + run, 7).astype(np.int16)])
    logits = rng.normal(0, 1, (RUNS, 3, 4)).astype(F32)
    logits[1, 0], logits[1, 1, :2], logits[2, 2, 3] = -np.inf, np.inf, -np.inf
    for kind, samples in ((TYPE.INT64, 9), (TYPE.INT32, 6)):
        name = f"multinomial_{'int64' if kind == TYPE.INT64 else 'int32'}"
        write(name, multinomial(kind, samples), lambda run: [logits[run]])


if __name__ == "__main__":
    main()
