"""One attempt at translating sentences: protect, decode, repair, set terms in, restore, doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bilingual.document import Link
from bilingual.translation.clauses import cut_sentence, halves
from bilingual.translation.edits import Edit, apply_edits
from bilingual.translation.engine import Engine, Hypothesis
from bilingual.translation.glossary import Glossary, GlossaryMatch, covers, overlap
from bilingual.translation.guards import Doubt, doubts
from bilingual.translation.insertion import insert_terms
from bilingual.translation.phrases import Phrase, Phrases
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

    def __init__(
        self,
        engine: Engine,
        glossary: Glossary,
        acronyms: frozenset[str],
        phrases: Phrases | None = None,
    ) -> None:
        self.engine = engine
        self.glossary = glossary
        self.acronyms = acronyms
        self.phrases = phrases

    def attempt(self, sentences: list[str], beam_size: int) -> list[Attempt]:
        """One attempt per sentence, in order."""
        done = dict(self.attempts(sentences, beam_size))
        return [done[index] for index in range(len(sentences))]

    def attempts(self, sentences: list[str], beam_size: int) -> Iterator[tuple[int, Attempt]]:
        """One attempt per sentence with its index, each as soon as the engine is done with it."""
        protected = [self._protect(sentence) for sentence in sentences]
        kept = [reason_to_keep(p, self.engine) for p in protected]
        forms = [
            [self._cut(form) for form in forms_to_try(p.text, self.engine)]
            if reason is None
            else []
            for p, reason in zip(protected, kept)
        ]
        decoded = self._decode([cut for tried in forms for cut in tried], beam_size)
        # The longest are decoded first: finishing them in that order wastes no time waiting.
        for index in sorted(range(len(sentences)), key=lambda i: -len(protected[i].text)):
            p, reason, tried = protected[index], kept[index], forms[index]
            if reason is not None:
                yield index, self._left_as_is(p, reason)
                continue
            found = [decoded.join(cut) for cut in tried]
            texts = ["".join(cut) for cut in tried]
            yield index, self._finish(p, choose_form(p.text, texts, found))

    def attempts_again(
        self, sentences: list[str], beam_size: int, in_two: bool = False
    ) -> Iterator[Attempt]:
        """Another attempt per sentence, with or without the glossary, whichever is better.

        ``in_two`` cuts each sentence at the clause border nearest its middle. The engine starts
        at once; the attempts are finished as they are asked for.
        """
        protected = [self._protect(sentence) for sentence in sentences]
        cuts = [list((in_two and halves(p.text)) or self._cut(p.text)) for p in protected]
        decoded = self._decode(cuts, beam_size)
        return (self._better(p, decoded.join(cut)) for p, cut in zip(protected, cuts))

    def _better(self, protected: Protected, hypothesis: Hypothesis) -> Attempt:
        choices = [self._finish(protected, hypothesis)]
        if self.glossary.find(protected.text):
            choices.append(self._finish(protected, hypothesis, with_glossary=False))
        return min(choices, key=lambda attempt: attempt.weight)

    def _protect(self, sentence: str) -> Protected:
        return protect(sentence, self.engine, self.acronyms, self._phrases_of(sentence))

    def _phrases_of(self, sentence: str) -> list[Phrase]:
        """The fixed phrases of a sentence that are no part of a glossary's term."""
        found = self.phrases.find(sentence) if self.phrases else []
        terms = self.glossary.find(sentence) if found else []
        return [p for p in found if not any(overlap(p, term) for term in terms)]

    def _finish(
        self, protected: Protected, decoded: Hypothesis, with_glossary: bool = True
    ) -> Attempt:
        final = self._with_terms(protected, self._repaired(protected, decoded), with_glossary)
        finished = restore(protected, final)
        raw = finished.text if final is decoded else restore(protected, decoded).text
        terms = self._terms(protected.sentence, with_glossary)
        return Attempt(raw, finished, doubts(protected.sentence, finished, self.engine, terms))

    def _terms(self, sentence: str, with_glossary: bool) -> list[GlossaryMatch]:
        """What the fixed phrases of a sentence, and the glossary's terms, are in the target."""
        phrases = self._phrases_of(sentence)
        named = [GlossaryMatch(p.start, p.end, p.english) for p in phrases if p.english]
        return [*(self.glossary.find(sentence) if with_glossary else ()), *named]

    def _left_as_is(self, protected: Protected, reason: str) -> Attempt:
        """The sentence itself as its translation, every word linked to itself."""
        sentence = protected.sentence
        links = [Link(t.start, t.end, t.start, t.end, 1.0) for t in tokenize(sentence)]
        found = [Doubt("untranslated", reason, 1)] if reason else []
        return Attempt(sentence, Hypothesis(sentence, tuple(links), 0.0, 1.0), found, kept=True)

    def _decode(self, cuts: list[list[str]], beam_size: int) -> Decoded:
        """What the engine makes of texts, given as the stretches to translate apart."""
        stretches = {stretch.strip() for cut in cuts for stretch in cut if stretch.strip()}
        ordered = sorted(stretches, key=lambda s: (-len(s), s))
        return Decoded(ordered, self.engine.translate(ordered, beam_size))

    def _cut(self, text: str) -> list[str]:
        return repeated_phrase(text) or cut_sentence(text, self.engine)

    def _repaired(self, protected: Protected, hypothesis: Hypothesis) -> Hypothesis:
        source, engine = protected.text, self.engine
        edits = repairs(source, hypothesis.text, hypothesis.links, engine, engine.source)
        if not edits:
            return hypothesis
        text, links = apply_edits(source, hypothesis.text, hypothesis.links, edits)
        return Hypothesis(text, links, hypothesis.score, hypothesis.attention)

    def _with_terms(
        self, protected: Protected, hypothesis: Hypothesis, with_glossary: bool
    ) -> Hypothesis:
        """The terms set in; those of fixed phrases always, since the plain words mislead alone."""
        source = protected.text
        matches = self.glossary.find(source) if with_glossary else ()
        free = (m for m in protected.terms if not any(overlap(m, other) for other in matches))
        matches = sorted([*matches, *free])
        if not matches:
            return hypothesis
        if covers(source, matches[:1]):
            edit = _whole_term(source, hypothesis.text, matches[0])
            text, links = apply_edits(source, hypothesis.text, hypothesis.links, [edit])
        else:
            text, links = insert_terms(source, hypothesis.text, hypothesis.links, matches)
        return Hypothesis(text, links, hypothesis.score, hypothesis.attention)


def _whole_term(source: str, target: str, match: GlossaryMatch) -> Edit:
    """The change that makes a target nothing but a term, since the source is nothing else."""
    term = match.target
    if source[match.start].isupper():
        term = term[0].upper() + term[1:]
    text = source[: match.start] + term + source[match.end :]
    return Edit(0, len(target), text, match.start, match.end)


class Decoded:
    """The hypotheses of stretches of text, taken from the engine as they are asked for."""

    def __init__(self, stretches: list[str], hypotheses: Iterable[Hypothesis]) -> None:
        self._coming = zip(stretches, hypotheses)
        self._known: dict[str, Hypothesis] = {}

    def __getitem__(self, stretch: str) -> Hypothesis:
        while stretch not in self._known:
            ready, hypothesis = next(self._coming)
            self._known[ready] = hypothesis
        return self._known[stretch]

    def join(self, cut: list[str]) -> Hypothesis:
        """One hypothesis from those of the stretches of a text."""
        if len(cut) == 1 and cut[0] == cut[0].strip() != "":
            return self[cut[0]]
        return _join(cut, self)


def _join(cut: list[str], decoded: Decoded) -> Hypothesis:
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
