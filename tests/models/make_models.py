#!/usr/bin/env python3
"""Makes the models of this folder and their goldens; see README.md.

usage: make_models.py [name ...]        (without names: all)
"""
import os
os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", TF_ENABLE_ONEDNN_OPTS="0", CUDA_VISIBLE_DEVICES="-1")
import json
import pathlib
import sys
import tempfile

import numpy as np
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from safetensors.numpy import save as safetensors

import networks

HERE = pathlib.Path(__file__).resolve().parent
REFERENCE, OPTIMIZED = OpResolverType.BUILTIN_REF, OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
CALIBRATION, SAMPLE_SEED, CALIBRATION_SEED = 32, 100, 200

# Formats: f32; int8 (everything, ends too); int8_float_ends (int8 inside); f16 (weights stored as float16).
MODELS = {
    "mlp_sine": ["f32", "int8"],
    "tiny_conv": ["int8"],
    "cnn": ["f32", "int8", "int8_float_ends", "f16"],
    "branches": ["f32", "int8"],
    "two_io": ["f32", "int8"],
    "passthrough": ["f32", "int8"],
    "segment": ["f32", "int8"],
    "cascade": ["f32", "int8"],
    "dynamic_batch": ["f32", "int8"],
    "exotic_ops": ["f32"],
}


def save(network, folder):
    specs = {name: tf.TensorSpec(spec.shape, spec.dtype, name) for name, spec in network.inputs.items()}
    module = tf.Module()
    module.run = tf.function(network.run, input_signature=list(specs.values()))
    tf.saved_model.save(module, folder, signatures={network.signature: module.run})


def quantize(converter, network):
    rng = np.random.default_rng(CALIBRATION_SEED)
    samples = [network.sample(rng) for _ in range(CALIBRATION)]
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: iter(samples)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]


def convert(network, form):
    with tempfile.TemporaryDirectory() as folder:
        save(network, folder)
        converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=[network.signature])
        if form == "f16":
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
            converter.target_spec.supported_types = [tf.float16]
        elif form.startswith("int8"):
            quantize(converter, network)
        if form == "int8":
            converter.inference_input_type = converter.inference_output_type = tf.int8
        return converter.convert()


def raw(array, detail):
    """The array in the tensor's own type: quantized where the tensor is."""
    array = np.asarray(array)
    if array.dtype == detail["dtype"]:
        return array
    scale, zero_point = detail["quantization"]
    limits = np.iinfo(detail["dtype"])
    return np.clip(np.rint(array / scale) + zero_point, limits.min, limits.max).astype(detail["dtype"])


def interpreter(model, kernels):
    return Interpreter(model_content=model, experimental_op_resolver_type=kernels)


def raw_inputs(model, network, sample):
    """The sample's arrays in the order of the subgraph's inputs, which need not be the signature's."""
    it = interpreter(model, REFERENCE)
    places = it.get_signature_runner(network.signature).get_input_details()
    names = {detail["index"]: name for name, detail in places.items()}
    return [raw(sample[names[d["index"]]], d) for d in it.get_input_details()]


def invoke(model, kernels, inputs):
    it = interpreter(model, kernels)
    for detail, array in zip(it.get_input_details(), inputs):
        it.resize_tensor_input(detail["index"], array.shape)
    it.allocate_tensors()
    for detail, array in zip(it.get_input_details(), inputs):
        it.set_tensor(detail["index"], array)
    it.invoke()
    return [it.get_tensor(d["index"]) for d in it.get_output_details()]


def tolerance(golden, other, free):
    if golden.dtype != np.float32 or not free:
        return {"kind": "exact"}
    # Summation order is free; twice what TFLite's own two kernel sets differ by, and 1e-5 of the largest value.
    observed = float(np.abs(golden - other).max())
    atol = max(2 * observed, 1e-5 * float(np.abs(golden).max()))
    return {"kind": "close", "atol": float(f"{atol:.3g}"), "rtol": 1e-5, "observed": float(f"{observed:.3g}")}


def describe(detail):
    scale, zero_point = detail["quantization"]
    text = {"name": detail["name"], "dtype": np.dtype(detail["dtype"]).name, "shape": detail["shape"].tolist()}
    if scale:
        text |= {"scale": scale, "zero_point": zero_point}
    if -1 in detail["shape_signature"]:
        text["shape_signature"] = detail["shape_signature"].tolist()
    return text


def meta(name, model, form, tolerances):
    it = interpreter(model, REFERENCE)
    steps = it._get_ops_details()
    return {"name": name, "format": form, "ops": [step["op_name"] for step in steps],
            "inputs": [describe(d) for d in it.get_input_details()],
            "outputs": [describe(d) for d in it.get_output_details()],
            "signatures": it.get_signature_list(), "stateful": False,
            "golden_resolver": "BUILTIN_REF", "tolerance": tolerances}


def computed_in_float(it):
    """The tensors that floating point arithmetic writes; inputs, constants and dequantized integers are exact."""
    return {int(t) for step in it._get_ops_details() if step["op_name"] != "DEQUANTIZE" for t in step["outputs"]}


def tolerances(model, golden, other):
    it = interpreter(model, REFERENCE)
    free = computed_in_float(it)
    return [tolerance(g, o, d["index"] in free) for g, o, d in zip(golden, other, it.get_output_details())]


def record(model, network, sample, path):
    """Runs the model on the sample and stores both ends; returns the reference's and the optimized kernels' outputs."""
    inputs = raw_inputs(model, network, sample)
    golden, other = (invoke(model, kernels, inputs) for kernels in (REFERENCE, OPTIMIZED))
    ends = {f"input{i}": a for i, a in enumerate(inputs)} | {f"output{i}": a for i, a in enumerate(golden)}
    path.write_bytes(safetensors({key: np.array(a, order="C") for key, a in ends.items()}))
    return golden, other


def make(name, network, form):
    model = convert(network, form)
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    (folder / "model.tflite").write_bytes(model)
    rng = np.random.default_rng(SAMPLE_SEED)
    golden, other = record(model, network, network.sample(rng), folder / "io.safetensors")
    for batch in network.batches:
        record(model, network, network.sample(rng, batch), folder / f"io_batch{batch}.safetensors")
    text = json.dumps(meta(name, model, form, tolerances(model, golden, other)), indent=1)
    (folder / "meta.json").write_text(text + "\n")
    print(f"{name:24} {len(model):6} bytes", flush=True)


def main(names):
    for kind, forms in MODELS.items():
        for form in forms:
            if not names or f"{kind}_{form}" in names:
                make(f"{kind}_{form}", getattr(networks, kind)(), form)


if __name__ == "__main__":
    main(sys.argv[1:])
