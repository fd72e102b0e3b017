#!/usr/bin/env python3
"""Trains the handwritten-digit network of this example and writes everything that the example reads.

Rerun (Python 3.11, about a minute; the data set comes with scikit-learn, nothing is downloaded):

    python3 -m venv venv
    venv/bin/pip install tensorflow-cpu==2.21.0 scikit-learn==1.9.1 ai-edge-litert==2.3.0 numpy==2.4.6
    venv/bin/python train.py

Seeds are fixed: a second run on the same machine gives the same bytes. Another processor may add floats in another
order and so end at slightly different weights.

Writes, beside this script:

    digits.tflite      int8 in and out, weights quantized per channel; signature `serving_default`: `image` -> `scores`.
    testset.bin        N records of 65 bytes: 64 grey pixels (8 rows of 8, 0 = paper, 255 = ink), then the label 0..9.
    samples/NN_L.pgm   two records of each digit as binary PGM images; NN = record (from 00), L = label.
    testset.txt        what TFLite's reference kernels make of testset.bin. Line 1: correct records, all records.
                       Line 2: the predicted class of each record, one digit each.

A pixel `p` goes into the model as `p - 128`: the input's scale is 1/255 and its zero point -128. The predicted class is
the first largest of the ten scores. No pixel of testset.bin was seen in training or in quantization.
"""
import os
os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", TF_ENABLE_ONEDNN_OPTS="0", CUDA_VISIBLE_DEVICES="-1")
import pathlib
import shutil
import tempfile

import flatbuffers
import numpy as np
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from tensorflow.lite.python import schema_py_generated as schema
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

HERE = pathlib.Path(__file__).resolve().parent
SEED, EPOCHS, BATCH, TEST_IMAGES = 7, 60, 32, 360
layers = tf.keras.layers


def load():
    """The images as 8x8 bytes 0..255; the data set counts ink in sixteenths."""
    digits = load_digits()
    images = np.floor(digits.images * 255 / 16 + 0.5).astype(np.uint8)
    return train_test_split(images, digits.target.astype(np.uint8), test_size=TEST_IMAGES,
                            random_state=SEED, stratify=digits.target)


def as_input(images):
    return (images[..., None] / 255).astype(np.float32)


def block(x, layer):
    # Batch normalization trains faster and vanishes on conversion: it is folded into the weights.
    return layers.ReLU(6.0)(layers.BatchNormalization()(layer(x)))


def network():
    image = layers.Input((8, 8, 1))
    x = block(image, layers.Conv2D(16, 3, padding="same", use_bias=False))
    x = block(x, layers.DepthwiseConv2D(3, padding="same", use_bias=False))
    x = block(x, layers.Conv2D(32, 1, use_bias=False))
    x = layers.MaxPool2D(2)(x)
    x = block(x, layers.DepthwiseConv2D(3, padding="same", use_bias=False))
    x = block(x, layers.Conv2D(48, 1, use_bias=False))
    x = layers.AveragePooling2D(2)(x)
    x = layers.Dropout(0.3)(layers.Flatten()(x))
    return tf.keras.Model(image, layers.Dense(10)(x))


def train(images, labels):
    model = network()
    steps = EPOCHS * -(-len(images) // BATCH)
    model.compile(tf.keras.optimizers.Adam(tf.keras.optimizers.schedules.CosineDecay(4e-3, steps)),
                  tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.fit(images, labels, batch_size=BATCH, epochs=EPOCHS, verbose=0)
    return model


def frozen(model):
    """The network as one function without variables: the converter's calibration cannot read Keras's."""
    classify = tf.function(lambda image: tf.nn.softmax(model(image, training=False)))
    return convert_variables_to_constants_v2(
        classify.get_concrete_function(tf.TensorSpec((1, 8, 8, 1), tf.float32, "image")))


def export(model, folder):
    """A saved model with named ends; the softmax joins here, since training wants the logits."""
    inner, module = frozen(model), tf.Module()
    module.classify = tf.function(lambda image: {"scores": inner(image)[0]},
                                  input_signature=[tf.TensorSpec((1, 8, 8, 1), tf.float32, "image")])
    tf.saved_model.save(module, folder, signatures={"serving_default": module.classify})


def quantize(model, images):
    with tempfile.TemporaryDirectory() as folder:
        export(model, folder)
        converter = tf.lite.TFLiteConverter.from_saved_model(folder)
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = lambda: ([image[None]] for image in images)
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = converter.inference_output_type = tf.int8
        return without_metadata(converter.convert())


def without_metadata(data):
    """The converter's notes about itself are of no use in a firmware image."""
    model = schema.ModelT.InitFromPackedBuf(data, 0)
    for entry in model.metadata:
        model.buffers[entry.buffer].data = None
    model.metadata = None
    builder = flatbuffers.Builder(len(data))
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def predictions(tflite, images):
    interpreter = Interpreter(model_content=tflite, experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    classify = interpreter.get_signature_runner("serving_default")
    check_ends(classify)
    raw = (images.astype(np.int16) - 128).astype(np.int8)[..., None]
    return np.array([classify(image=image[None])["scores"][0].argmax() for image in raw])


def check_ends(classify):
    """The example relies on `pixel - 128`, so a model that wants something else must not be written."""
    scale, zero_point = classify.get_input_details()["image"]["quantization"]
    assert abs(scale * 255 - 1) < 1e-6 and zero_point == -128, (scale, zero_point)


def write_samples(images, labels):
    folder = HERE / "samples"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for i in np.concatenate([np.flatnonzero(labels == digit)[:2] for digit in range(10)]):
        (folder / f"{i:02}_{labels[i]}.pgm").write_bytes(b"P5\n8 8\n255\n" + images[i].tobytes())


def write_testset(images, labels):
    records = np.concatenate([images.reshape(-1, 64), labels[:, None]], axis=1)
    (HERE / "testset.bin").write_bytes(records.tobytes())


def write_reference(predicted, labels):
    correct = int((predicted == labels).sum())
    (HERE / "testset.txt").write_text(f"{correct} {len(labels)}\n{''.join(map(str, predicted))}\n")
    return correct


def main():
    tf.keras.utils.set_random_seed(SEED)
    tf.config.experimental.enable_op_determinism()
    train_images, test_images, train_labels, test_labels = load()
    model = train(as_input(train_images), train_labels)
    floats = model.predict(as_input(test_images), verbose=0).argmax(1)
    tflite = quantize(model, as_input(train_images[:300]))
    predicted = predictions(tflite, test_images)
    (HERE / "digits.tflite").write_bytes(tflite)
    write_samples(test_images, test_labels)
    write_testset(test_images, test_labels)
    correct = write_reference(predicted, test_labels)
    print(f"float {(floats == test_labels).mean():.2%}, int8 {correct / len(test_labels):.2%} "
          f"({correct} of {len(test_labels)}), {len(tflite)} bytes")


if __name__ == "__main__":
    main()
