"""From sentences to translations: the engine, the glossary, the guards and the memory in order."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import overload

from bilingual.document import Link, Translation
from bilingual.reading.normalization import NormalizedText, normalize, placed
from bilingual.sentences import split_sentences
from bilingual.settings import DEFAULTS, Settings
from bilingual.translation.accents import with_accents
from bilingual.translation.attempts import Attempt, Attempter
from bilingual.translation.engine import Engine, load_engine
from bilingual.translation.glossary import Glossary, known_acronyms, load_glossary
from bilingual.translation.memory import TranslationMemory, open_memory
from bilingual.translation.phrases import load_phrases
from bilingual.translation.quality import estimate_quality

_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
WORTH_ANOTHER = 1.5
"""Weight of doubt from which a sentence is tried again."""
RETRIES_TOGETHER = 8
"""Doubtful sentences that are tried again in one call."""
SENTENCES_AT_ONCE = 2048
"""Bounds what is held beside the results, and what a run that is cut short loses of its memory."""
WIDER_BEAM = 2
"""By how much the beam of the second attempt is wider."""

Retry = tuple[list[int], Iterator[Attempt]]
"""Indices of sentences and the further attempts at them, in the same order."""


class Translator:
    """Translates sentences of one language pair as the settings say."""

    def __init__(self, settings: Settings, source: str = "es", target: str = "en") -> None:
        self.settings = settings
        self.engine: Engine = load_engine(settings, source, target)
        spanish = source == "es"
        self.glossary = load_glossary(settings) if spanish else Glossary({})
        acronyms = known_acronyms(settings) if spanish else frozenset()
        self.phrases = load_phrases() if spanish and settings.glossary_style != "off" else None
        self._attempter = Attempter(self.engine, self.glossary, acronyms, self.phrases)
        self.signature = self._signature()

    def translate(self, sentences: list[str]) -> list[Translation]:
        """One translation per sentence, in order; equal sentences are translated once."""
        distinct = list(dict.fromkeys(sentences))
        memory = self._open_memory()
        done = self._remembered(memory, distinct) if memory else {}
        new = [sentence for sentence in distinct if sentence not in done]
        for start in range(0, len(new), SENTENCES_AT_ONCE):
            batch = new[start : start + SENTENCES_AT_ONCE]
            translations = dict(zip(batch, self._translate_distinct(batch)))
            if memory:
                memory.add(translations)
            done.update(translations)
        return [done[sentence] for sentence in sentences]

    def _open_memory(self) -> TranslationMemory | None:
        if not self.settings.memory:
            return None
        pair = f"{self.engine.source}-{self.engine.target}"
        return open_memory(self.settings.memory, pair, os.getpid())

    def _remembered(
        self, memory: TranslationMemory, sentences: list[str]
    ) -> dict[str, Translation]:
        """What the memory knows; a person's translations get the links the engine sees."""
        found = memory.find(sentences, self.signature)
        unlinked = [s for s, t in found.items() if not t.links and s.strip()]
        if unlinked:
            forced = self.engine.force(unlinked, [found[s].text for s in unlinked])
            for sentence, hypothesis in zip(unlinked, forced):
                known = found[sentence]
                found[sentence] = dataclasses.replace(known, links=hypothesis.links)
        return found

    def _translate_distinct(self, sentences: list[str]) -> list[Translation]:
        """Translations in order; doubtful sentences are tried again while others are decoded."""
        cleaned = [self._readable(sentence) for sentence in sentences]
        beam = self.settings.beam_size
        attempts: dict[int, Attempt] = {}
        retries: list[Retry] = []
        doubtful: list[int] = []
        for index, attempt in self._attempter.attempts(cleaned, beam):
            attempts[index] = attempt
            if attempt.weight >= WORTH_ANOTHER:
                doubtful.append(index)
            if len(doubtful) == RETRIES_TOGETHER:
                retries.append(self._retry(cleaned, doubtful, beam, in_two=True))
                doubtful = []
        retries.append(self._retry(cleaned, doubtful, beam, in_two=True))
        # The cheaper way first: most sentences that went wrong come right in two halves.
        wider = [
            self._retry(cleaned, _keep_better(attempts, retry), beam + WIDER_BEAM)
            for retry in retries
        ]
        for retry in wider:
            _keep_better(attempts, retry)
        return [self._finish(s, attempts[index]) for index, s in enumerate(cleaned)]

    def _readable(self, sentence: str) -> str:
        """The sentence without marks that engines choke on and with its accents, as long as it."""
        cleaned = _clean(sentence)
        return with_accents(cleaned, self.engine) if self.engine.source == "es" else cleaned

    def _retry(
        self, sentences: list[str], indices: list[int], beam_size: int, in_two: bool = False
    ) -> Retry:
        """Start to try some of the sentences again."""
        chosen = [sentences[index] for index in indices]
        return indices, self._attempter.attempts_again(chosen, beam_size, in_two)

    def _finish(self, sentence: str, attempt: Attempt) -> Translation:
        hypothesis = attempt.hypothesis
        if attempt.kept:
            quality = 0.0 if attempt.doubts else 1.0
        else:
            quality = estimate_quality(sentence, hypothesis, self.engine)
        return Translation(
            text=hypothesis.text,
            raw=attempt.raw,
            links=hypothesis.links,
            warnings=tuple(dict.fromkeys(map(str, attempt.doubts))),
            quality=quality,
            signature=self.signature,
        )

    def _signature(self) -> str:
        import bilingual

        parts = {
            "bilingual": bilingual.__version__,
            "engine": self.settings.engine,
            "model": f"{self.engine.model_name}+{self.engine.model_hash[:8]}",
            "beam": self.settings.beam_size,
            "glossary": f"{self.settings.glossary_style}+{self.glossary.version}",
        }
        if self.phrases:
            parts["phrases"] = self.phrases.version
        return "|".join(f"{key}:{value}" for key, value in parts.items())


def _keep_better(attempts: dict[int, Attempt], retry: Retry) -> list[int]:
    """Put the attempts of a retry in where they are better; gives what is still doubtful."""
    for index, attempt in zip(*retry):
        if attempt.weight < attempts[index].weight:
            attempts[index] = attempt
    return [index for index in retry[0] if attempts[index].weight >= WORTH_ANOTHER]


@lru_cache(maxsize=8)
def load_translator(
    settings: Settings = DEFAULTS, source: str = "es", target: str = "en"
) -> Translator:
    """The translator for these settings, shared by all callers."""
    return Translator(settings, source, target)


@overload
def translate(
    text: str, settings: Settings = ..., source: str = ..., target: str = ...
) -> Translation: ...
@overload
def translate(
    text: list[str], settings: Settings = ..., source: str = ..., target: str = ...
) -> list[Translation]: ...
def translate(
    text: str | list[str],
    settings: Settings = DEFAULTS,
    source: str = "es",
    target: str = "en",
) -> Translation | list[Translation]:
    """The translation of a text, or of each text of a list, in order.

    A text may hold several sentences and lines; white space between them is kept. Offsets of
    links index the text given and ``Translation.text``. Raises ModelError where no package
    translates the pair.
    """
    if isinstance(text, str):
        return translate([text], settings, source, target)[0]
    translator = load_translator(settings, source, target)
    texts = [normalize(item) for item in text]
    spans = [split_sentences(item.text, source) for item in texts]
    sentences = [item.text[a:b] for item, cut in zip(texts, spans) for a, b in cut]
    done = iter(translator.translate(sentences))
    return [
        _of_original(_join(item.text, cut, [next(done) for _ in cut], translator.signature), item)
        for item, cut in zip(texts, spans)
    ]


def forced_links(
    sources: list[str],
    targets: list[str],
    settings: Settings = DEFAULTS,
    source: str = "es",
    target: str = "en",
) -> list[list[Link]]:
    """The word links that the model sees between each source and the target given for it."""
    engine = load_engine(settings, source, target)
    return [list(hypothesis.links) for hypothesis in engine.force(sources, targets)]


def _of_original(translation: Translation, text: NormalizedText) -> Translation:
    """The translation with links that count in the text as it was given."""
    if text.is_original:
        return translation
    links = placed(translation.links, text.to_original, lambda *target: target)
    return dataclasses.replace(translation, links=links)


def _join(
    text: str, spans: list[tuple[int, int]], parts: list[Translation], signature: str
) -> Translation:
    """One translation from those of the sentences, white space between them as in the text."""
    if not spans:
        return Translation(text, text, quality=1.0, signature=signature)
    target, raw, links, position = "", "", [], 0
    for (start, end), part in zip(spans, parts):
        gap = text[position:start]
        target, raw = target + gap, raw + gap
        links += _shifted(part.links, start, len(target))
        target, raw, position = target + part.text, raw + part.raw, end
    weights = [end - start for start, end in spans]
    quality = sum(w * p.quality for w, p in zip(weights, parts)) / sum(weights)
    signatures = {part.signature for part in parts}
    warnings = dict.fromkeys(warning for part in parts for warning in part.warnings)
    return Translation(
        target + text[position:],
        raw + text[position:],
        tuple(links),
        tuple(warnings),
        round(quality, 4),
        signatures.pop() if len(signatures) == 1 else signature,
    )


def _clean(sentence: str) -> str:
    """The sentence with spaces for what models can't read: control characters, lone surrogates.

    The length stays the same, so that offsets do.
    """
    return _UNREADABLE.sub(" ", sentence)


def _shifted(links: Iterable[Link], source: int, target: int) -> list[Link]:
    return [
        Link(
            link.source_start + source,
            link.source_end + source,
            link.target_start + target,
            link.target_end + target,
            link.probability,
        )
        for link in links
    ]
