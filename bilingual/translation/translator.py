"""From sentences to translations: the engine, the glossary, the guards and the memory in order."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import overload

from bilingual.document import Link, Translation
from bilingual.sentences import split_sentences
from bilingual.settings import DEFAULTS, Settings
from bilingual.translation.attempts import Attempt, Attempter
from bilingual.translation.engine import Engine, load_engine
from bilingual.translation.glossary import Glossary, known_acronyms, load_glossary
from bilingual.translation.memory import TranslationMemory, open_memory
from bilingual.translation.phrases import load_phrases
from bilingual.translation.quality import estimate_quality

_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
WORTH_ANOTHER = 1.5
"""Weight of doubt from which a sentence is tried again."""
SENTENCES_AT_ONCE = 2048
"""Bounds what is held beside the results, and what a run that is cut short loses of its memory."""
WIDER_BEAM = 2
"""By how much the beam of the second attempt is wider."""


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
        cleaned = [_clean(sentence) for sentence in sentences]
        beam = self.settings.beam_size
        attempts = self._attempter.attempt(cleaned, beam)
        # The cheaper way first: most sentences that went wrong come right in two halves.
        for further_beam, in_two in ((beam, True), (beam + WIDER_BEAM, False)):
            doubtful = [i for i, a in enumerate(attempts) if a.weight >= WORTH_ANOTHER]
            again = self._attempter.attempt_again(
                [cleaned[i] for i in doubtful], further_beam, in_two
            )
            for index, attempt in zip(doubtful, again):
                if attempt.weight < attempts[index].weight:
                    attempts[index] = attempt
        return [self._finish(*pair) for pair in zip(cleaned, attempts)]

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
    spans = [split_sentences(item, source) for item in text]
    sentences = [item[a:b] for item, cut in zip(text, spans) for a, b in cut]
    done = iter(translator.translate(sentences))
    return [
        _join(item, cut, [next(done) for _ in cut], translator.signature)
        for item, cut in zip(text, spans)
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
