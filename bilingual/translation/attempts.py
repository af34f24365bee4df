"""One attempt at translating sentences: protect, decode, repair, set terms in, restore, doubt."""

from __future__ import annotations

from dataclasses import dataclass, field

from bilingual.document import Link
from bilingual.translation.clauses import cut_sentence, halves
from bilingual.translation.edits import apply_edits
from bilingual.translation.engine import Engine, Hypothesis
from bilingual.translation.glossary import Glossary
from bilingual.translation.guards import Doubt, doubts
from bilingual.translation.insertion import insert_terms
from bilingual.translation.protection import Protected, protect, restore
from bilingual.translation.repair import repairs
from bilingual.translation.short import choose_form, forms_to_try, repeated_phrase
from bilingual.translation.untranslatable import reason_to_keep
from bilingual.translation.words import tokenize


@dataclass(frozen=True, slots=True)
class Attempt:
    """A finished translation of one sentence and what there is to doubt in it.

    ``raw`` is the model's text with masks and capitals restored and nothing else changed;
    ``kept`` says that the sentence was never put to the model.
    """

    raw: str
    hypothesis: Hypothesis
    doubts: list[Doubt] = field(default_factory=list)
    kept: bool = False

    @property
    def weight(self) -> float:
        """How much there is to doubt; 0 is best."""
        return sum(doubt.weight for doubt in self.doubts)


class Attempter:
    """Translates sentences with one engine and one glossary."""

    def __init__(self, engine: Engine, glossary: Glossary, acronyms: frozenset[str]) -> None:
        self.engine = engine
        self.glossary = glossary
        self.acronyms = acronyms

    def attempt(self, sentences: list[str], beam_size: int) -> list[Attempt]:
        """One attempt per sentence, in order."""
        protected = [protect(sentence, self.engine, self.acronyms) for sentence in sentences]
        kept = [reason_to_keep(p, self.engine) for p in protected]
        wanted = [p.text for p, reason in zip(protected, kept) if reason is None]
        decoded = iter(self._decode_texts(wanted, beam_size))
        return [
            self._finish(p, next(decoded)) if reason is None else _left_as_is(p, reason)
            for p, reason in zip(protected, kept)
        ]

    def further_attempts(self, sentences: list[str], beam_size: int) -> list[Attempt]:
        """The best of: another beam, the same without glossary, the sentence in two."""
        protected = [protect(sentence, self.engine, self.acronyms) for sentence in sentences]
        whole = [self._cut(p.text) for p in protected]
        parts = [list(halves(p.text) or cut) for p, cut in zip(protected, whole)]
        decoded = self._decode([*whole, *parts], beam_size)
        attempts = []
        for p, entire, divided in zip(protected, decoded, decoded[len(whole) :]):
            choices = [self._finish(p, entire), self._finish(p, divided)]
            if self.glossary.find(p.text):
                choices.append(self._finish(p, entire, with_glossary=False))
            attempts.append(min(choices, key=lambda attempt: attempt.weight))
        return attempts

    def _finish(
        self, protected: Protected, decoded: Hypothesis, with_glossary: bool = True
    ) -> Attempt:
        final = self._repaired(protected, decoded)
        if with_glossary:
            final = self._with_terms(protected, final)
        finished = restore(protected, final)
        raw = finished.text if final is decoded else restore(protected, decoded).text
        terms = self.glossary.find(protected.sentence) if with_glossary else ()
        return Attempt(raw, finished, doubts(protected.sentence, finished, self.engine, terms))

    def _decode_texts(self, texts: list[str], beam_size: int) -> list[Hypothesis]:
        """A hypothesis for each text; short texts are tried in several forms."""
        forms = [forms_to_try(text, self.engine) for text in texts]
        decoded = iter(self._decode([self._cut(f) for tried in forms for f in tried], beam_size))
        return [
            choose_form(text, tried, [next(decoded) for _ in tried])
            for text, tried in zip(texts, forms)
        ]

    def _decode(self, cuts: list[list[str]], beam_size: int) -> list[Hypothesis]:
        """A hypothesis for each text, given as the stretches to translate apart."""
        stretches = {stretch.strip() for cut in cuts for stretch in cut if stretch.strip()}
        distinct = sorted(stretches, key=lambda s: (len(s), s))
        decoded = dict(zip(distinct, self.engine.translate(distinct, beam_size)))
        return [
            decoded[cut[0]] if len(cut) == 1 and cut[0] in decoded else _join(cut, decoded)
            for cut in cuts
        ]

    def _cut(self, text: str) -> list[str]:
        return repeated_phrase(text) or cut_sentence(text, self.engine)

    def _repaired(self, protected: Protected, hypothesis: Hypothesis) -> Hypothesis:
        source, engine = protected.text, self.engine
        edits = repairs(source, hypothesis.text, hypothesis.links, engine, engine.source)
        if not edits:
            return hypothesis
        text, links = apply_edits(source, hypothesis.text, hypothesis.links, edits)
        return Hypothesis(text, links, hypothesis.score, hypothesis.attention)

    def _with_terms(self, protected: Protected, hypothesis: Hypothesis) -> Hypothesis:
        source = protected.text
        matches = self.glossary.find(source)
        if not matches:
            return hypothesis
        text, links = insert_terms(source, hypothesis.text, hypothesis.links, matches)
        return Hypothesis(text, links, hypothesis.score, hypothesis.attention)


def _left_as_is(protected: Protected, reason: str) -> Attempt:
    """The sentence itself as its translation, every word linked to itself."""
    sentence = protected.sentence
    links = [Link(t.start, t.end, t.start, t.end, 1.0) for t in tokenize(sentence)]
    found = [Doubt("untranslated", reason, 1)] if reason else []
    return Attempt(sentence, Hypothesis(sentence, tuple(links), 0.0, 1.0), found, kept=True)


def _join(cut: list[str], decoded: dict[str, Hypothesis]) -> Hypothesis:
    """One hypothesis from those of the stretches of a text."""
    text, links, position = "", [], 0
    scores: list[tuple[int, float, float]] = []
    for index, stretch in enumerate(cut):
        inner = stretch.strip()
        if inner:
            part = decoded[inner]
            target = _as_continuation(
                inner, part.text, first=index == 0, last=index + 1 == len(cut)
            )
            if text and not text.endswith(" ") and target:
                text += " "
            by = position + stretch.index(inner)
            links += [
                Link(k[0] + by, k[1] + by, k[2] + len(text), k[3] + len(text), k[4])
                for k in part.links
                if k.target_end <= len(target)
            ]
            text += target
            scores.append((len(inner), part.score, part.attention))
        position += len(stretch)
    total = sum(weight for weight, _, _ in scores) or 1
    return Hypothesis(
        text,
        tuple(links),
        sum(weight * score for weight, score, _ in scores) / total,
        sum(weight * attention for weight, _, attention in scores) / total,
    )


def _as_continuation(source: str, target: str, first: bool, last: bool) -> str:
    """A part of a sentence without the capital and the stop that the model gave it."""
    if not first and source[:1].islower() and target[1:2].islower():
        target = target[:1].lower() + target[1:]
    if not last and target.endswith(".") and not source.endswith("."):
        target = target[:-1]
    return target
