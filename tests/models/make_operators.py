#!/usr/bin/env python3
"""Makes operators/: models of single operators, built by hand, and goldens of three runs of one interpreter.

usage: make_operators.py

tile_by_input             a shape that depends on an input, which must be a constant to compile
where, unique             outputs of which as many rows are there as the data gives
replace_row               `concat(x[:i], row, x[i + 1:])`, pieces that have no shape before the run
hashtable                 tables of strings and of their numbers, with constants; strings that are compared
blocks_dense, blocks_*    weights of 4 and 2 bits with a scale for each block of a row
hadamard, reduce_bool     rotations of AI Edge Quantizer; reductions of truth values other than REDUCE_ANY and REDUCE_ALL
random_*, multinomial_*   random numbers, which go on from run to run; of seeds TFLite keeps 32 bits
"""
import json
import pathlib

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from flatbuffers import flexbuffers
from safetensors.numpy import save as safetensors

from make_signatures import BUILTIN, TYPE, Model, schema

HERE = pathlib.Path(__file__).resolve().parent / "operators"
NUMBERS = {np.dtype(np.float32): TYPE.FLOAT32, np.dtype(np.int32): TYPE.INT32, np.dtype(np.int64): TYPE.INT64,
           np.dtype(np.bool_): TYPE.BOOL}
F32, I32, I64 = np.float32, np.int32, np.int64
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


def strings(graph, name, shape, *texts):
    """A constant: how many there are, where each begins and the last ends, then all."""
    ends = np.cumsum([4 * (len(texts) + 2), *(len(text) for text in texts)])
    words = np.array([len(texts), *ends], I32).tobytes()
    return graph.tensor(name, TYPE.STRING, shape, np.frombuffer(words + b"".join(texts), np.uint8))


def hashtable():
    """From words to numbers, found at compile time; from numbers to words, found at run time and compared."""
    model = Model()
    graph = model.subgraph()
    numbers = lambda name, *values: constant(graph, name, np.array(values, I64))
    tables = []
    for number, (key, value) in enumerate(((TYPE.STRING, TYPE.INT64), (TYPE.INT64, TYPE.STRING))):
        options = schema.HashtableOptionsT()
        options.tableId, options.keyDtype, options.valueDtype = number, key, value
        tables.append(graph.tensor("table", TYPE.RESOURCE, [1]))
        graph.operator(BUILTIN.HASHTABLE, [], [tables[-1]], options)
    words = strings(graph, "words", [4], b"zero", b"one", b"two", b"one")
    import_, find = schema.HashtableImportOptionsT(), schema.HashtableFindOptionsT()
    graph.operator(BUILTIN.HASHTABLE_IMPORT, [tables[0], words, numbers("numbers", 0, 1, 2, 9)], [], import_)
    graph.operator(BUILTIN.HASHTABLE_IMPORT, [tables[1], numbers("keys", 7, -3, 5, 7), words], [], import_)
    x, found, size = (graph.tensor("x", TYPE.INT64, [2, 2]), graph.tensor("found", TYPE.INT64, [3]),
                      graph.tensor("size", TYPE.INT64, [1]))
    graph.operator(BUILTIN.HASHTABLE_FIND, [tables[0], strings(graph, "sought", [3], b"two", b"", b"one"),
                                            numbers("none", -1)], [found], find)
    graph.operator(BUILTIN.HASHTABLE_SIZE, [tables[1]], [size], schema.HashtableSizeOptionsT())
    named, same = graph.tensor("named", TYPE.STRING, [2, 2]), graph.tensor("same", TYPE.BOOL, [2, 2])
    graph.operator(BUILTIN.HASHTABLE_FIND, [tables[1], x, strings(graph, "nobody", [1], b"nobody")], [named], find)
    graph.operator(BUILTIN.EQUAL, [named, strings(graph, "wanted", [2], b"one", b"nobody")], [same], schema.EqualOptionsT())
    graph.table.inputs, graph.table.outputs = [x], [found, size, same]
    return model.bytes()


def blocks(kind, bits, rows, depth, size, rng):
    """A graph with a tensor of small integers in blocks."""
    model = Model()
    graph = model.subgraph()
    least = -1 << bits - 1
    values = rng.integers(least, -least, [rows, depth]) & (1 << bits) - 1
    packed = sum(values.reshape(-1, 8 // bits)[:, i] << i * bits for i in range(8 // bits)).astype(np.uint8)
    weights = graph.tensor("weights", kind, [rows, depth], packed)
    scales = graph.tensor("scales", TYPE.FLOAT16, [rows, depth // size],
                          rng.uniform(0.01, 0.1, [rows, depth // size]).astype(np.float16))
    quantization, details = schema.QuantizationParametersT(), schema.BlockwiseQuantizationT()
    details.scales, details.zeroPoints, details.blockSize = scales, -1, size
    quantization.detailsType, quantization.details = schema.QuantizationDetails.BlockwiseQuantization, details
    graph.table.tensors[weights].quantization = quantization
    return model, graph, weights


def blocks_dense(bias, rng):
    model, graph, weights = blocks(TYPE.INT4, 4, 6, 64, 32, rng)
    x, y = graph.tensor("x", TYPE.FLOAT32, [2, 64]), graph.tensor("y", TYPE.FLOAT32, [2, 6])
    inputs = [x, weights] + [constant(graph, "bias", rng.normal(0, 1, 6).astype(F32))] * bias
    graph.operator(BUILTIN.FULLY_CONNECTED, inputs, [y], schema.FullyConnectedOptionsT())
    graph.table.inputs, graph.table.outputs = [x], [y]
    return model.bytes()


def blocks_embedding(kind, bits, rng):
    model, graph, table = blocks(kind, bits, 5, 24, 8, rng)
    x, y = graph.tensor("x", TYPE.INT32, [3]), graph.tensor("y", TYPE.FLOAT32, [3, 24])
    graph.operator(BUILTIN.EMBEDDING_LOOKUP, [x, table], [y])
    graph.table.inputs, graph.table.outputs = [x], [y]
    return model.bytes()


def reduce_bool():
    model = Model()
    graph = model.subgraph()
    x, axis, outputs = graph.tensor("x", TYPE.BOOL, [4, 3]), constant(graph, "axis", np.array([0], I32)), []
    for kind in (BUILTIN.SUM, BUILTIN.REDUCE_PROD, BUILTIN.REDUCE_MAX, BUILTIN.REDUCE_MIN):
        outputs.append(graph.tensor("y", TYPE.BOOL, [3]))
        graph.operator(kind, [x, axis], [outputs[-1]], schema.ReducerOptionsT())
    graph.table.inputs, graph.table.outputs = [x], outputs
    return model.bytes()


def hadamard():
    model = Model()
    graph = model.subgraph()
    x, y = graph.tensor("x", TYPE.FLOAT32, [2, 128]), graph.tensor("y", TYPE.FLOAT32, [2, 128])
    graph.operator("aeq.hadamard_rotation", [x], [y])
    options = flexbuffers.Builder()
    with options.Map():
        options.Int("hadamard_size", 64)
    graph.table.operators[-1].customOptions = list(options.Finish())
    graph.table.inputs, graph.table.outputs = [x], [y]
    return model.bytes()


def rotate(inputs):
    """What newer interpreters compute: runs of 64 times the Hadamard matrix."""
    matrix = np.ones([1, 1])
    while len(matrix) < 64:
        matrix = np.kron([[1, 1], [1, -1]], matrix)
    return [(inputs[0].reshape(-1, 64) @ matrix.T / 8).reshape(2, 128).astype(F32)]


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
    optimized, rng = "BUILTIN_WITHOUT_DEFAULT_DELEGATES", np.random.default_rng(12)
    keys = np.array([[[7, 5], [-3, 1]], [[-3, -3], [7, 7]], [[0, 0], [0, 0]]], I64)
    write("hashtable", hashtable(), lambda run: [keys[run]], kernels=optimized)
    for name, bias in (("blocks_dense", False), ("blocks_dense_bias", True)):
        write(name, blocks_dense(bias, rng), lambda run: [rng.normal(0, 1 + run, [2, 64]).astype(F32)], kernels=optimized)
    for name, kind, bits in (("blocks_embedding_int4", TYPE.INT4, 4), ("blocks_embedding_int2", TYPE.INT2, 2)):
        write(name, blocks_embedding(kind, bits, rng), lambda run: [np.array([run, 4, 3], I32)], kernels=optimized)
    write("hadamard", hadamard(), lambda run: [rng.normal(0, 1, [2, 128]).astype(F32)],
          oracle=(rotate, ["aeq.hadamard_rotation"]))
    truths = rng.integers(0, 2, [RUNS, 4, 3]).astype(bool)
    truths[:, :, 0], truths[:, :, 1] = True, False
    write("reduce_bool", reduce_bool(), lambda run: [truths[run]])


if __name__ == "__main__":
    main()
