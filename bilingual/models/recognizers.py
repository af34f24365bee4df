"""Spanish models of spaCy and Stanza: the bundled ones, and those that a user brings.

A user's model comes as a folder or a wheel (spaCy: the one with ``meta.json`` and ``config.cfg``;
Stanza: a resources folder with ``resources.json`` and ``es/ner``). It is copied into the folder
of installed models and measured there on ``ner_sample_es.txt`` beside the bundled one; the model
with the higher entity F1 is used.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bilingual.errors import ModelError
from bilingual.models.packages import BUNDLED_FOLDER, installed_folder

SPACY, STANZA = "spacy-es", "stanza-es"
"""The two kinds of model, and the names of their bundled folders."""

_RECORD = "bilingual.json"
_SAMPLE = BUNDLED_FOLDER / "ner_sample_es.txt"
_MARKED = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")
_STANZA_PARTS = ("tokenize", "mwt", "ner", "pretrain", "forward_charlm", "backward_charlm")

Entities = set[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class InstalledRecognizer:
    """A user's model: entity F1 on the sample, its own and that of the bundled model then."""

    kind: str
    name: str
    score: float
    bundled_score: float

    @property
    def preferred(self) -> bool:
        """Whether it is used instead of the bundled model."""
        return self.score > self.bundled_score


def recognizer_folder(kind: str) -> Path | None:
    """The folder of the best model of a kind; None where there is none at all."""
    bundled = BUNDLED_FOLDER / kind
    installed = [(i.score, folder) for folder, i in installed_recognizers(kind) if i.preferred]
    if installed:
        return max(installed)[1]
    return bundled if bundled.is_dir() else None


def installed_recognizers(kind: str) -> list[tuple[Path, InstalledRecognizer]]:
    """The models of a kind that users brought, with their folders."""
    found = []
    for record in sorted(installed_folder().glob(f"*/{_RECORD}")):
        try:
            recognizer = InstalledRecognizer(**json.loads(record.read_bytes()))
        except (OSError, ValueError, TypeError):
            continue  # one damaged folder must not hide the others
        if recognizer.kind == kind:
            found.append((record.parent, recognizer))
    return found


def kind_of(source: Path) -> str | None:
    """Which kind of model a folder or wheel holds; None where it is none of ours."""
    names = _names_in(source)
    if any(name.endswith("config.cfg") for name in names):
        return SPACY
    return STANZA if any(re.search(r"(?:^|/)es/ner/[^/]+\.pt$", n) for n in names) else None


def install_recognizer(source: Path) -> InstalledRecognizer:
    """Copies a model, measures it beside the bundled one, and says how it did.

    Raises ModelError when the source holds no Spanish model of spaCy or Stanza, would write
    outside its folder, is too large, or can't be loaded; nothing is left behind then.
    """
    from bilingual.models.installing import scratch_folder, unpack

    kind = kind_of(source)
    if kind is None:
        raise ModelError(f"{source}: neither a spaCy pipeline nor a folder of Stanza models")
    destination = installed_folder()
    with scratch_folder(destination) as scratch:
        if source.is_file():
            unpack(source, scratch / "unpacked")
        unpacked = source if source.is_dir() else scratch / "unpacked"
        copy = scratch / "model"
        name = (_copy_spacy if kind == SPACY else _copy_stanza)(unpacked, copy)
        recognizer = InstalledRecognizer(
            kind, name, score=measure(kind, copy), bundled_score=_bundled_score(kind)
        )
        (copy / _RECORD).write_text(json.dumps(asdict(recognizer)), encoding="utf-8")
        place = destination / f"{kind}-{name}"
        if place.exists():
            shutil.rmtree(place)
        copy.rename(place)
    return recognizer


def measure(kind: str, folder: Path) -> float:
    """Entity F1 of a model on the sample: exact span and label, 0 to 1."""
    texts, gold = zip(*sample())
    found = list((_spacy_entities if kind == SPACY else _stanza_entities)(folder, texts))
    hits = sum(len(wants & finds) for wants, finds in zip(gold, found))
    return 2 * hits / max(1, sum(map(len, gold)) + sum(map(len, found)))


def sample() -> Iterator[tuple[str, Entities]]:
    """The sentences of the sample with their entities."""
    for line in _SAMPLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, entities, done = "", set(), 0
            for marked in _MARKED.finditer(line):
                text += line[done : marked.start()]
                entities.add((len(text), len(text) + len(marked[1]), marked[2]))
                text += marked[1]
                done = marked.end()
            yield text + line[done:], entities


def _bundled_score(kind: str) -> float:
    folder = BUNDLED_FOLDER / kind
    return measure(kind, folder) if folder.is_dir() else 0.0


def _spacy_entities(folder: Path, texts: Sequence[str]) -> Iterable[Entities]:
    from bilingual.recognition.spacy_ner import load_pipeline

    for doc in load_pipeline(folder).pipe(texts):
        yield {(e.start_char, e.end_char, e.label_) for e in doc.ents}


def _stanza_entities(folder: Path, texts: Sequence[str]) -> Iterable[Entities]:
    from bilingual.recognition.stanza_models import load_tagger
    from bilingual.tokens import tokenize

    tokens = [tokenize(text) for text in texts]
    tagged = load_tagger(folder)([[token.text for token in words] for words in tokens])
    for words, spans in zip(tokens, tagged):
        yield {(words[s.first].start, words[s.end - 1].end, s.label) for s in spans}


def _names_in(source: Path) -> list[str]:
    if source.is_dir():
        return [path.relative_to(source).as_posix() for path in source.rglob("*")]
    try:
        with zipfile.ZipFile(source) as wheel:
            return wheel.namelist()
    except (OSError, zipfile.BadZipFile):
        return []


def _copy_spacy(source: Path, target: Path) -> str:
    """Copies the pipeline, without the Python files around it; gives its name and version."""
    root = min(source.rglob("config.cfg"), key=lambda path: len(path.parts)).parent
    shutil.copytree(root, target)
    try:
        meta = json.loads((target / "meta.json").read_bytes())
        language, name = meta["lang"], f"{meta['lang']}_{meta['name']}-{meta['version']}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{source}: meta.json is missing or damaged: {error}") from error
    if language != "es":
        raise ModelError(f"{source}: a pipeline for the language {language!r}, not Spanish")
    return re.sub(r"[^\w.-]", "_", name)


def _copy_stanza(source: Path, target: Path) -> str:
    """Copies the Spanish parts that naming needs, and gives the name of the tagger."""
    if not (source / "resources.json").is_file():
        raise ModelError(f"{source}: resources.json is missing; give Stanza's resources folder")
    for part in _STANZA_PARTS:
        if (source / "es" / part).is_dir():
            shutil.copytree(source / "es" / part, target / "es" / part)
    shutil.copy(source / "resources.json", target / "resources.json")
    return min((target / "es" / "ner").glob("*.pt")).stem
