#!/usr/bin/env python3
"""Makes functions_int8/ and its goldens: operators that are a function of one byte together, in the ways they come in models.

usage: make_functions.py

Inputs hold every byte. Outputs: `x * sigmoid(x)` of one input and of a sum; a chain of operators of which a byte in the middle is an
output; islands of floats of uint8 and int8; the same with a constant for each channel, which is no function of a byte.
"""
import json
import pathlib

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from safetensors.numpy import save as safetensors

FOLDER = pathlib.Path(__file__).resolve().parent / "functions_int8"
BUILTIN, TYPE, OPTIONS = schema.BuiltinOperator, schema.TensorType, schema.BuiltinOptions
SHAPE = [1, 8, 8, 4]
SIGMOID = (1 / 256, -128)


class Model:
    """A model in the making; tensors are their indices."""

    def __init__(self):
        self.graph, self.model = schema.SubGraphT(), schema.ModelT()
        self.graph.name, self.graph.tensors, self.graph.operators = "main", [], []
        self.model.version, self.model.subgraphs = 3, [self.graph]
        self.model.operatorCodes, self.model.buffers = [], [schema.BufferT()]

    def tensor(self, name, kind, shape, quant=None, data=None):
        tensor = schema.TensorT()
        tensor.name, tensor.type, tensor.shape, tensor.hasRank = name, kind, shape, True
        if data is not None:
            buffer = schema.BufferT()
            buffer.data = list(data.tobytes())
            self.model.buffers.append(buffer)
            tensor.buffer = len(self.model.buffers) - 1
        if quant:
            tensor.quantization = schema.QuantizationParametersT()
            tensor.quantization.scale, tensor.quantization.zeroPoint = [quant[0]], [quant[1]]
        self.graph.tensors.append(tensor)
        return len(self.graph.tensors) - 1

    def i8(self, name, quant):
        return self.tensor(name, TYPE.INT8, SHAPE, quant)

    def f32(self, name):
        return self.tensor(name, TYPE.FLOAT32, SHAPE)

    def constant(self, name, data, quant=None):
        kind = TYPE.INT8 if data.dtype == np.int8 else TYPE.FLOAT32
        return self.tensor(name, kind, list(data.shape), quant, data)

    def operator(self, kind, inputs, output):
        code, op = schema.OperatorCodeT(), schema.OperatorT()
        code.builtinCode, code.deprecatedBuiltinCode = kind, min(kind, 127)
        code.version = 2 if kind in (BUILTIN.ADD, BUILTIN.MUL, BUILTIN.SUB) else 1
        self.model.operatorCodes.append(code)
        op.opcodeIndex, op.inputs, op.outputs = len(self.model.operatorCodes) - 1, inputs, [output]
        for name in ("Add", "Mul", "Sub"):
            if kind == getattr(BUILTIN, name.upper()):
                op.builtinOptions = getattr(schema, f"{name}OptionsT")()
                op.builtinOptionsType = getattr(OPTIONS, f"{name}Options")
        self.graph.operators.append(op)
        return output

    def finish(self, inputs, outputs):
        self.graph.inputs, self.graph.outputs = inputs, outputs
        builder = flatbuffers.Builder(1024)
        builder.Finish(self.model.Pack(builder), b"TFL3")
        return bytes(builder.Output())


def swish(model, x, name):
    sigmoid = model.operator(BUILTIN.LOGISTIC, [x], model.i8(f"sigmoid of {name}", SIGMOID))
    return model.operator(BUILTIN.MUL, [x, sigmoid], model.i8(f"swish of {name}", (0.03, -120)))


def island(model, x, name, kind, quant):
    """`max(0.75 x - 0.5, x²) * factor` in floats."""
    real = model.operator(BUILTIN.DEQUANTIZE, [x], model.f32(f"{name} dequantized"))
    factor = model.constant(f"{name} factor", np.float32([0.75]))
    offset = model.constant(f"{name} offset", np.full([8, 1, 4], 0.5, np.float32))
    line = model.operator(BUILTIN.MUL, [real, factor], model.f32(f"{name} scaled"))
    line = model.operator(BUILTIN.SUB, [line, offset], model.f32(f"{name} moved"))
    square = model.operator(BUILTIN.MUL, [real, real], model.f32(f"{name} squared"))
    most = model.operator(BUILTIN.MAXIMUM, [line, square], model.f32(f"{name} maximum"))
    return model.operator(BUILTIN.QUANTIZE, [most], model.tensor(f"{name} again", kind, SHAPE, quant))


def build():
    model = Model()
    x, other = model.i8("x", (0.04, 5)), model.i8("other", (0.03, -20))
    y = model.tensor("unsigned", TYPE.UINT8, SHAPE, (0.02, 100))
    alone = swish(model, x, "x")
    total = model.operator(BUILTIN.ADD, [x, other], model.i8("sum", (0.06, -3)))
    summed = swish(model, total, "sum")
    middle = model.operator(BUILTIN.HARD_SWISH, [x], model.i8("middle", (0.04, -110)))
    bias = model.constant("bias", np.int8([[[[40]]]]), (0.05, 0))
    moved = model.operator(BUILTIN.ADD, [middle, bias], model.i8("moved", (0.05, -90)))
    end = model.operator(BUILTIN.TANH, [moved], model.i8("end", (1 / 128, 0)))
    islands = [island(model, x, "x", TYPE.INT8, (0.1, -128)), island(model, y, "y", TYPE.UINT8, (0.05, 3))]
    row = model.constant("row", np.int8([40, -100, 127, 3]), (0.01, 0))
    channels = model.operator(BUILTIN.MUL, [end, row], model.i8("channels", (0.008, 7)))
    return model.finish([x, other, y], [alone, summed, middle, channels, *islands])


def interpreter(model):
    it = Interpreter(model_content=model, experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    it.allocate_tensors()
    return it


def describe(detail):
    scale, zero_point = detail["quantization"]
    return {"name": detail["name"], "dtype": np.dtype(detail["dtype"]).name, "shape": detail["shape"].tolist(),
            "scale": scale, "zero_point": zero_point}


def main():
    model, rng = build(), np.random.default_rng(100)
    it = interpreter(model)
    arrays = {}
    for i, detail in enumerate(it.get_input_details()):
        array = rng.permutation(256).astype(np.uint8).view(detail["dtype"]).reshape(SHAPE)
        it.set_tensor(detail["index"], array)
        arrays[f"input{i}"] = np.array(array, order="C")
    it.invoke()
    for i, detail in enumerate(it.get_output_details()):
        arrays[f"output{i}"] = it.get_tensor(detail["index"])
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "model.tflite").write_bytes(model)
    (FOLDER / "io.safetensors").write_bytes(safetensors(arrays))
    outputs = it.get_output_details()
    text = {"name": "functions_int8", "format": "int8", "ops": [step["op_name"] for step in it._get_ops_details()],
            "inputs": [describe(d) for d in it.get_input_details()], "outputs": [describe(d) for d in outputs],
            "signatures": it.get_signature_list(), "stateful": False, "golden_resolver": "BUILTIN_REF",
            "tolerance": [{"kind": "exact"} for _ in outputs]}
    (FOLDER / "meta.json").write_text(json.dumps(text, indent=1) + "\n")


main()
