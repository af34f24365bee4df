"""Write a model as a CTranslate2 folder and as an Argos Translate package.

    python -m training.es_en.export --model WORK/run/average.npz \
        --vocabulary MODELS/es_en/vocabulary --ctranslate2 WORK/ct2 \
        --package WORK/translate-es_en-0_4.argosmodel --version 0.4 \
        --splitter WORK/es.onnx --readme WORK/PACKAGE.md

--package needs --version, --splitter (a MiniSBD model: without one in the package, argostranslate
fetches its own at run time) and --readme (the model card that travels in the package).
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import zipfile
from pathlib import Path

import numpy as np
from ctranslate2.converters import utils
from ctranslate2.specs import common_spec, transformer_spec

from .model import Student, load_model


class _Weights:
    """Copies of a model's arrays: CTranslate2 quantises what it is given in place."""

    def __init__(self, model: Student):
        self.arrays = {k: v.float().numpy() for k, v in model.state_dict().items()}

    def __getitem__(self, name: str) -> np.ndarray:
        return self.arrays[name].copy()

    def linear(self, spec: common_spec.LinearSpec, name: str) -> common_spec.LinearSpec:
        spec.weight, spec.bias = self[name + ".weight"], self[name + ".bias"]
        return spec

    def fused(self, spec: common_spec.LinearSpec, names: list[str]) -> None:
        utils.fuse_linear(spec, [self.linear(common_spec.LinearSpec(), name) for name in names])

    def norm(self, spec: common_spec.LayerNormSpec, name: str) -> None:
        spec.gamma, spec.beta = self[name + ".weight"], self[name + ".bias"]

    def self_attention(self, spec, layer: str) -> None:
        prefix = f"{layer}.self_attention"
        self.fused(spec.linear[0], [f"{prefix}.{n}" for n in ("query", "key", "value")])
        self.linear(spec.linear[1], f"{prefix}.output")
        self.norm(spec.layer_norm, f"{layer}.norm1")

    def cross_attention(self, spec, layer: str) -> None:
        prefix = f"{layer}.cross_attention"
        self.linear(spec.linear[0], f"{prefix}.query")
        self.fused(spec.linear[1], [f"{prefix}.{n}" for n in ("key", "value")])
        self.linear(spec.linear[2], f"{prefix}.output")
        self.norm(spec.layer_norm, f"{layer}.norm2")

    def feed_forward(self, spec, layer: str, norm: str) -> None:
        self.linear(spec.linear_0, f"{layer}.feed_forward.inner")
        self.linear(spec.linear_1, f"{layer}.feed_forward.outer")
        self.norm(spec.layer_norm, f"{layer}.{norm}")


def specification(
    model: Student, source_pieces: list[str], target_pieces: list[str]
) -> transformer_spec.TransformerSpec:
    """The model as CTranslate2's converters describe one; pieces in the order of their ids.

    The attention that CTranslate2 returns is that of the first head of the last decoder layer.
    """
    config, weights = model.config, _Weights(model)
    spec = transformer_spec.TransformerSpec.from_config(
        (config.encoder_layers, config.decoder_layers),
        config.heads,
        pre_norm=False,
        activation=common_spec.Activation.RELU,
        alignment_layer=-1,
        alignment_heads=1,
    )
    for part, name in ((spec.encoder, "source"), (spec.decoder, "target")):
        embeddings = part.embeddings
        embeddings = embeddings[0] if isinstance(embeddings, list) else embeddings
        embeddings.weight = weights[f"{name}_embedding.weight"]
        part.position_encodings.encodings = model.positions.numpy().copy()
        part.scale_embeddings = True
    for number, layer in enumerate(spec.encoder.layer):
        weights.self_attention(layer.self_attention, f"encoder.{number}")
        weights.feed_forward(layer.ffn, f"encoder.{number}", "norm2")
    spec.decoder.start_from_zero_embedding = True
    for number, layer in enumerate(spec.decoder.layer):
        weights.self_attention(layer.self_attention, f"decoder.{number}")
        weights.cross_attention(layer.attention, f"decoder.{number}")
        weights.feed_forward(layer.ffn, f"decoder.{number}", "norm3")
    spec.decoder.projection.weight = weights["target_embedding.weight"]
    spec.decoder.projection.bias = weights["output_bias"]
    spec.register_source_vocabulary(source_pieces)
    spec.register_target_vocabulary(target_pieces)
    spec.config.add_source_eos = True
    return spec


def read_pieces(path: Path) -> list[str]:
    """One piece per line, in the order of their ids."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def export(model: Student, vocabulary: Path, folder: Path, quantization: str = "int8") -> None:
    """Write the model as a CTranslate2 folder; an older one there is replaced."""
    spec = specification(
        model,
        read_pieces(vocabulary / "src_vocab.txt"),
        read_pieces(vocabulary / "tgt_vocab.txt"),
    )
    spec.validate()
    spec.optimize(quantization=quantization)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec.save(str(folder))


def package(
    folder: Path, vocabulary: Path, splitter: Path, readme: Path, version: str, out: Path
) -> None:
    """Zip a CTranslate2 folder with what Argos Translate wants beside it."""
    top = f"translate-es_en-{version.replace('.', '_')}"
    metadata = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": "es",
        "from_name": "Spanish",
        "to_code": "en",
        "to_name": "English",
        "type": "translate",
    }
    files = {f"model/{path.name}": path for path in sorted(folder.iterdir())}
    files |= {
        "sentencepiece.model": vocabulary / "sentencepiece.model",
        "minisbd/es.onnx": splitter,
        "README.md": readme,
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{top}/metadata.json", json.dumps(metadata, indent=1))
        for name, path in files.items():
            archive.write(path, f"{top}/{name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--ctranslate2", type=Path)
    parser.add_argument("--quantization", default="int8")
    parser.add_argument("--package", type=Path)
    parser.add_argument("--version")
    parser.add_argument("--splitter", type=Path)
    parser.add_argument("--readme", type=Path)
    arguments = parser.parse_args()
    wanted = (arguments.version, arguments.splitter, arguments.readme)
    if arguments.package and not all(wanted):
        parser.error("--package needs --version, --splitter and --readme")
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.ctranslate2 or Path(scratch) / "model"
        export(load_model(arguments.model), arguments.vocabulary, folder, arguments.quantization)
        if arguments.package:
            package(folder, arguments.vocabulary, *wanted[1:], wanted[0], arguments.package)


if __name__ == "__main__":
    main()
