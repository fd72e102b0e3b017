"""The networks of the test models: plain TensorFlow functions over random, lively weights with fixed seeds.

Each maker returns a Network; make_models.py converts it in one or several number formats.
"""
from dataclasses import dataclass, field
from typing import Callable

import numpy as np
import tensorflow as tf

F32, I32 = tf.float32, tf.int32
resize_nearest = tf.compat.v1.image.resize_nearest_neighbor
resize_bilinear = tf.compat.v1.image.resize_bilinear


@dataclass
class Network:
    run: Callable                      # keyword arguments -> dict of outputs
    inputs: dict                       # name -> TensorSpec
    sample: Callable                   # random generator -> dict of input arrays
    signature: str = "serving_default"
    batches: list = field(default_factory=list)   # further batch sizes to record, if the first dimension is free


def image(height, width, channels):
    """Smooth blobs: white noise averages out and leaves deep layers nothing to tell apart."""
    ys, xs = np.mgrid[0:1:height * 1j, 0:1:width * 1j]

    def draw(rng, batch=1):
        waves = rng.uniform(-9, 9, (3, batch, 1, 1, channels))
        grid = waves[0] * ys[..., None] + waves[1] * xs[..., None] + waves[2]
        return (np.sin(grid) + rng.normal(0, 0.1, grid.shape)).astype(np.float32)
    return draw


class Weights:
    """Layers whose weights come from one seed, scaled so that activations keep their size from layer to layer."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)

    def kernel(self, shape, fan_in, gain=1.5):
        # Channels of different size make per-channel scales differ, as in trained networks.
        channels = self.rng.uniform(0.4, 1.6, shape[-1])
        return (self.rng.normal(0, gain / np.sqrt(fan_in), shape) * channels).astype(np.float32)

    def bias(self, channels):
        return self.rng.normal(0, 0.3, channels).astype(np.float32)

    def conv(self, x, channels, size, stride=1, padding="SAME"):
        depth = x.shape[-1]
        kernel = self.kernel((size, size, depth, channels), size * size * depth)
        return tf.nn.conv2d(x, kernel, stride, padding) + self.bias(channels)

    def depthwise(self, x, size, stride=1):
        kernel = self.kernel((size, size, x.shape[-1]), size * size)[..., None]
        return tf.nn.depthwise_conv2d(x, kernel, [1, stride, stride, 1], "SAME") + self.bias(x.shape[-1])

    def upconv(self, x, channels, size, stride):
        _, height, width, depth = x.shape
        kernel = self.kernel((size, size, channels, depth), depth * size * size / stride**2)
        shape = [1, height * stride, width * stride, channels]
        return tf.nn.conv2d_transpose(x, kernel, shape, stride, "SAME") + self.bias(channels)

    def dense(self, x, units, gain=1.5):
        return tf.matmul(x, self.kernel((x.shape[-1], units), x.shape[-1], gain)) + self.bias(units)


def hard_swish(x):
    return x * tf.nn.relu6(x + 3.0) * (1.0 / 6.0)


def mlp_sine():
    """sin(x) on [0, 2 pi]: two random hidden layers and a last one that is solved for instead of trained."""
    rng = np.random.default_rng(1)
    w1, b1 = rng.normal(0, 1, (1, 16)), rng.normal(0, 3, 16)
    w2, b2 = rng.normal(0, 0.4, (16, 16)), rng.normal(0, 1, 16)
    x = np.linspace(0, 2 * np.pi, 200)[:, None]
    hidden = np.maximum(np.maximum(x @ w1 + b1, 0) @ w2 + b2, 0)
    columns = np.hstack([hidden, np.ones_like(x)])
    # The penalty keeps the weights small enough for eight bits.
    last = np.linalg.solve(columns.T @ columns + 0.01 * np.eye(17), columns.T @ np.sin(x))
    layers = [(np.float32(w), np.float32(b)) for w, b in ((w1, b1), (w2, b2), (last[:16], last[16]))]

    def run(x):
        for w, b in layers[:-1]:
            x = tf.nn.relu(tf.matmul(x, w) + b)
        return {"y": tf.matmul(x, layers[-1][0]) + layers[-1][1]}

    def sample(rng):
        return {"x": np.sort(rng.uniform(0, 2 * np.pi, (16, 1)), axis=0).astype(np.float32)}
    return Network(run, {"x": tf.TensorSpec((16, 1), F32)}, sample)


def one_image(run, shape):
    draw = image(*shape)
    return Network(run, {"image": tf.TensorSpec((1, *shape), F32)}, lambda rng: {"image": draw(rng)})


def tiny_conv():
    """The smallest network with a filter; make_broken.py damages it."""
    def run(image):
        w = Weights(2)
        return {"map": tf.nn.relu(w.conv(image, 3, 3))}
    return one_image(run, (4, 4, 2))


def cnn():
    def run(image):
        w = Weights(3)
        x = tf.nn.relu6(w.conv(image, 8, 3, stride=2))
        x = tf.nn.relu6(w.depthwise(x, 3))
        x = tf.nn.relu6(w.conv(x, 16, 1))
        x = tf.nn.relu6(w.depthwise(x, 3, stride=2))
        x = tf.nn.relu6(w.conv(x, 24, 1))
        x = tf.nn.avg_pool2d(x, 4, 4, "VALID")
        return {"scores": tf.nn.softmax(w.dense(tf.reshape(x, (1, 24)), 6, gain=4))}
    return one_image(run, (16, 16, 3))


def branches():
    def run(image):
        w = Weights(4)
        stem = tf.nn.relu(w.conv(image, 8, 3))
        residual = tf.nn.relu(stem + w.conv(tf.nn.relu(w.conv(stem, 8, 3)), 8, 3))
        coarse = w.conv(tf.nn.max_pool2d(residual, 2, 2, "SAME"), 6, 1)
        blurred = tf.nn.avg_pool2d(residual, 3, 3, "SAME")
        joined = tf.concat([residual,
                            resize_nearest(coarse, (10, 10)),
                            resize_bilinear(blurred, (10, 10), half_pixel_centers=True)], axis=3)
        return {"map": w.conv(joined, 4, 1)}
    return one_image(run, (10, 10, 3))


def two_io():
    """Ends whose names, not places, say what they are; the features are an output and are read by a layer too."""
    def run(image, gain):
        w = Weights(5)
        x = tf.nn.relu6(w.conv(image, 8, 3, stride=2))
        features = tf.reduce_mean(x, [1, 2]) * gain
        return {"scores": tf.nn.softmax(w.dense(features, 5)), "features": features}
    draw = image(8, 8, 1)
    return Network(run, {"image": tf.TensorSpec((1, 8, 8, 1), F32), "gain": tf.TensorSpec((1, 1), F32)},
                   lambda rng: {"image": draw(rng), "gain": rng.uniform(0.5, 2, (1, 1)).astype(np.float32)},
                   signature="classify")


def passthrough():
    """Outputs that no kernel writes (the input itself, a constant) and one that is read inside as well."""
    def run(image):
        w = Weights(6)
        hidden = tf.nn.relu(w.conv(image, 4, 3, stride=2))
        table = tf.constant([[0.25, -0.5, 1.0]])
        return {"a_same": image, "b_table": table, "c_hidden": hidden,
                "d_scores": w.dense(tf.reshape(hidden, (1, 36)), 3)}
    return one_image(run, (6, 6, 2))


def segment():
    def run(image):
        w = Weights(7)
        x = tf.pad(image, [[0, 0], [1, 1], [1, 1], [0, 0]])
        skip = hard_swish(w.conv(x, 8, 3, stride=2, padding="VALID"))
        x = tf.nn.leaky_relu(w.depthwise(skip, 3), 0.2)
        squeezed = tf.reduce_mean(x, [1, 2], keepdims=True)
        x = x * tf.sigmoid(w.conv(tf.nn.relu(w.conv(squeezed, 4, 1)), 8, 1))
        return {"mask": tf.sigmoid(w.upconv(x + skip, 2, 3, 2))}
    return one_image(run, (12, 16, 3))


def cascade():
    """Images so large that layers are computed stripe by stripe: filters of several sizes, strides and activations."""
    def run(image):
        w = Weights(10)
        x = hard_swish(w.conv(image, 32, 3))
        x = tf.nn.relu6(w.depthwise(x, 3))
        x = tf.nn.leaky_relu(w.conv(x, 32, 1), 0.1)
        x = tf.nn.relu(w.conv(x, 32, 3, padding="VALID"))
        x = tf.nn.relu6(w.depthwise(x, 5, 2))
        return {"map": tf.nn.avg_pool2d(w.conv(x, 4, 1), 4, 4, "VALID")}
    return one_image(run, (98, 131, 1))


def dynamic_batch():
    """The batch is known only at run time, so the graph computes shapes: SHAPE, STRIDED_SLICE, PACK, RESHAPE."""
    def run(image):
        w = Weights(8)
        batch = tf.shape(image)[0]
        x = tf.nn.relu(w.conv(image, 6, 3, stride=2))
        x = w.dense(tf.reshape(x, tf.stack([batch, 96])), 8)
        return {"scores": tf.nn.softmax(tf.reshape(x, tf.stack([batch, 2, 4])))}
    draw = image(8, 8, 2)
    return Network(run, {"image": tf.TensorSpec((None, 8, 8, 2), F32)}, lambda rng, n=1: {"image": draw(rng, n)},
                   batches=[3])


def exotic_ops():
    """Rarely supported operators: a loop of unknown length, indices known at run time, sorting, running sums."""
    def run(x, index, steps):
        w = Weights(9)
        table = tf.constant(w.kernel((6, 8), 1))
        # The loop has no fixed count, so it cannot be unrolled.
        _, x = tf.while_loop(lambda i, _: i < steps, lambda i, v: (i + 1, tf.tanh(w.dense(v, 8))), (0, x))
        picked = tf.gather(table, index)
        values, places = tf.math.top_k(tf.cumsum(picked + x, axis=1), 3)
        return {"places": places, "values": values}
    specs = {"x": tf.TensorSpec((1, 8), F32), "index": tf.TensorSpec((2,), I32), "steps": tf.TensorSpec((), I32)}
    return Network(run, specs,
                   lambda rng: {"x": rng.normal(size=(1, 8)).astype(np.float32),
                                "index": rng.integers(0, 6, 2, np.int32), "steps": np.int32(3)})
