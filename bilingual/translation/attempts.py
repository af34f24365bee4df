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
from bilingual.translation.untranslatable import reason_to_keep


@dataclass(frozen=True, slots=True)
class Attempt:
    """A finished translation of one sentence and what there is to doubt in it.

    ``raw`` is the model's text with masks and capitals restored and nothing else changed.
    """

    raw: str
    hypothesis: Hypothesis
    doubts: list[Doubt] = field(default_factory=list)

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

    def attempt(
        self,
        sentences: list[str],
        beam_size: int,
        with_glossary: bool = True,
        in_halves: bool = False,
    ) -> list[Attempt]:
        """One attempt per sentence, in order."""
        protected = [protect(sentence, self.engine, self.acronyms) for sentence in sentences]
        kept = [reason_to_keep(p, self.engine) for p in protected]
        wanted = [p for p, reason in zip(protected, kept) if reason is None]
        decoded = iter(self._decode([p.text for p in wanted], beam_size, in_halves))
        raw = [
            self._kept(p) if reason is not None else next(decoded)
            for p, reason in zip(protected, kept)
        ]
        final = [
            h if reason is not None else self._repaired(p, h)
            for p, h, reason in zip(protected, raw, kept)
        ]
        if with_glossary and len(self.glossary):
            final = self._with_terms(protected, final, kept)
        attempts = []
        for p, before, after, reason in zip(protected, raw, final, kept):
            finished = restore(p, after)
            found = [Doubt("untranslated", reason, 1)] if reason else []
            if reason is None:
                found = doubts(p.sentence, finished, self.engine)
            attempts.append(Attempt(restore(p, before).text, finished, found))
        return attempts

    def _kept(self, protected: Protected) -> Hypothesis:
        """The text as it stands, its words linked to themselves."""
        from bilingual.tokens import tokenize

        links = [Link(t.start, t.end, t.start, t.end, 1.0) for t in tokenize(protected.text)]
        return Hypothesis(protected.text, tuple(links), 0.0, 1.0)

    def _decode(self, texts: list[str], beam_size: int, in_halves: bool) -> list[Hypothesis]:
        """Hypotheses for texts of any length: long ones are cut, and joined again."""
        cuts = [self._cut(text, in_halves) for text in texts]
        stretches = [stretch.strip() for cut in cuts for stretch in cut if stretch.strip()]
        distinct = sorted(set(stretches), key=lambda s: (len(s), s))
        decoded = dict(zip(distinct, self.engine.translate(distinct, beam_size)))
        return [
            decoded[text] if text in decoded and len(cut) == 1 else _join(cut, decoded)
            for text, cut in zip(texts, cuts)
        ]

    def _cut(self, text: str, in_halves: bool) -> list[str]:
        pieces = cut_sentence(text, self.engine)
        if in_halves and len(pieces) == 1 and (two := halves(text)):
            return list(two)
        return pieces

    def _repaired(self, protected: Protected, hypothesis: Hypothesis) -> Hypothesis:
        source, engine = protected.text, self.engine
        edits = repairs(source, hypothesis.text, hypothesis.links, engine, engine.source)
        if not edits:
            return hypothesis
        text, links = apply_edits(source, hypothesis.text, hypothesis.links, edits)
        return Hypothesis(text, links, hypothesis.score, hypothesis.attention)

    def _with_terms(
        self, protected: list[Protected], hypotheses: list[Hypothesis], kept: list[str | None]
    ) -> list[Hypothesis]:
        finished = list(hypotheses)
        for index, (p, hypothesis) in enumerate(zip(protected, hypotheses)):
            matches = [] if kept[index] is not None else self.glossary.find(p.text)
            if matches:
                text, links = insert_terms(p.text, hypothesis.text, hypothesis.links, matches)
                finished[index] = Hypothesis(text, links, hypothesis.score, hypothesis.attention)
        return finished


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
