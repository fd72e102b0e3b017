#!/usr/bin/env python3
"""Adds the custom operators of image segmentation to operators/: pooling that tells where maxima are, and the way back.

usage: make_perception.py

No interpreter at hand has them, so the goldens are this file's own: numpy, written from what MediaPipe's and TFLite's kernels
do. MediaPipe's count the taps of a filter, as floats and a tenth more; TFLite's are indices into the image.
"""
import numpy as np
from flatbuffers import flexbuffers

from make_operators import F32, write
from make_signatures import TYPE, Model

SAME, VALID = 1, 2
ACTIVATIONS = {"none": (0, -np.inf, np.inf), "relu": (1, 0, np.inf), "relu_n1_to_1": (2, -1, 1), "relu6": (3, 0, 6)}


def structure(padding, strides, filters, activation=0):
    """TfLitePoolParams: widths come first, and what TFLite works out for itself last."""
    numbers = [padding, strides[1], strides[0], filters[1], filters[0], activation, 0, 0, 0, 0]
    return np.array(numbers, np.int32).tobytes()


def attributes(padding, strides, filters):
    builder = flexbuffers.Builder()
    with builder.Map():
        builder.Key("T"), builder.Int(1)
        builder.Key("include_batch_in_index"), builder.Bool(False)
        for name, (rows, columns) in (("ksize", filters), ("strides", strides)):
            builder.Key(name), builder.TypedVectorFromElements([1, rows, columns, 1])
        builder.Key("padding"), builder.String("SAME" if padding == SAME else "VALID")
    return bytes(builder.Finish())


def model(name, options, inputs, outputs):
    """Of one custom operator; tensors are (type, shape)."""
    file = Model()
    graph = file.subgraph()
    make = lambda prefix, ends: [graph.tensor(f"{prefix}{i}", kind, shape) for i, (kind, shape) in enumerate(ends)]
    graph.table.inputs, graph.table.outputs = make("x", inputs), make("y", outputs)
    graph.operator(name, graph.table.inputs, graph.table.outputs)
    graph.table.operators[0].customOptions = list(options)
    return file.bytes()


def extents(size, filters, strides, padding):
    """Outputs of a dimension, and what is put before it."""
    count = -(-size // strides) if padding == SAME else (size - filters + strides) // strides
    return count, max((count - 1) * strides + filters - size, 0) // 2


def pool(x, padding, strides, filters, activation="none"):
    """Maxima, and the row and column in the filter of the first of each, and in the image."""
    (rows, top), (columns, left) = (extents(x.shape[1 + i], filters[i], strides[i], padding) for i in (0, 1))
    padded = np.full((x.shape[0], (rows - 1) * strides[0] + filters[0] + x.shape[1],
                      (columns - 1) * strides[1] + filters[1] + x.shape[2], x.shape[3]), -np.inf, F32)
    padded[:, top:top + x.shape[1], left:left + x.shape[2]] = x
    taps = np.stack([padded[:, r:r + rows * strides[0]:strides[0], c:c + columns * strides[1]:strides[1]][:, :rows, :columns]
                     for r in range(filters[0]) for c in range(filters[1])])
    tap, (_, low, high) = taps.argmax(0), ACTIVATIONS[activation]
    row = tap // filters[1] + strides[0] * np.arange(rows)[:, None, None] - top
    column = tap % filters[1] + strides[1] * np.arange(columns)[:, None] - left
    return taps.max(0).clip(low, high).astype(F32), tap, row, column


def pool_taps(padding, strides, filters, activation):
    def run(given):
        y, tap, _, _ = pool(given[0], padding, strides, filters, activation)
        return [y, tap.astype(F32) + F32(0.1)]
    return run, ["MaxPoolingWithArgmax2D"]


def pool_indices(padding, strides, filters):
    def run(given):
        (x,), channels = given, np.arange(given[0].shape[3])
        y, _, row, column = pool(x, padding, strides, filters)
        return [y, ((row * x.shape[2] + column) * x.shape[3] + channels).astype(np.int32)]
    return run, ["MaxPoolWithArgmax"]


def unpool_taps(strides, filters):
    """Later values overwrite earlier ones; those that would lie outside are dropped."""
    def run(given):
        x, taps = given[0], given[1].astype(int)
        y = np.zeros((x.shape[0], x.shape[1] * filters[0], x.shape[2] * filters[1], x.shape[3]), F32)
        pads = [max((x.shape[1 + i] - 1) * strides[i] + filters[i] - y.shape[1 + i], 0) // 2 for i in (0, 1)]
        for b, i, j, c in np.ndindex(x.shape):
            tap = taps[b, i, j, c]
            row, column = i * strides[0] - pads[0] + tap // filters[1], j * strides[1] - pads[1] + tap % filters[1]
            if 0 <= row < y.shape[1] and 0 <= column < y.shape[2]:
                y[b, row, column, c] = x[b, i, j, c]
        return [y]
    return run, ["MaxUnpooling2D"]


def unpool_indices(shape):
    def run(given):
        y = np.zeros((shape[0], np.prod(shape[1:])), F32)
        for i, (x, indices) in enumerate(zip(*given)):
            for value, index in zip(x.ravel(), indices.ravel()):
                y[i, index] = value
        return [y.reshape(shape)]
    return run, ["MaxUnpooling2D"]


def main():
    rng = np.random.default_rng(3)
    noise = lambda *shape: rng.normal(0, 2, shape).round(1).astype(F32)  # rounded, so that maxima come twice
    cases = [("same", SAME, (2, 3), (3, 2), [2, 5, 7, 3]), ("valid", VALID, (2, 1), (2, 3), [1, 6, 5, 2])]
    for name, padding, strides, filters, shape in cases:
        rows, columns = (extents(shape[1 + i], filters[i], strides[i], padding)[0] for i in (0, 1))
        small = [shape[0], rows, columns, shape[3]]
        pooled = [(TYPE.FLOAT32, small), (TYPE.INT32, small)]
        image = lambda run, shape=shape: [noise(*shape)]
        for activation in ("none", "relu_n1_to_1") if padding == SAME else ("relu", "relu6"):
            options = structure(padding, strides, filters, ACTIVATIONS[activation][0])
            file = model("MaxPoolingWithArgmax2D", options, [(TYPE.FLOAT32, shape)], [pooled[0]] * 2)
            write(f"max_pooling_with_argmax_{name}_{activation}", file, image, 0,
                  oracle=pool_taps(padding, strides, filters, activation))
        file = model("MaxPoolWithArgmax", attributes(padding, strides, filters), [(TYPE.FLOAT32, shape)], pooled)
        write(f"max_pool_with_argmax_{name}", file, image, 0, oracle=pool_indices(padding, strides, filters))
    for name, padding, strides, filters, small in (("apart", SAME, (2, 2), (2, 2), [1, 3, 4, 2]),
                                                   ("overlapping", VALID, (1, 2), (2, 3), [2, 3, 2, 1]),
                                                   ("beyond", SAME, (3, 4), (2, 2), [1, 3, 3, 2])):
        taps = lambda run: [noise(*small), rng.integers(0, filters[0] * filters[1], small).astype(F32) + F32(0.1)]
        shape, options = [small[0], small[1] * filters[0], small[2] * filters[1], small[3]], structure(padding, strides, filters)
        file = model("MaxUnpooling2D", options, [(TYPE.FLOAT32, small)] * 2, [(TYPE.FLOAT32, shape)])
        write(f"max_unpooling_taps_{name}", file, taps, 0, oracle=unpool_taps(strides, filters))
        shape = [small[0], *(small[1 + i] * strides[i] if padding == SAME else (small[1 + i] - 1) * strides[i] + filters[i]
                             for i in (0, 1)), small[3]]
        places = lambda run: [noise(*small), rng.integers(0, np.prod(shape[1:]), small, np.int32)]
        file = model("MaxUnpooling2D", options, [(TYPE.FLOAT32, small), (TYPE.INT32, small)], [(TYPE.FLOAT32, shape)])
        write(f"max_unpooling_indices_{name}", file, places, 0, oracle=unpool_indices(shape))


if __name__ == "__main__":
    main()
