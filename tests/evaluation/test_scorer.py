"""The scorer on cases small enough to count by hand."""

import re
from collections import Counter

import pytest
import scorer
from claim_scores import english_sentences, score_attribution, score_findings, score_matches
from gold import Place, resolve
from measures import Outcome, best, f1, overlap, precision, recall
from mention_scores import score_linking, score_mentions, trim
from segment_scores import score_segments, score_speakers

from bilingual import (
    Document,
    Entity,
    Finding,
    LexiconEntry,
    Match,
    Mention,
    Segment,
    Span,
    Speaker,
    Translation,
    Unit,
)

TEXT = (
    "In Iguala, the FGR held four men, it said.\n\n"
    'Ana Ruiz shook her head. "La FGR detuvo a tres hombres en Iguala", said Ruiz.'
)
SPANISH = "La FGR detuvo a tres hombres en Iguala"
REPORT = "In Iguala, the FGR held four men, it said."


def gold(**changes):
    return resolve(
        "tiny",
        {
            "split": "dev",
            "description": "Tiny",
            "segments": [
                {
                    "text": SPANISH,
                    "language": "es",
                    "kind": "quotation",
                    "speaker": {"name": "Ana Ruiz", "handle": None, "entity": "local.ruiz"},
                    "truncated": False,
                    "metadata": {},
                }
            ],
            "quotations": [],
            "entities": {
                "mx.fgr": {"type": "ORG", "lexicon": True},
                "local.ruiz": {"type": "PER", "lexicon": False},
                "local.iguala": {"type": "LOC", "lexicon": False},
            },
            "mentions": [
                {"text": "Iguala", "occurrence": 1, "entity": "local.iguala", "strength": "name"},
                {"text": "FGR", "occurrence": 1, "entity": "mx.fgr", "strength": "name"},
                {"text": "Ana Ruiz", "entity": "local.ruiz", "strength": "name"},
                {"text": "FGR", "occurrence": 2, "entity": "mx.fgr", "strength": "name"},
                {"text": "Iguala", "occurrence": 2, "entity": "local.iguala", "strength": "name"},
                {"text": "Ruiz", "occurrence": 2, "entity": "local.ruiz", "strength": "name"},
            ],
            "matches": [{"source": SPANISH, "report": REPORT, "kind": "report"}],
            "attribution": [{"report": REPORT, "source": 0}],
            "findings": [
                {"kind": "number", "source": "tres hombres", "report": "four men"},
                {"kind": "same", "source": "Iguala", "report": "Iguala"},
                {"kind": "omitted", "source": "Iguala", "report": None, "optional": True},
            ],
            **changes,
        },
        Document(TEXT),
    )


def at(words, occurrence=1):
    start = [m.start() for m in re.finditer(re.escape(words), TEXT)][occurrence - 1]
    return start, start + len(words), words


def span(words, occurrence=1):
    return Span(*at(words, occurrence))


def segment(words, speaker=None, **fields):
    evidence = span("Ruiz", 2)
    speaker = speaker and Speaker(speaker, None, evidence)
    fields = {"language": "es", "kind": "quotation", **fields}
    return Segment(*at(words), confidence=1.0, speaker=speaker, **fields)


def mention(words, occurrence=1, label="ORG"):
    return Mention(*at(words, occurrence), label=label, language="en", recognizer="test")


def entity(id, *mentions, lexicon=False):
    entry = LexiconEntry(id, "prosecutor") if lexicon else None
    return Entity(id, "ORG", {}, mentions, entry)


def document(**layers):
    return Document(TEXT).add(**layers)


def finding(kind, source, report):
    return Finding(kind, source, report, 0.9, "why")


def test_overlap_is_shared_over_joined():
    assert overlap(Place(0, 4), Place(2, 6)) == pytest.approx(2 / 6)
    assert overlap(Place(0, 4), Place(4, 6)) == 0
    assert best(Place(0, 4), [Place(3, 9), Place(0, 5)]) == Place(0, 5)
    assert best(Place(0, 4), [Place(3, 9)]) is None


def test_f1_is_the_harmonic_mean():
    counts = Counter({"x.gold": 4, "x.found": 2, "x.predicted": 2, "x.right": 2})
    assert (recall(counts, "x"), precision(counts, "x")) == (0.5, 1)
    assert f1(counts, "x") == pytest.approx(2 / 3)


def test_a_segment_with_right_borders_scores_full():
    counts = score_segments(gold(), document(segments=[segment(SPANISH)])).counts
    assert f1(counts, "segments.letters") == 1
    assert f1(counts, "segments.spans") == 1
    assert recall(counts, "segments.exact") == 1
    assert counts["segments.false"] == 0


def test_a_segment_may_miss_a_tenth_of_its_letters():
    shorter = SPANISH.removeprefix("La ")
    counts = score_segments(gold(), document(segments=[segment(shorter)])).counts
    assert recall(counts, "segments.spans") == 1
    assert recall(counts, "segments.exact") == 0
    shortest = SPANISH.removeprefix("La FGR ")
    counts = score_segments(gold(), document(segments=[segment(shortest)])).counts
    assert recall(counts, "segments.spans") == 0
    assert precision(counts, "segments.letters") == 1
    assert recall(counts, "segments.letters") < 1


def test_spanish_where_there_is_none_is_false():
    counts = score_segments(gold(), document(segments=[segment("Ana Ruiz")])).counts
    assert counts["segments.false"] == 1
    assert precision(counts, "segments.letters") == 0


def test_attributes_are_compared():
    wrong = segment(SPANISH, kind="prose", truncated=True)
    counts = score_segments(gold(), document(segments=[wrong])).counts
    assert recall(counts, "segments.kind") == recall(counts, "segments.truncated") == 0


@pytest.mark.parametrize(
    ("speaker", "right", "wrong"),
    [
        ("Ana Ruiz", 1, 0),
        ("Ruiz", 1, 0),
        ("señora Ruiz", 0, 1),
        ("Ana", 0, 1),
        ("FGR", 0, 1),
        (None, 0, 0),
    ],
)
def test_a_speaker_is_right_by_any_name_of_the_entity(speaker, right, wrong):
    counts = score_speakers(gold(), document(segments=[segment(SPANISH, speaker)])).counts
    assert (counts["speakers.right"], counts["speakers.wrong"]) == (right, wrong)
    assert counts["speakers.all"] == 1


def test_lexicon_mentions_need_the_right_entity():
    first, second, iguala = mention("FGR"), mention("FGR", 2), mention("Iguala", 1, "LOC")
    made = document(
        mentions=[first, second, iguala],
        entities=[
            entity("mx.fgr", first, lexicon=True),
            entity("mx.cni", second, lexicon=True),
            entity("e1", iguala),
        ],
    )
    counts = score_mentions(gold(), made).counts
    assert recall(counts, "lexicon") == 0.5
    assert precision(counts, "lexicon") == 0.5


def test_an_article_before_a_name_does_not_count():
    assert trim("the FGR's", Place(0, 9)) == Place(4, 7)
    with_article = mention("the FGR")
    made = document(
        mentions=[with_article], entities=[entity("mx.fgr", with_article, lexicon=True)]
    )
    assert precision(score_mentions(gold(), made).counts, "lexicon") == 1


def test_names_need_span_and_label():
    made = document(
        mentions=[
            mention("Iguala", 1, "LOC"),
            mention("Iguala", 2, "PER"),
            mention("Ana", 1, "PER"),
            mention("head", 1, "ORG"),
            mention("FGR", 1, "ORG"),
        ]
    )
    counts = score_mentions(gold(), made).counts
    assert (counts["names.gold"], counts["names.found"]) == (4, 1)
    assert (counts["names.predicted"], counts["names.right"]) == (3, 1)


def test_linking_counts_pairs_over_the_languages():
    fgr, spanish_fgr = mention("FGR"), mention("FGR", 2)
    iguala, spanish_iguala = mention("Iguala", 1, "LOC"), mention("Iguala", 2, "LOC")
    made = document(
        mentions=[fgr, spanish_fgr, iguala, spanish_iguala],
        entities=[entity("mx.fgr", fgr, spanish_fgr, iguala), entity("e1", spanish_iguala)],
    )
    counts = score_linking(gold(), made).counts
    assert recall(counts, "linking") == 0.5
    assert precision(counts, "linking") == 0.5


def match(source, report):
    unit = Unit(*at(source), translation=Translation("…"))
    return Match(unit, span(report), "report", 0.9)


def test_matches_fit_when_both_sides_share_half():
    made = document(matches=[match("detuvo a tres", "held four men"), match(SPANISH, "Ana Ruiz")])
    counts = score_matches(gold(), made).counts
    assert recall(counts, "matches") == 1
    assert precision(counts, "matches") == 0.5


def test_attribution_is_counted_by_sentence_and_leaves_out_sentences_with_spanish():
    article = gold()
    sentences = [TEXT[slice(*s)] for s in english_sentences(article, TEXT)]
    assert sentences == [REPORT, "Ana Ruiz shook her head."]
    spoken = [(span(REPORT), segment(SPANISH)), (span("Ana Ruiz shook"), segment(SPANISH))]
    counts = score_attribution(article, TEXT, spoken).counts
    assert recall(counts, "attribution") == 1
    assert precision(counts, "attribution") == 0.5
    assert recall(counts, "attribution.source") == 1


def test_optional_attribution_counts_on_neither_side():
    optional = {"report": "Ana Ruiz shook her head.", "source": 0, "optional": True}
    article = gold(attribution=[{"report": REPORT, "source": 0}, optional])
    counts = score_attribution(article, TEXT, [(span("Ana Ruiz shook"), segment(SPANISH))]).counts
    assert (counts["attribution.gold"], counts["attribution.predicted"]) == (1, 0)


def test_findings_need_kind_and_both_sides():
    number = finding("number", span("tres"), span(REPORT))
    counts = score_findings(gold(), document(findings=[number])).counts
    assert recall(counts, "findings") == recall(counts, "findings.number") == 1
    assert counts["findings.false_hard"] == 0
    assert recall(counts, "findings.same") == 0


def test_a_false_hard_finding_counts():
    date = finding("date", span("tres"), span("four"))
    counts = score_findings(gold(), document(findings=[date])).counts
    assert counts["findings.false_hard"] == 1
    assert precision(counts, "findings.date") == 0
    assert recall(counts, "findings") == 0


def test_optional_findings_are_right_but_not_asked_for():
    omitted = finding("omitted", span("Iguala", 2), None)
    counts = score_findings(gold(), document(findings=[omitted])).counts
    assert precision(counts, "findings.soft") == 1
    assert counts["findings.omitted.gold"] == 0


def test_a_soft_finding_that_repeats_a_hard_one_is_neither_right_nor_wrong():
    made = document(
        findings=[
            finding("omitted", span("tres"), None),
            finding("added", None, span("four")),
            finding("added", None, span("Ana Ruiz")),
        ]
    )
    counts = score_findings(gold(), made).counts
    assert (counts["findings.soft.predicted"], counts["findings.soft.right"]) == (1, 0)


def test_the_gate_tells_drops_beyond_the_tolerance_in_either_direction():
    perfect = scorer.scores([Outcome(Counter(articles=1))])
    assert scorer.drops(perfect, perfect) == []
    worse = {**perfect, "lexicon.recall": 0.98, "segments.false": 0.5}
    told = [line.split(":")[0] for line in scorer.drops(worse, perfect)]
    assert told == ["segments.false", "lexicon.recall"]
    slightly = {**perfect, "lexicon.recall": 0.99}
    assert scorer.drops(slightly, perfect) == []


def test_the_baseline_round_trips(tmp_path, monkeypatch):
    monkeypatch.setattr(scorer, "BASELINE", tmp_path / "baseline.json")
    scorer.write_baseline({"lexicon.recall": 0.5}, "signature")
    assert scorer.read_baseline() == {"lexicon.recall": 0.5}
