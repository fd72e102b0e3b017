#!/usr/bin/env python3
"""Makes custom/: small models with custom operators that nobody knows but the tests, whose functions compute them.

usage: make_custom.py

scale.tflite        the smallest: one operator, a constant, an option
operators.tflite    several operators, types, ranks, options and quantizations, between operators of TFLite
kept.tflite         operators whose outputs nobody reads, or that have none; a variable
batch.tflite        scale.tflite with an open batch and outputs that the file states in full all the same
The others cannot be compiled with functions either; their names say why.
"""
import pathlib

import flatbuffers
import numpy as np
from flatbuffers import flexbuffers
from tensorflow.lite.python import schema_py_generated as schema

HERE = pathlib.Path(__file__).resolve().parent
BUILTIN, TYPE = schema.BuiltinOperator, schema.TensorType
TYPES = {np.dtype(np.float32): TYPE.FLOAT32, np.dtype(np.int8): TYPE.INT8, np.dtype(np.int32): TYPE.INT32}


class Model:
    """A model in the making; tensors are their indices."""

    def __init__(self):
        self.graph, self.model = schema.SubGraphT(), schema.ModelT()
        self.graph.name, self.graph.tensors, self.graph.operators = "main", [], []
        self.model.version, self.model.subgraphs = 3, [self.graph]
        self.model.operatorCodes, self.model.buffers = [], [schema.BufferT()]

    def tensor(self, name, kind, shape, data=None, signature=None, variable=False, quant=None, axis=0):
        """`quant` is scale and zero point, or a list of each; a shape of None is not stated."""
        tensor = schema.TensorT()
        tensor.name, tensor.type, tensor.isVariable = name, kind, variable
        tensor.shape, tensor.hasRank = shape or [], shape is not None
        tensor.shapeSignature = signature
        if data is not None:
            buffer = schema.BufferT()
            buffer.data = list(np.ascontiguousarray(data).tobytes())
            self.model.buffers.append(buffer)
            tensor.buffer = len(self.model.buffers) - 1
        if quant:
            tensor.quantization = schema.QuantizationParametersT()
            tensor.quantization.scale, tensor.quantization.zeroPoint = (np.atleast_1d(part).tolist() for part in quant)
            tensor.quantization.quantizedDimension = axis
        self.graph.tensors.append(tensor)
        return len(self.graph.tensors) - 1

    def constant(self, name, data, **more):
        return self.tensor(name, TYPES[data.dtype], list(data.shape), data, **more)

    def operator(self, kind, inputs, outputs, options=b""):
        """A custom operator where `kind` is a name."""
        code, op = schema.OperatorCodeT(), schema.OperatorT()
        custom = isinstance(kind, str)
        code.builtinCode = BUILTIN.CUSTOM if custom else kind
        code.deprecatedBuiltinCode = min(code.builtinCode, 127)
        code.customCode = kind if custom else None
        self.model.operatorCodes.append(code)
        op.opcodeIndex, op.inputs, op.outputs = len(self.model.operatorCodes) - 1, inputs, outputs
        if options:
            op.customOptions = list(options)
        self.graph.operators.append(op)

    def write(self, name, inputs, outputs):
        self.graph.inputs, self.graph.outputs = inputs, outputs
        builder = flatbuffers.Builder(1024)
        builder.Finish(self.model.Pack(builder), b"TFL3")
        (HERE / "custom" / f"{name}.tflite").write_bytes(bytes(builder.Output()))


def scale(name, x=None, y=None, factors=None, more=()):
    """`y = x * factors + offset`."""
    model = Model()
    x = model.tensor("x", **{"kind": TYPE.FLOAT32, "shape": [2, 3], **(x or {})})
    factors = model.constant("factors", np.array([1, 10, 100], np.float32), **(factors or {}))
    y = model.tensor("y", **{"kind": TYPE.FLOAT32, "shape": [2, 3], **(y or {})})
    model.operator("AcmeScale", [x, factors, *more], [y], flexbuffers.Dumps({"offset": 0.5}))
    model.write(name, [x], [y])


def operators():
    model, quarters = Model(), (0.25, -3)
    x = model.tensor("x", TYPE.FLOAT32, [2, 3])
    factors = model.constant("factors", np.array([1, 10, 100], np.float32))
    scaled, positive = (model.tensor(name, TYPE.FLOAT32, [2, 3]) for name in ("scaled", "positive"))
    coarse = model.tensor("coarse", TYPE.INT8, [2, 3], quant=quarters)
    weights = model.constant("weights", np.array([[1, 2, 3], [-4, 5, 6]], np.int8), quant=([0.5, 2.0], [0, 0]))
    weighed = model.tensor("weighed", TYPE.FLOAT32, [2])
    hits = model.tensor("hits", TYPE.BOOL, [2, 3])
    total = model.tensor("total", TYPE.INT32, [])
    options = {"offset": -20.5, "limits": [-1, 7], "mode": "row", "nested": {"on": True, "parts": [0.5, "x"]}}
    model.operator("AcmeScale", [x, factors], [scaled], flexbuffers.Dumps(options))
    model.operator(BUILTIN.RELU, [scaled], [positive])
    model.operator(BUILTIN.QUANTIZE, [positive], [coarse])
    model.operator("Acme:Count=", [coarse], [hits, total], b"\x05\x00\x01")
    model.operator("AcmeWeigh", [coarse, weights], [weighed])
    model.write("operators", [x], [weighed, hits, total, scaled])


def kept():
    model = Model()
    x = model.tensor("x", TYPE.FLOAT32, [4])
    runs = model.tensor("runs", TYPE.INT32, [1], variable=True)
    unread, y = model.tensor("unread", TYPE.FLOAT32, [4]), model.tensor("y", TYPE.FLOAT32, [4])
    model.operator("AcmeCount", [x, runs], [unread])
    model.operator("AcmeNote", [x], [])
    model.operator(BUILTIN.ABS, [x], [y])
    model.operator("AcmeHalf", [y], [model.tensor("half", TYPE.FLOAT32, [4])])
    model.write("kept", [x], [y, len(model.graph.tensors) - 1])


def twelve():
    model = Model()
    inputs = [model.tensor(f"x{i}", TYPE.FLOAT32, [2]) for i in range(12)]
    y = model.tensor("y", TYPE.FLOAT32, [2])
    model.operator("AcmeSum", inputs, [y])
    model.write("too_many_tensors", inputs, [y])


def variable_twice():
    model = Model()
    state, y = model.tensor("state", TYPE.INT32, [1], variable=True), model.tensor("y", TYPE.INT32, [1])
    model.operator("AcmeSwap", [state, state], [y])
    model.write("variable_twice", [], [y])


def detection():
    """An operator whose name litecast knows, with options that it does not."""
    model = Model()
    x, y = model.tensor("x", TYPE.FLOAT32, [3]), model.tensor("y", TYPE.FLOAT32, [1])
    model.operator("TFLite_Detection_PostProcess", [x], [y], flexbuffers.Dumps({"mine": 1}))
    model.write("known", [x], [y])


def main():
    (HERE / "custom").mkdir(exist_ok=True)
    scale("scale")
    scale("batch", x={"signature": [-1, 3]})
    scale("output_open", x={"signature": [-1, 3]}, y={"signature": [-1, 3]})
    scale("output_unknown", y={"shape": None})
    scale("input_int4", x={"kind": TYPE.INT4})
    scale("input_left_out", more=[-1])
    operators()
    kept()
    twelve()
    variable_twice()
    detection()


if __name__ == "__main__":
    main()
