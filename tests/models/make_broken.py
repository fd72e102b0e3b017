#!/usr/bin/env python3
"""Makes broken/: damaged copies of tiny_conv_int8, each with the one fault that its name tells.

usage: make_broken.py                   (after make_models.py tiny_conv_int8)

broken/index.json says of each file what is wrong. Where `must_refuse` is true a compiler has to answer with a message;
the few others leave no doubt about the result (TFLite runs them), so it may also ignore the fault. It never crashes,
hangs or runs out of memory. Interpreters may: TFLite's runs some of the worst of these files.
"""
import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import copy
import json
import pathlib
import shutil

import flatbuffers
import numpy as np
from tensorflow.lite.python import schema_py_generated as schema

HERE = pathlib.Path(__file__).resolve().parent
HUGE = 2**31 - 1
CUSTOM, DELEGATE = schema.BuiltinOperator.CUSTOM, schema.BuiltinOperator.DELEGATE
FAULTS = {}


def fault(what, must_refuse=True):
    """Registers a function that damages a model: an object (returns nothing) or a file's bytes (returns the new)."""
    def register(function):
        FAULTS[function.__name__] = ({"what": what, "must_refuse": must_refuse}, function)
        return function
    return register


class Base:
    """tiny_conv_int8 as an object, with names for the parts that get damaged."""

    def __init__(self, data):
        self.model = model = schema.ModelT.InitFromPackedBuf(data, 0)
        self.graph, self.code, self.signature = model.subgraphs[0], model.operatorCodes[0], model.signatureDefs[0]
        self.op, = self.graph.operators
        self.options = self.op.builtinOptions
        self.make_editable()
        self.image, self.kernel, self.bias = (self.graph.tensors[i] for i in self.op.inputs)
        self.map = self.graph.tensors[self.op.outputs[0]]

    def make_editable(self):
        """The reader gives read-only arrays; lists can be damaged entry by entry."""
        for part in (self.graph, self.op):
            part.inputs, part.outputs = list(part.inputs), list(part.outputs)
        for quantization in (t.quantization for t in self.graph.tensors):
            quantization.scale, quantization.zeroPoint = list(quantization.scale), list(quantization.zeroPoint)

    def buffer(self, tensor):
        return self.model.buffers[tensor.buffer]

    def place(self, tensor):
        return next(i for i, t in enumerate(self.graph.tensors) if t is tensor)

    def add_tensor(self, like):
        self.graph.tensors.append(copy.deepcopy(like))
        return len(self.graph.tensors) - 1

    def add_operator(self, source, target):
        """Appends target = source + source."""
        code, op = schema.OperatorCodeT(), schema.OperatorT()
        code.builtinCode = code.deprecatedBuiltinCode = schema.BuiltinOperator.ADD
        self.model.operatorCodes.append(code)
        op.opcodeIndex, op.inputs, op.outputs = len(self.model.operatorCodes) - 1, [source, source], [target]
        op.builtinOptionsType, op.builtinOptions = schema.BuiltinOptions.AddOptions, schema.AddOptionsT()
        self.graph.operators.append(op)

    def pack(self):
        builder = flatbuffers.Builder(4096)
        builder.Finish(self.model.Pack(builder), b"TFL3")
        return bytes(builder.Output())


# --- not a model, or not a whole one

@fault("the file has no bytes")
def empty(data):
    return b""


@fault("three bytes: shorter than a root offset")
def three_bytes(data):
    return data[:3]


@fault("only the root offset and the file identifier")
def header_only(data):
    return data[:8]


@fault("a text file, as a failed download leaves it")
def text_file(data):
    return b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 1288\n"


@fault("the head of a zip archive, as of a Keras file")
def zip_header(data):
    return b"PK\x03\x04\x14\0\0\0\0\0" + b"\0" * 16 + b"\x0b\0\0\0config.json{}"


@fault("an HDF5 head, as of an old Keras file")
def hdf5_header(data):
    return b"\x89HDF\r\n\x1a\n" + b"\0" * 88


@fault("the second half of the file is missing")
def truncated_half(data):
    return data[:len(data) // 2]


@fault("the last 32 bytes of the file are missing")
def truncated_end(data):
    return data[:-32]


@fault("right length, every byte zero")
def all_zero(data):
    return bytes(len(data))


@fault("the identifier is of a scheme that never was: TFL9")
def wrong_identifier(data):
    return data[:4] + b"TFL9" + data[8:]


@fault("the root table lies far behind the end of the file")
def root_offset_outside(data):
    return b"\xf0\xff\xff\x7f" + data[4:]


@fault("the root table's own table of fields lies outside the file")
def vtable_outside(data):
    root = int.from_bytes(data[:4], "little")
    return data[:root] + HUGE.to_bytes(4, "little") + data[root + 4:]


@fault("the list of operators claims 2^31 - 1 entries")
def vector_length_absurd(data):
    graph = schema.Model.GetRootAs(data, 0).Subgraphs(0)
    start = graph._tab.Vector(graph._tab.Offset(10)) - 4
    return data[:start] + HUGE.to_bytes(4, "little") + data[start + 4:]


# --- model and lists

@fault("schema version 2")
def version_unknown(base):
    base.model.version = 2


@fault("the model has no subgraph")
def no_subgraph(base):
    base.model.subgraphs = []


@fault("the subgraph has no output", must_refuse=False)
def no_outputs(base):
    base.graph.outputs = []


@fault("the operator refers to an operator code that does not exist")
def operator_code_out_of_range(base):
    base.op.opcodeIndex = 9


@fault("builtin operator number 9999")
def operator_unknown(base):
    base.code.builtinCode = 9999


@fault("after a good operator, four of three kinds that nobody knows")
def operators_unknown(base):
    made = base.op.outputs[0]
    for code, name in [(CUSTOM, "AcmeFrobnicate"), (DELEGATE, None), (CUSTOM, "AcmeFrobnicate"), (9999, None)]:
        kind, op, target = schema.OperatorCodeT(), schema.OperatorT(), base.add_tensor(base.map)
        kind.builtinCode, kind.deprecatedBuiltinCode, kind.customCode = code, min(code, 127), name
        base.model.operatorCodes.append(kind)
        op.opcodeIndex, op.inputs, op.outputs = len(base.model.operatorCodes) - 1, [made], [target]
        base.graph.operators.append(op)
        made = target
    base.graph.outputs = [made]


@fault("a custom operator that nobody knows")
def custom_operator_unknown(base):
    base.code.builtinCode = base.code.deprecatedBuiltinCode = schema.BuiltinOperator.CUSTOM
    base.code.customCode = "AcmeFrobnicate"
    base.op.builtinOptionsType, base.op.builtinOptions = schema.BuiltinOptions.NONE, None
    base.op.customOptions = list(b"\x01\x02\x03")


@fault("a custom operator without a name")
def custom_operator_nameless(base):
    custom_operator_unknown(base)
    base.code.customCode = None


@fault("CONV_2D carries the options of SOFTMAX")
def options_of_another_operator(base):
    base.op.builtinOptionsType, base.op.builtinOptions = schema.BuiltinOptions.SoftmaxOptions, schema.SoftmaxOptionsT()


@fault("CONV_2D carries no options")
def options_missing(base):
    base.op.builtinOptionsType, base.op.builtinOptions = schema.BuiltinOptions.NONE, None


@fault("the signature's input refers to a tensor that does not exist")
def signature_tensor_out_of_range(base):
    base.signature.inputs[0].tensorIndex = 77


@fault("the signature refers to a subgraph that does not exist")
def signature_subgraph_out_of_range(base):
    base.signature.subgraphIndex = 5


# --- tensors and buffers

@fault("an operator's input is tensor 99 of 4")
def tensor_index_out_of_range(base):
    base.op.inputs[1] = 99


@fault("an operator's output is tensor -7")
def tensor_index_negative(base):
    base.op.outputs[0] = -7


@fault("the subgraph's input is tensor 99 of 4")
def graph_input_out_of_range(base):
    base.graph.inputs[0] = 99


@fault("a tensor refers to a buffer that does not exist")
def buffer_index_out_of_range(base):
    base.kernel.buffer = 50


@fault("the filter's buffer is 5 bytes shorter than its shape says")
def buffer_too_short(base):
    base.buffer(base.kernel).data = base.buffer(base.kernel).data[:-5]


@fault("the filter's buffer is 3 bytes longer than its shape says", must_refuse=False)
def buffer_too_long(base):
    buffer = base.buffer(base.kernel)
    buffer.data = np.append(buffer.data, np.zeros(3, np.uint8))


@fault("the filter's data lie behind the end of the file")
def buffer_offset_outside(base):
    base.buffer(base.kernel).data = None
    base.buffer(base.kernel).offset, base.buffer(base.kernel).size = 2**40, 54


@fault("the input's shape has 2^31 - 1 in every dimension: the size overflows 64 bits")
def shape_absurd(base):
    base.image.shape = [HUGE] * 4


@fault("the output claims 2^31 - 1 rows: 26 GB", must_refuse=False)
def shape_huge_output(base):
    base.map.shape = [1, HUGE, 4, 3]


@fault("the input's shape has a negative dimension")
def shape_negative(base):
    base.image.shape = [1, -4, 4, 2]


@fault("the input's shape has a dimension of zero")
def shape_zero(base):
    base.image.shape = [1, 0, 4, 2]


@fault("the input has 300 dimensions")
def rank_absurd(base):
    base.image.shape = [1] * 300


@fault("the input's element type is number 99")
def type_unknown(base):
    base.image.type = 99


@fault("a tensor's name is not UTF-8", must_refuse=False)
def name_not_utf8(base):
    base.map.name = b"map\xff\xfe\x80"


# --- the graph

@fault("the operator reads its own output")
def cycle_self(base):
    base.op.inputs[0] = base.op.outputs[0]


@fault("two operators feed each other")
def cycle_of_two(base):
    between = base.add_tensor(base.map)
    base.kernel.shape, base.image.shape = [3, 3, 3, 3], base.map.shape
    base.buffer(base.kernel).data = np.ones(81, np.uint8)
    base.add_operator(base.op.outputs[0], between)
    base.op.inputs[0] = between


@fault("an operator stands before the one that makes its input")
def operators_out_of_order(base):
    between = base.add_tensor(base.image)
    base.add_operator(base.place(base.image), between)
    base.op.inputs[0] = between


@fault("two operators write the same tensor", must_refuse=False)
def output_written_twice(base):
    base.graph.operators.append(copy.deepcopy(base.op))


@fault("an operator writes a constant")
def output_is_constant(base):
    base.op.outputs = [base.place(base.kernel)]


@fault("an operator writes the subgraph's input")
def output_is_graph_input(base):
    base.op.outputs = [base.place(base.image)]


@fault("no operator writes the subgraph's output")
def output_never_written(base):
    base.graph.outputs = [base.add_tensor(base.map)]


@fault("an operator reads a tensor that is no input, no constant, and that nobody writes")
def input_never_written(base):
    base.op.inputs[0] = base.add_tensor(base.image)


@fault("CONV_2D's filter is given as absent (-1)")
def input_absent(base):
    base.op.inputs[1] = -1


@fault("CONV_2D has only one input")
def inputs_too_few(base):
    base.op.inputs = base.op.inputs[:1]


@fault("CONV_2D has five inputs")
def inputs_too_many(base):
    base.op.inputs = [*base.op.inputs, base.op.inputs[1], base.op.inputs[2]]


@fault("CONV_2D has no output")
def outputs_too_few(base):
    base.op.outputs = []


# --- CONV_2D

@fault("the filter has 5 input channels, the image 2")
def conv_filter_channels_mismatch(base):
    base.kernel.shape = [3, 3, 3, 5]
    base.buffer(base.kernel).data = np.ones(135, np.uint8)


@fault("the filter has three dimensions")
def conv_filter_rank(base):
    base.kernel.shape = [3, 3, 6]


@fault("the bias has 2 entries, the filter 3 output channels")
def conv_bias_length_mismatch(base):
    base.bias.shape = [2]
    base.buffer(base.bias).data = base.buffer(base.bias).data[:8]


@fault("an int8 convolution with float32 bias")
def conv_bias_type(base):
    base.bias.type = schema.TensorType.FLOAT32


@fault("the output's shape is not what the convolution yields", must_refuse=False)
def conv_output_shape_wrong(base):
    base.map.shape = [1, 5, 5, 3]


@fault("stride 0")
def conv_stride_zero(base):
    base.options.strideW = 0


@fault("stride -1")
def conv_stride_negative(base):
    base.options.strideH = -1


@fault("dilation 0")
def conv_dilation_zero(base):
    base.options.dilationHFactor = 0


@fault("dilation 2^31 - 1")
def conv_dilation_absurd(base):
    base.options.dilationWFactor = HUGE


@fault("padding number 9")
def conv_padding_unknown(base):
    base.options.padding = 9


@fault("fused activation number 77")
def conv_activation_unknown(base):
    base.options.fusedActivationFunction = 77


@fault("a filter larger than the unpadded image")
def conv_filter_larger_than_image(base):
    base.options.padding = schema.Padding.VALID
    base.image.shape = [1, 2, 2, 2]
    base.map.shape = [1, 0, 0, 3]


# --- quantization

@fault("an int8 input without quantization")
def quant_missing(base):
    base.image.quantization = None


@fault("the input's scale is 0")
def quant_scale_zero(base):
    base.image.quantization.scale = [0.0]


@fault("the input's scale is negative")
def quant_scale_negative(base):
    base.image.quantization.scale = [-0.5]


@fault("the input's scale is not a number")
def quant_scale_nan(base):
    base.image.quantization.scale = [float("nan")]


@fault("the output's scale is infinite")
def quant_scale_infinite(base):
    base.map.quantization.scale = [float("inf")]


@fault("one channel's scale is 0")
def quant_channel_scale_zero(base):
    base.kernel.quantization.scale[1] = 0.0


@fault("the input's zero point is 300, beyond int8")
def quant_zero_point_out_of_range(base):
    base.image.quantization.zeroPoint = [300]


@fault("the filter's zero point is 3; int8 filters are symmetric")
def quant_filter_zero_point(base):
    base.kernel.quantization.zeroPoint = [3, 3, 3]


@fault("the filter has 2 scales for 3 channels")
def quant_channel_count_mismatch(base):
    base.kernel.quantization.scale = base.kernel.quantization.scale[:2]


@fault("3 scales, 1 zero point")
def quant_zero_point_count_mismatch(base):
    base.kernel.quantization.zeroPoint = base.kernel.quantization.zeroPoint[:1]


@fault("the filter is quantized along dimension 7")
def quant_dimension_out_of_range(base):
    base.kernel.quantization.quantizedDimension = 7


@fault("the scales' ratio (1e30) is no multiplier that fixed point can hold")
def quant_ratio_absurd(base):
    base.image.quantization.scale, base.map.quantization.scale = [1e20], [1e-10]


def damaged(data, function):
    if function.__code__.co_varnames[0] == "data":
        return function(data)
    base = Base(data)
    function(base)
    return base.pack()


def main():
    folder = HERE / "broken"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    # Packed once unchanged first, so that a file differs from the base in nothing but its fault.
    data = Base((HERE / "tiny_conv_int8" / "model.tflite").read_bytes()).pack()
    for name, (_, function) in FAULTS.items():
        (folder / f"{name}.tflite").write_bytes(damaged(data, function))
    faults = {f"{name}.tflite": about for name, (about, _) in sorted(FAULTS.items())}
    (folder / "index.json").write_text(json.dumps(faults, indent=1) + "\n")
    print(f"{len(faults)} files")


if __name__ == "__main__":
    main()
