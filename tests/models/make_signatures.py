#!/usr/bin/env python3
"""Makes signatures/: models with several signatures, or one that is not the first subgraph, and goldens of their runs.

usage: make_signatures.py

learner/      a linear model: `train` steps its weights, `infer` applies them, `weights` and `restore` read and set them
counter/      hand-built: a variable tensor that two signatures of one subgraph share, and names that Rust has for itself
second/       hand-built: the only signature is the second subgraph
functions.tflite   hand-built, without goldens: a custom operator of nobody's in each of two entry points
refused/      hand-built, without goldens: what cannot be told before anything runs; names say why

io.safetensors holds runs of one interpreter, in order: `sig.KEY.input.NAME@RUN` and `sig.KEY.output.NAME@RUN`.
"""
import os
os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", TF_ENABLE_ONEDNN_OPTS="0", CUDA_VISIBLE_DEVICES="-1")
import json
import pathlib
import tempfile

import flatbuffers
import numpy as np
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from safetensors.numpy import save as safetensors
from tensorflow.lite.python import schema_py_generated as schema

HERE = pathlib.Path(__file__).resolve().parent / "signatures"
BUILTIN, TYPE, OPTIONS = schema.BuiltinOperator, schema.TensorType, schema.BuiltinOptions
TYPES = {np.dtype(np.float32): TYPE.FLOAT32, np.dtype(np.int32): TYPE.INT32}
F32 = tf.float32


class Learner(tf.Module):
    """y = x w + b, and a step down the gradient of the mean squared error."""

    def __init__(self):
        self.w = tf.Variable([0.5, -0.25, 1.0], name="w")
        self.b = tf.Variable([0.125], name="b")

    @tf.function(input_signature=[tf.TensorSpec([4, 3], F32, "x"), tf.TensorSpec([4], F32, "y")])
    def train(self, x, y):
        wrong = tf.linalg.matvec(x, self.w) + self.b - y
        self.w.assign(self.w - 0.125 * tf.reduce_mean(wrong[:, None] * x, 0))
        self.b.assign(self.b - 0.125 * tf.reduce_mean(wrong, keepdims=True))
        return {"loss": tf.reduce_mean(wrong * wrong, keepdims=True)}

    @tf.function(input_signature=[tf.TensorSpec([None, 3], F32, "x")])
    def infer(self, x):
        return {"y": tf.linalg.matvec(x, self.w) + self.b}

    @tf.function(input_signature=[])
    def weights(self):
        return {"w": self.w + 0.0, "b": self.b + 0.0}

    @tf.function(input_signature=[tf.TensorSpec([3], F32, "w"), tf.TensorSpec([1], F32, "b")])
    def restore(self, w, b):
        self.w.assign(w)
        self.b.assign(b)
        return {"b": self.b + 0.0}


def learner():
    module = Learner()
    keys = ["train", "infer", "weights", "restore"]
    with tempfile.TemporaryDirectory() as folder:
        tf.saved_model.save(module, folder, signatures={key: getattr(module, key) for key in keys})
        converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=keys)
        converter.experimental_enable_resource_variables = True
        return converter.convert()


class Subgraph:
    """A subgraph in the making; tensors are their indices."""

    def __init__(self, model, name):
        self.file, self.table = model, schema.SubGraphT()
        self.table.name, self.table.tensors, self.table.operators = name, [], []
        self.table.inputs, self.table.outputs = [], []
        model.model.subgraphs.append(self.table)

    def tensor(self, name, kind=TYPE.INT32, shape=(2,), data=None, variable=False):
        tensor = schema.TensorT()
        tensor.name, tensor.type, tensor.shape, tensor.isVariable = name, kind, list(shape), variable
        if data is not None:
            buffer = schema.BufferT()
            buffer.data = list(np.ascontiguousarray(data).tobytes())
            self.file.model.buffers.append(buffer)
            tensor.buffer = len(self.file.model.buffers) - 1
        self.table.tensors.append(tensor)
        return len(self.table.tensors) - 1

    def constant(self, name, *values):
        return self.tensor(name, data=np.array(values, np.int32))

    def operator(self, kind, inputs, outputs, options=None):
        """A custom operator where `kind` is a name."""
        code, op = schema.OperatorCodeT(), schema.OperatorT()
        custom = isinstance(kind, str)
        code.builtinCode, code.customCode = BUILTIN.CUSTOM if custom else kind, kind if custom else None
        code.deprecatedBuiltinCode, code.version = min(code.builtinCode, 127), 1
        self.file.model.operatorCodes.append(code)
        op.opcodeIndex, op.inputs, op.outputs = len(self.file.model.operatorCodes) - 1, inputs, outputs
        if options is not None:
            name = type(options).__name__[:-1]
            if hasattr(OPTIONS, name):
                op.builtinOptionsType, op.builtinOptions = getattr(OPTIONS, name), options
            else:
                op.builtinOptions2Type, op.builtinOptions2 = getattr(schema.BuiltinOptions2, name), options
        self.table.operators.append(op)

    def add(self, a, b, name):
        out = self.tensor(name)
        self.operator(BUILTIN.ADD, [a, b], [out], schema.AddOptionsT())
        return out

    def variable(self, name):
        handle, options = self.tensor(f"{name} handle", TYPE.RESOURCE, []), schema.VarHandleOptionsT()
        options.container, options.sharedName = "", name
        self.operator(BUILTIN.VAR_HANDLE, [], [handle], options)
        return handle

    def read(self, handle):
        out = self.tensor("value")
        self.operator(BUILTIN.READ_VARIABLE, [handle], [out], schema.ReadVariableOptionsT())
        return out

    def assign(self, handle, value):
        self.operator(BUILTIN.ASSIGN_VARIABLE, [handle, value], [], schema.AssignVariableOptionsT())

    def once(self, subgraph):
        options = schema.CallOnceOptionsT()
        options.initSubgraphIndex = subgraph
        self.operator(BUILTIN.CALL_ONCE, [], [], options)


class Model:
    """A file in the making."""

    def __init__(self):
        self.model = schema.ModelT()
        self.model.version, self.model.subgraphs, self.model.signatureDefs = 3, [], []
        self.model.operatorCodes, self.model.buffers = [], [schema.BufferT()]

    def subgraph(self, name="main"):
        return Subgraph(self, name)

    def signature(self, key, subgraph, inputs=(), outputs=()):
        """Names are those of the tensors unless given as pairs."""
        signature, table = schema.SignatureDefT(), self.model.subgraphs[subgraph]
        signature.signatureKey, signature.subgraphIndex = key, subgraph

        def maps(ends):
            result = []
            for end in ends:
                name, index = end if isinstance(end, tuple) else (table.tensors[end].name, end)
                entry = schema.TensorMapT()
                entry.name, entry.tensorIndex = name, index
                result.append(entry)
            return result
        signature.inputs, signature.outputs = maps(inputs), maps(outputs)
        self.model.signatureDefs.append(signature)

    def bytes(self):
        builder = flatbuffers.Builder(1024)
        builder.Finish(self.model.Pack(builder), b"TFL3")
        return bytes(builder.Output())


def counter():
    """Running sums in variable tensors: two signatures of one subgraph share one, that of another has its own."""
    model = Model()
    for index, gain in enumerate((1, 10)):
        graph = model.subgraph()
        x, total = graph.tensor("x", TYPE.FLOAT32, [1, 2]), graph.tensor("total", TYPE.FLOAT32, [1, 2], variable=True)
        y, weights = graph.tensor("y", TYPE.FLOAT32, [1, 2]), np.eye(2, dtype=np.float32)
        constants = [graph.tensor(name, TYPE.FLOAT32, data.shape, data)
                     for name, data in (("gain", gain * weights), ("keep", weights), ("bias", np.zeros(2, np.float32)))]
        graph.operator(BUILTIN.RNN, [x, *constants, total], [y], schema.RNNOptionsT())
        graph.table.inputs, graph.table.outputs = [x], [y]
        if index == 0:
            model.signature("self", index, [x], [y])
            model.signature("u8", index, [("left", x)], [("right", y)])
        else:
            model.signature("reset", index, [x], [y])
    return model.bytes()


def second():
    model = Model()
    for value in (1, 100):
        graph = model.subgraph()
        x = graph.tensor("x")
        y = graph.add(x, graph.constant("step", value, 2 * value), "y")
        graph.table.inputs, graph.table.outputs = [x], [y]
    model.signature("serve", 1, [("number", 0)], [("sum", 2)])
    return model.bytes()


def functions():
    model = Model()
    for index, key in enumerate(("once", "twice")):
        graph = model.subgraph()
        tensors = [graph.tensor(name) for name in ("x", "double", "quadruple")[:index + 2]]
        for x, y in zip(tensors, tensors[1:]):
            graph.operator("AcmeDouble", [x], [y])
        graph.table.inputs, graph.table.outputs = tensors[:1], tensors[-1:]
        model.signature(key, index, tensors[:1], tensors[-1:])
    return model.bytes()


def initialiser(model, *values):
    graph = model.subgraph("init")
    graph.assign(graph.variable("v"), graph.constant("first", *values))


def entry(model, once=None, early=False, write=False):
    """A subgraph that reads or writes the variable, and runs an initialiser before or after."""
    graph = model.subgraph()
    x = graph.tensor("x")
    graph.table.inputs = [x]
    if once is not None and not early:
        graph.once(once)
    handle = graph.variable("v")
    if write:
        graph.assign(handle, x)
        graph.table.outputs = [graph.add(x, x, "y")]
    else:
        graph.table.outputs = [graph.add(graph.read(handle), x, "y")]
    if once is not None and early:
        graph.once(once)


def refused(a, b, inits=1, keys=("a", "b")):
    """Two entry points, then initialisers, which are subgraphs 2 and 3."""
    model = Model()
    entry(model, **a)
    entry(model, **b)
    for i in range(inits):
        initialiser(model, i, 7)
    for index, key in enumerate(keys):
        table = model.model.subgraphs[index]
        model.signature(key, index, table.inputs, table.outputs)
    return model.bytes()


def runs(model, calls, kernels=OpResolverType.BUILTIN_REF):
    """Runs signatures one after the other; the tensors by the names that they have in the file."""
    it, tensors = Interpreter(model_content=model, experimental_op_resolver_type=kernels), {}
    for number, (key, inputs) in enumerate(calls, 1):
        outputs = it.get_signature_runner(key)(**inputs)
        tensors |= {f"sig.{key}.input.{name}@{number}": array for name, array in inputs.items()}
        tensors |= {f"sig.{key}.output.{name}@{number}": array for name, array in outputs.items()}
    return tensors


def tolerances(model, calls):
    """By output: the reference and the optimized kernels may sum in different orders."""
    golden, other, found = runs(model, calls), runs(model, calls, OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES), {}
    for key in golden:
        name = key.rsplit("@", 1)[0]
        if ".output." in key and golden[key].dtype == np.float32:
            observed = float(np.abs(golden[key] - other[key]).max())
            atol = max(2 * observed, 1e-5 * float(np.abs(golden[key]).max()))
            atol = max(float(f"{atol:.3g}"), found.get(name, {}).get("atol", 0))
            found[name] = {"kind": "close", "atol": atol, "rtol": 1e-5}
    return found


def write(name, model, calls):
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    (folder / "model.tflite").write_bytes(model)
    tensors = runs(model, calls)
    (folder / "io.safetensors").write_bytes(safetensors({key: np.array(a, order="C") for key, a in tensors.items()}))
    meta = {"name": name, "signatures": Interpreter(model_content=model).get_signature_list(), "stateful": True,
            "golden_resolver": "BUILTIN_REF", "tolerance": tolerances(model, calls)}
    (folder / "meta.json").write_text(json.dumps(meta, indent=1) + "\n")


def main():
    (HERE / "refused").mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(7)
    x = rng.normal(0, 1, (3, 4, 3)).astype(np.float32)
    y = (x @ np.array([1, 2, -1], np.float32) + 0.5).astype(np.float32)
    train, infer = [("train", {"x": x[i], "y": y[i]}) for i in range(3)], ("infer", {"x": x[0, :2]})
    restored = ("restore", {"w": np.array([3, 2, 1], np.float32), "b": np.array([-1], np.float32)})
    calls = [infer, ("weights", {}), train[0], infer, train[1], train[2], ("weights", {}), restored, infer, train[0]]
    write("learner", learner(), calls)
    one = np.array([[1, -0.5]], np.float32)
    calls = [("self", {"x": one}), ("u8", {"left": 4 * one}), ("reset", {"x": one}), ("self", {"x": one})]
    write("counter", counter(), calls)
    two = np.array([1, -2], np.int32)
    write("second", second(), [("serve", {"number": two})])
    (HERE / "functions.tflite").write_bytes(functions())
    once, other = {"once": 2}, {"once": 3}
    for name, model in {
        "read_without_initialiser": refused(once, {}),
        "written_without_initialiser": refused(once, {"write": True}),
        "initialised_late": refused({"once": 2, "early": True, "write": True}, once),
        "two_initialisers": refused(once, other, inits=2),
        "never_initialised": refused({"write": True}, {}, inits=0),
        "same_key": refused(once, once, keys=("a", "a")),
    }.items():
        (HERE / "refused" / f"{name}.tflite").write_bytes(model)


if __name__ == "__main__":
    main()
