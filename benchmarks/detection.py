"""Segment borders: ours beside langdetect by sentence and lingua's mixed-language detection.

    BILINGUAL_DATA=... python -m benchmarks.detection [--set newstest2013] [--count 300]

Report sets are newstest2013, flores200-devtest, CoNLL testa, and every tenth LinCE tweet; the
model was trained on none of them.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.spliced_news import KINDS, NewsSet, Spliced, read_news, splice, splice_names

Spans = list[tuple[int, int]]
System = Callable[[str], Spans]
_THIRD = Path(__file__).parent / "third_languages.tsv"


def ours(text: str) -> Spans:
    from bilingual.detection import detect

    return [(s.start, s.end) for s in detect(text) if s.language == "es"]


def langdetect_by_sentence(text: str) -> Spans:
    import langdetect

    from bilingual.sentences import split_sentences

    langdetect.DetectorFactory.seed = 0
    spans = []
    for start, end in split_sentences(text):
        try:
            if langdetect.detect(text[start:end]) == "es":
                spans.append((start, end))
        except langdetect.LangDetectException:
            continue
    return spans


def lingua_mixed() -> System:
    from lingua import Language, LanguageDetectorBuilder

    languages = (Language.ENGLISH, Language.SPANISH)
    detector = LanguageDetectorBuilder.from_languages(*languages).build()

    def spans(text: str) -> Spans:
        found = detector.detect_multiple_languages_of(text)
        return [(r.start_index, r.end_index) for r in found if r.language == Language.SPANISH]

    return spans


class Tally:
    """Letters and spans right and wrong."""

    def __init__(self) -> None:
        self.right = self.extra = self.missed = self.found = self.spans = self.false = 0
        self.texts = 0

    def add(self, example: Spliced, spans: Spans) -> None:
        gold = _letters(example.text, example.spans)
        predicted = _letters(example.text, spans)
        self.texts += 1
        self.right += len(gold & predicted)
        self.extra += len(predicted - gold)
        self.missed += len(gold - predicted)
        self.false += bool(predicted) and not gold
        for span in example.spans:
            self.spans += 1
            self.found += _is_found(example.text, span, spans)

    @property
    def f1(self) -> float:
        wrong = self.extra + self.missed
        return 2 * self.right / (2 * self.right + wrong) if self.right + wrong else 1.0


def _letters(text: str, spans: Spans) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if text[i].isalpha()}


def _is_found(text: str, gold: tuple[int, int], spans: Spans) -> bool:
    """Whether the predicted spans that touch a gold one differ from it by 10% of its letters."""
    touching = [s for s in spans if s[0] < gold[1] and gold[0] < s[1]]
    wanted = _letters(text, [gold])
    return len(wanted ^ _letters(text, touching)) <= 0.1 * len(wanted)


def spliced_table(news: NewsSet, systems: dict[str, System], count: int, seed: int) -> None:
    examples = {}
    for kind in KINDS:
        chance = random.Random(f"{seed} {kind}")
        examples[kind] = [splice(news, kind, chance) for _ in range(count)]
    print(f"{'system':<24}{'all F1':>8}" + "".join(f"{k[:16]:>18}" for k in KINDS) + "   kchar/s")
    for name, system in systems.items():
        whole, cells, seconds, size = Tally(), [], 0.0, 0
        for kind in KINDS:
            tally = Tally()
            for example in examples[kind]:
                began = time.perf_counter()
                spans = system(example.text)
                seconds += time.perf_counter() - began
                size += len(example.text)
                tally.add(example, spans)
                whole.add(example, spans)
            share = tally.found / max(tally.spans, 1)
            false = f"{tally.false / tally.texts:.2%} false"
            cells.append(false if kind == "none" else f"{tally.f1:.4f} / {share:.3f}")
        line = "".join(f"{cell:>18}" for cell in cells)
        print(f"{name:<24}{whole.f1:>8.4f}{line}{size / seconds / 1000:>10.0f}", flush=True)


def false_alarms(news: NewsSet, data: Path, systems: dict[str, System], count: int) -> None:
    from training.detection.corpus import names

    chance = random.Random("names")
    every = names("esp.testa")
    with_names = [splice_names(news, every, chance) for _ in range(count)]
    plain = [Spliced(" ".join(p), []) for p in news.paragraphs]
    for name, system in systems.items():
        cells = []
        for examples in (plain, with_names):
            wrong = sum(bool(system(e.text)) for e in examples)
            cells.append(f"{wrong / len(examples):.2%} of {len(examples)}")
        print(f"{name:<24}English only {cells[0]:>16}   with 3 Spanish names {cells[1]:>16}")


def tweets_table() -> None:
    """Accuracy of the decoder over the held-out tweets' English and Spanish tokens."""
    from bilingual.detection.decoder import decode
    from bilingual.detection.model import load_language_model
    from bilingual.detection.words import find_words
    from training.detection.corpus import tweets

    right = total = 0
    for tweet in tweets(held_out=True):
        text, places = "", []
        for token, label in tweet:
            places.append((len(text), label))
            text += token + " "
        words = find_words(text)
        states = dict(zip(words.starts, decode(load_language_model().scores(words))))
        ends = dict(zip(words.starts, words.ends))
        for place, label in places:
            if label in ("lang1", "lang2"):
                inside = [s for s in states if place <= s < text.index(" ", place)]
                before = max((s for s in ends if s <= place), default=None)
                state = states[inside[0]] if inside else states.get(before, False)
                right += state == (label == "lang2")
                total += 1
    print(f"LinCE held-out tweets: accuracy {right / total:.4f} over {total} tokens")


def third_table(systems: dict[str, System]) -> None:
    rows = [line.split("\t") for line in _THIRD.read_text(encoding="utf-8").splitlines()]
    for name, system in systems.items():
        cells = []
        for language in sorted({row[0] for row in rows}):
            sentences = [sentence for code, sentence in rows if code == language]
            wrong = 0
            for sentence in sentences:
                letters = _letters(sentence, [(0, len(sentence))])
                wrong += len(_letters(sentence, system(sentence))) > len(letters) / 2
            cells.append(f"{language} {wrong / len(sentences):.1%}")
        print(f"{name:<24}called Spanish: " + "  ".join(cells))


def speed_table(news: NewsSet) -> None:
    from bilingual.detection import detect

    text = "\n\n".join(" ".join(p) for p in news.paragraphs) + "\n\n" + "\n\n".join(news.spanish)
    detect(text[:2000])
    for size in (200_000, 2_000_000, 20_000_000):
        sample = (text * (size // len(text) + 1))[:size]
        began = time.process_time()
        detect(sample)
        seconds = time.process_time() - began
        print(f"{size / 1e6:>5.1f} MB: {size / seconds / 1000:.0f} kchar/s of processor time")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="newstest2013")
    parser.add_argument("--count", type=int, default=300, help="texts of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--speed", action=argparse.BooleanOptionalAction, default=True)
    options = parser.parse_args()
    folder = os.environ.get("BILINGUAL_DATA", "")
    if not Path(folder, "mt_eval").is_dir():
        sys.exit("set BILINGUAL_DATA to the folder with the evaluation data")
    systems: dict[str, System] = {"bilingual": ours}
    if options.peers:
        systems |= {"langdetect by sentence": langdetect_by_sentence, "lingua": lingua_mixed()}
    news = read_news(Path(folder), options.set)
    spliced_table(news, systems, options.count, options.seed)
    false_alarms(news, Path(folder), systems, 2 * options.count)
    tweets_table()
    if _THIRD.exists():
        third_table(systems)
    if options.speed:
        speed_table(news)


if __name__ == "__main__":
    main()
