"""Where a core's time goes: each stage, and the bare models on the same batches.

``python -m benchmarks.stage_times [--articles 256] [--picture docs/stage_times.svg]`` runs the
articles of ``benchmarks.end_to_end`` through the stages as one worker does it, with all
recognisers and names in English articles too, and writes down what each model was given. After
each batch of articles the models get the same once more, alone and in full batches, so that both
run under the same load. Times are those of the processor, all threads together, so that they hold
on a machine that others use; loading is left out.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bilingual import Document, Settings

SETTINGS = Settings(recognizers=("lexicon", "spacy", "stanza"), threads=1)
BATCH = 128
VECTORS_AT_ONCE = 64
NAMES_AT_ONCE = 64
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Row(NamedTuple):
    """One stage: seconds of its own and of the models that it asks."""

    stage: str
    own: float
    models: dict[str, float]


class Recorded:
    """A model that notes the arguments of one of its methods and goes on as before."""

    def __init__(self, model: Any, method: str) -> None:
        self._model = model
        self._method = method
        self.calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Any:
        return self._noting if name == self._method else getattr(self._model, name)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._noting(*arguments, **options)

    def _noting(self, *arguments: Any, **options: Any) -> Any:
        # What is an iterator can be read once only.
        arguments = tuple(list(a) if isinstance(a, Iterator) else a for a in arguments)
        self.calls.append((arguments, options))
        return getattr(self._model, self._method)(*arguments, **options)

    def inputs(self) -> list[Any]:
        """The first arguments of all calls, in one list."""
        return [item for arguments, _ in self.calls for item in arguments[0]]

    def again(self, name: str) -> Callable[[], Any]:
        """All calls of the model once more, as one in full batches."""
        method = getattr(self._model, self._method)
        return lambda: REPLAYS[name](method, self.inputs(), self.calls)


def replay_translation(method: Callable[..., Any], inputs: list[Any], calls: list[Any]) -> None:
    """CTranslate2 on all sentences, longest first; forced ones and other beams by themselves."""
    by_beam: dict[int, list[Any]] = {}
    for (sentences,), options in calls:
        if any(options.get("target_prefix") or ()):
            method(sentences, **options)
        else:
            by_beam.setdefault(options["beam_size"], []).extend(sentences)
    options = {k: v for k, v in calls[0][1].items() if k not in ("target_prefix", "asynchronous")}
    for beam, sentences in by_beam.items():
        options |= {"beam_size": beam, "max_batch_size": 2048}
        method(sorted(sentences, key=len, reverse=True), **options)


def replay_names(method: Callable[..., Any], inputs: list[Any], calls: list[Any]) -> None:
    """spaCy's ``pipe`` over all sentences."""
    for _ in method(inputs, batch_size=NAMES_AT_ONCE):
        pass


def replay_tagging(method: Callable[..., Any], inputs: list[Any], calls: list[Any]) -> None:
    """Stanza over all sentences, as it takes them."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    method(sorted(inputs, key=len))
    torch.set_num_threads(before)


def replay_vectors(method: Callable[..., Any], inputs: list[Any], calls: list[Any]) -> None:
    """Sentence vectors of all texts, like lengths together."""
    texts = sorted(inputs, key=len)
    for first in range(0, len(texts), VECTORS_AT_ONCE):
        method(texts[first : first + VECTORS_AT_ONCE])


REPLAYS = {
    "CTranslate2": replay_translation,
    "spaCy, English": replay_names,
    "spaCy, Spanish": replay_names,
    "Stanza": replay_tagging,
    "sentence vectors": replay_vectors,
}
STAGE_OF = {
    "CTranslate2": "translation",
    "spaCy, English": "recognition",
    "spaCy, Spanish": "recognition",
    "Stanza": "recognition",
    "sentence vectors": "alignment",
}


def record_models() -> dict[str, Recorded]:
    """The models of this process, each replaced by one that notes what it is given."""
    from bilingual.alignment import vectors
    from bilingual.recognition import spacy_ner
    from bilingual.recognition.stanza_models import load_spanish_tagger
    from bilingual.translation import load_engine

    engine, tagger = load_engine(SETTINGS), load_spanish_tagger()
    encoder = Recorded(vectors._encoder(), "encode")
    english = Recorded(spacy_ner.load_english(), "pipe")
    spanish = Recorded(spacy_ner.load_spanish(), "pipe")
    vectors._encoder = lambda: encoder
    spacy_ner.load_english = lambda: english
    spacy_ner.load_spanish = lambda: spanish
    engine._translator = Recorded(engine._translator, "translate_batch")
    tagger._pipeline = Recorded(tagger._pipeline, "process")
    return {
        "CTranslate2": engine._translator,
        "spaCy, English": english,
        "spaCy, Spanish": spanish,
        "Stanza": tagger._pipeline,
        "sentence vectors": encoder,
    }


def used(run: Callable[[], Any]) -> float:
    """Processor seconds of a call, all threads together."""
    start = time.process_time()
    run()
    return time.process_time() - start


def measure(articles: list[str], warm_up: list[str]) -> list[Row]:
    """Stage by stage over batches of the articles, then the models alone."""
    from bilingual.corpus.worker import collect_less_often, set_models_aside
    from bilingual.pipeline import Pipeline

    collect_less_often()
    models = record_models()
    stages = Pipeline(SETTINGS).stages
    for text in warm_up:
        for _ in run_stages(stages, [Document(text)]):
            pass
    set_models_aside()
    for model in models.values():
        model.calls.clear()
    total: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for first in range(0, len(articles), BATCH):
        documents = [Document(text) for text in articles[first : first + BATCH]]
        for name, seconds in run_stages(stages, documents):
            total[name] += seconds
        for name, model in models.items():
            if model.calls:
                bare[name] += used(model.again(name))
                given[name] += len(model.inputs())
                model.calls.clear()
        whole, models_alone = sum(total.values()), sum(bare.values())
        print(f"batch {first // BATCH + 1}: {whole / models_alone - 1:+.1%} so far", flush=True)
    for name, texts in given.items():
        print(f"{name:18} was given {texts:,} texts")
    return [_row(stage, seconds, bare) for stage, seconds in total.items()]


def _row(stage: str, seconds: float, bare: dict[str, float]) -> Row:
    models = {name: bare[name] for name in bare if STAGE_OF[name] == stage}
    return Row(stage, seconds - sum(models.values()), models)


def run_stages(stages: Iterable[Any], documents: list[Document]) -> Iterator[tuple[str, float]]:
    """The stages on one batch: name and processor seconds of each, and of writing JSON."""
    for stage in stages:
        start = time.process_time()
        documents = stage(documents)
        yield stage.name, time.process_time() - start
    yield "writing", used(lambda: [document.to_json() for document in documents])


def report(rows: list[Row], articles: int) -> None:
    """The table, the overhead and the rate of one core."""
    for row in rows:
        parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in row.models.items())
        print(f"{row.stage:12} {row.own + sum(row.models.values()):6.1f} s   {parts}")
    models = sum(sum(row.models.values()) for row in rows)
    total = models + sum(row.own for row in rows)
    print(f"total {total:.1f} s, bare models {models:.1f} s: overhead {total / models - 1:+.1%}")
    print(f"{articles / total:.1f} articles a second and core")


WIDTH, LEFT, BAR, GAP = 720, 110, 22, 12
COLORS = {
    "CTranslate2": "#2f6f8f",
    "spaCy, English": "#8f4f2f",
    "spaCy, Spanish": "#c98a5a",
    "Stanza": "#6a5a9f",
    "sentence vectors": "#4f8f4f",
    "bilingual": "#b0b0b0",
}


def picture(rows: list[Row], articles: int) -> str:
    """An SVG of a bar a stage, milliseconds of one core an article, cut by who spends them."""
    per_article = 1000 / articles
    longest = max(row.own + sum(row.models.values()) for row in rows) * per_article
    scale = (WIDTH - LEFT - 80) / longest
    height = (len(rows) + 1) * (BAR + GAP) + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'font-family="sans-serif" font-size="13">',
        "<title>Milliseconds of one core an article, by stage</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
    ]
    for number, row in enumerate(rows):
        y = 10 + number * (BAR + GAP)
        parts.append(f'<text x="{LEFT - 8}" y="{y + 16}" text-anchor="end">{row.stage}</text>')
        x = float(LEFT)
        for name, seconds in [*row.models.items(), ("bilingual", max(row.own, 0.0))]:
            width = seconds * per_article * scale
            color = COLORS[name]
            parts.append(
                f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{BAR}" fill="{color}"/>'
            )
            x += width
        milliseconds = (row.own + sum(row.models.values())) * per_article
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 16}">{milliseconds:.1f} ms</text>')
    x, y = float(LEFT), 30 + len(rows) * (BAR + GAP)
    for name, color in COLORS.items():
        parts.append(f'<rect x="{x:.0f}" y="{y}" width="12" height="12" fill="{color}"/>')
        parts.append(f'<text x="{x + 17:.0f}" y="{y + 11}">{name}</text>')
        x += 30 + 6.4 * len(name)
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    """Measure, print the table, draw the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=256)
    parser.add_argument("--picture", type=Path)
    arguments = parser.parse_args()
    for name in ONE_THREAD:  # read when numpy and torch are first imported, as a worker does it
        os.environ[name] = "1"
    from benchmarks.end_to_end import make_articles

    rows = measure(make_articles(arguments.articles), make_articles(20, seed=99))
    report(rows, arguments.articles)
    if arguments.picture:
        arguments.picture.write_text(picture(rows, arguments.articles))


if __name__ == "__main__":
    main()
