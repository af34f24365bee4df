"""Train the small Spanish sentence splitter that travels in the Argos package.

    BILINGUAL_DATA=… python -m training.es_en.splitter --out WORK/es.onnx

Argos Translate wants a MiniSBD model in ONNX: characters and five features of each in, three
scores of each out (inside a token, end of a token, end of a sentence). `bilingual` has a splitter
of its own; this one keeps argostranslate from fetching a model at run time. Trained on paragraphs
put together from single sentences. Needs the package onnx.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .corpus import data_folder, read_group

FEATURES = ["space_before", "capitalized", "numeric", "end_of_para", "start_of_para"]
PADDING, UNKNOWN = 0, 1
INSIDE, TOKEN_END, SENTENCE_END, IGNORED = 0, 1, 2, -100
INNER_BORDER = re.compile(r'(\S+?)([.!?…]+)[»”"\')]?\s+(?=[¿¡"“«A-ZÁÉÍÓÚÑ—-])')
ABBREVIATION = re.compile(
    r'[("“«]?(?:Sra?|Dra?|Lic|Ing|Prof|Gral|Cap|Tte|Cmdte|núm|No|art|Av|EE|UU|etc|vs|pág|Jr|St|'
    r"Mrs?|EU|Col|Arq|Mtr[oa]|Cd|Gob|Sen|Dip|[A-ZÁÉÍÓÚÑ])(?:\.\w+)*"
)
SHORT_FORMS = "Sr. Sra. Dr. Dra. Lic. Ing. Gral. Col. Mtro. Arq. Dip. Sen. Av. EE.UU. núm."
AFTER_SHORT_FORMS = "López Pérez Obrador Juárez García Ramírez 45 Reforma"


def is_single(line: str) -> bool:
    """Whether nothing within a line looks like the end of a sentence."""
    return all(
        found.group(2) == "." and ABBREVIATION.fullmatch(found.group(1))
        for found in INNER_BORDER.finditer(line)
    )


class Paragraphs:
    """Paragraphs out of random sentences, with a label for each character."""

    def __init__(self, lines: list[str], seed: int):
        self.rng = random.Random(seed)
        single = [line for line in lines if 15 <= len(line) <= 400 and is_single(line)]
        self.ended = [line for line in single if line[-1] in '.!?…"”»:']
        self.open = [line for line in single if line[-1] not in '.!?…"”»:;,']

    def _sentence(self) -> str:
        rng = self.rng
        line = rng.choice(self.open if rng.random() < 0.04 else self.ended)
        draw = rng.random()
        if draw < 0.03:
            line = line.upper()
        elif draw < 0.06:
            line = line.lower()
        elif draw < 0.10 and line[-1] == ".":
            line = line[:-1] + rng.choice(["…", "...", "!", "?", '."', ".”", ".»"])
        if rng.random() < 0.05:
            words = line.split(" ")
            name = f"{rng.choice(SHORT_FORMS.split())} {rng.choice(AFTER_SHORT_FORMS.split())}"
            words.insert(rng.randint(1, len(words) - 1) if len(words) > 1 else 0, name)
            line = " ".join(words)
        return line

    def make(self) -> tuple[str, list[int]]:
        """One paragraph and its labels."""
        text, labels = "", []
        count = self.rng.randint(1, 6)
        for number in range(count):
            line = self._sentence()
            ends = [TOKEN_END if after == " " else INSIDE for after in line[1:]]
            gap = "" if number == count - 1 else " "
            text += line + gap
            labels += [*ends, SENTENCE_END, *[INSIDE] * len(gap)]
        return text, labels


class Splitter(nn.Module):
    """Four dilated convolutions over characters."""

    def __init__(self, characters: int, width: int = 48):
        super().__init__()
        self.embedding = nn.Embedding(characters, 24)
        self.inner = nn.Conv1d(24 + len(FEATURES), width, 1)
        self.layers = nn.ModuleList(
            nn.Conv1d(width, width, 5, padding=2 * step, dilation=step) for step in (1, 2, 4, 8)
        )
        self.output = nn.Conv1d(width, 3, 1)

    def forward(self, units: Tensor, features: Tensor) -> Tensor:
        x = self.inner(torch.cat([self.embedding(units), features], -1).transpose(1, 2))
        for layer in self.layers:
            x = x + F.relu(layer(x))
        return self.output(x).transpose(1, 2)


def encode(
    paragraphs: list[tuple[str, list[int]]], units: dict[str, int]
) -> tuple[Tensor, Tensor, Tensor]:
    """Character ids, features and labels (paragraphs, longest), as MiniSBD computes them."""
    shape = len(paragraphs), max(len(text) for text, _ in paragraphs)
    ids = np.full(shape, PADDING, np.int64)
    features = np.zeros((*shape, len(FEATURES)), np.float32)
    labels = np.full(shape, IGNORED, np.int64)
    for row, (text, wanted) in enumerate(paragraphs):
        ids[row, : len(text)] = [units.get(c, UNKNOWN) for c in text]
        labels[row, : len(text)] = wanted
        for place, c in enumerate(text):
            first, last = place == 0, place == len(text) - 1
            features[row, place] = [c == " ", c.isupper(), c.isdigit(), last, first]
    return torch.from_numpy(ids), torch.from_numpy(features), torch.from_numpy(labels)


def train(paragraphs: Paragraphs, units: dict[str, int], steps: int) -> Splitter:
    """Fit a splitter to random paragraphs."""
    model = Splitter(len(units))
    optimiser = torch.optim.Adam(model.parameters(), 3e-3)
    weights = torch.tensor([1.0, 1.0, 4.0])
    for step in range(steps):
        optimiser.param_groups[0]["lr"] = 3e-3 * (1 - step / steps) + 1e-5
        ids, features, labels = encode([paragraphs.make() for _ in range(24)], units)
        scores = model(ids, features)
        loss = F.cross_entropy(
            scores.reshape(-1, 3), labels.reshape(-1), weight=weights, ignore_index=IGNORED
        )
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return model.eval()


@torch.no_grad()
def report(model: Splitter, paragraphs: Paragraphs, units: dict[str, int]) -> None:
    """Print precision and recall of sentence ends on new paragraphs, the last ends left out."""
    hits = marked = wanted = 0
    for _ in range(20):
        made = [paragraphs.make() for _ in range(24)]
        ids, features, labels = encode(made, units)
        counts = labels != IGNORED
        for row, (text, _) in enumerate(made):
            counts[row, len(text) - 1] = False
        found = (model(ids, features).argmax(-1) == SENTENCE_END) & counts
        gold = (labels == SENTENCE_END) & counts
        hits += int((found & gold).sum())
        marked += int(found.sum())
        wanted += int(gold.sum())
    print(f"sentence ends: precision {hits / marked:.4f}, recall {hits / wanted:.4f}")


def export(model: Splitter, units: dict[str, int], out: Path) -> None:
    """Write the splitter with the metadata that MiniSBD reads."""
    import onnx

    ids, features, _ = encode([("Hola.", [INSIDE] * 4 + [SENTENCE_END])], units)
    axes = {0: "B", 1: "L"}
    torch.onnx.export(
        model,
        (ids, features),
        str(out),
        input_names=["units", "features"],
        output_names=["pred"],
        dynamic_axes={"units": axes, "features": axes, "pred": axes},
        dynamo=False,
        opset_version=17,
    )
    config = {
        **{"skip_newline": False, "max_seqlen": 1000, "no_ssplit": False, "batch_size": 8},
        **{"feat_funcs": FEATURES, "use_dictionary": False, "num_dict_feat": 0},
    }
    vocabulary = {"lang": "es", "idx": 0, "cutoff": 0, "lower": False}
    vocabulary |= {"_unit2id": units, "_id2unit": list(units)}
    written = onnx.load(str(out))
    for key, value in (
        ("lang_code", "es"),
        ("config", json.dumps(config)),
        ("vocab", json.dumps(vocabulary)),
        ("lexicon", "null"),
    ):
        entry = written.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.save(written, str(out))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1200)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    groups = ("news", "english", "europarl", "tatoeba")
    lines = [source for g in groups for source, _ in read_group(data_folder(), g)]
    lines = [line for line in map(str.strip, lines) if line]
    paragraphs = Paragraphs(lines, seed=0)
    counts = Counter(c for line in paragraphs.ended for c in line)
    characters = [c for c, count in counts.most_common(300) if count >= 5]
    units = {c: i for i, c in enumerate(["<PAD>", "<UNK>", *characters])}
    model = train(paragraphs, units, arguments.steps)
    report(model, Paragraphs(lines, seed=99), units)
    export(model, units, arguments.out)


if __name__ == "__main__":
    main()
