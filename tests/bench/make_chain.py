#!/usr/bin/env python3
"""Writes int8 models of COUNT convolutions one after another, to see what code one more of them adds.

usage: make_chain.py FOLDER COUNT...

Each is 3 x 3 over 16 channels of a 16 x 16 image, with weights of its own: FOLDER/chain_COUNT.tflite. Needs ai-edge-litert.
"""
import pathlib
import sys

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema

CHANNELS, SIZE = 16, 16


def quantization(scale):
    made = schema.QuantizationParametersT()
    made.scale, made.zeroPoint = [scale], [0]
    return made


def tensor(model, name, shape, dtype, scale, data=None):
    """A further tensor; its index."""
    buffer = schema.BufferT()
    if data is not None:
        buffer.data = np.frombuffer(data.tobytes(), np.uint8)
    model.buffers.append(buffer)
    made = schema.TensorT()
    made.name, made.shape, made.type, made.buffer = name, shape, dtype, len(model.buffers) - 1
    made.quantization = quantization(scale)
    model.subgraphs[0].tensors.append(made)
    return len(model.subgraphs[0].tensors) - 1


def convolution(model, index, x):
    random = np.random.default_rng(index)
    weights = random.integers(-127, 128, (CHANNELS, 3, 3, CHANNELS), np.int8)
    bias = random.integers(-1000, 1000, CHANNELS, np.int32)
    options = schema.Conv2DOptionsT()
    options.strideW = options.strideH = options.dilationWFactor = options.dilationHFactor = 1
    options.padding = schema.Padding.SAME
    made = schema.OperatorT()
    made.opcodeIndex, made.builtinOptionsType, made.builtinOptions = 0, schema.BuiltinOptions.Conv2DOptions, options
    made.inputs = [x, tensor(model, f"weights{index}", weights.shape, schema.TensorType.INT8, 0.01, weights),
                   tensor(model, f"bias{index}", bias.shape, schema.TensorType.INT32, 0.0005, bias)]
    y = tensor(model, f"y{index}", [1, SIZE, SIZE, CHANNELS], schema.TensorType.INT8, 0.05)
    made.outputs = [y]
    model.subgraphs[0].operators.append(made)
    return y


def chain(count):
    model, graph, code = schema.ModelT(), schema.SubGraphT(), schema.OperatorCodeT()
    code.builtinCode = code.deprecatedBuiltinCode = schema.BuiltinOperator.CONV_2D
    code.version = 3
    graph.tensors, graph.operators = [], []
    model.version, model.operatorCodes, model.subgraphs, model.buffers = 3, [code], [graph], [schema.BufferT()]
    x = y = tensor(model, "x", [1, SIZE, SIZE, CHANNELS], schema.TensorType.INT8, 0.05)
    for index in range(count):
        y = convolution(model, index, y)
    graph.inputs, graph.outputs = [x], [y]
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    for count in map(int, sys.argv[2:]):
        (folder / f"chain_{count}.tflite").write_bytes(chain(count))


main()
