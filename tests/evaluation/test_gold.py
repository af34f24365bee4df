"""The gold files are valid and fit their articles, and the loader fails loudly otherwise."""

import copy

import pytest
from gold import (
    FOLDER,
    SUFFIXES,
    GoldError,
    Place,
    check_schema,
    find,
    gold_files,
    load_article,
    load_articles,
    resolve,
)

from bilingual import Document
from bilingual.lexicon import load_lexicon

TEXT = 'The FGR spoke. "La FGR no detuvo a 3 personas", it said. The FGR of the FGRX left.'

GOLD = {
    "split": "dev",
    "description": "Tiny",
    "segments": [
        {
            "text": "La FGR no detuvo a 3 personas",
            "language": "es",
            "kind": "quotation",
            "speaker": {"name": "FGR", "handle": None, "entity": "mx.fgr"},
            "truncated": False,
            "metadata": {},
        }
    ],
    "quotations": [],
    "entities": {"mx.fgr": {"type": "ORG", "lexicon": True}},
    "mentions": [{"text": "FGR", "occurrence": 3, "entity": "mx.fgr", "strength": "name"}],
    "matches": [],
    "attribution": [{"report": "The FGR spoke.", "source": 0}],
    "findings": [{"kind": "number", "source": "3 personas", "report": "The FGR spoke."}],
}


def everywhere(text):
    return [Place(0, len(text))]


@pytest.mark.parametrize("path", gold_files(), ids=lambda path: path.stem)
def test_every_gold_file_is_valid_and_fits_its_article(path):
    article = load_article(path)
    assert article.document.text
    for mention in article.mentions:
        assert article.document.text[slice(*mention.place)].strip()


def test_every_article_has_gold():
    texts = {p.stem for p in FOLDER.iterdir() if p.suffix in SUFFIXES and p.name != "README.md"}
    assert texts <= {path.stem for path in gold_files()}


def test_the_collection_is_large_and_balanced_enough_for_its_scores():
    articles = load_articles()
    findings = [[f for f in a.findings if f.kind != "same"] for a in articles]
    assert len(articles) >= 38
    assert sum(len(a.mentions) for a in articles) >= 450
    assert sum(len(f) for f in findings) >= 60
    assert sum(not f for f in findings) >= 10
    assert 0.4 < sum(a.split == "dev" for a in articles) / len(articles) < 0.6


def test_lexicon_ids_are_entries_of_the_shipped_lexicon():
    entries = load_lexicon().entries
    ids = {i for a in load_articles() for m in a.mentions if m.lexicon for i in m.ids}
    assert ids - set(entries) == set()


def test_words_match_whole_and_white_space_any_other():
    assert find("a FGRX, the\n FGR", "the FGR", everywhere("a FGRX, the\n FGR")) == Place(8, 16)


def test_a_string_that_is_not_there_fails():
    with pytest.raises(GoldError, match="'CNI' is not in the text"):
        find(TEXT, "CNI", everywhere(TEXT))


def test_a_string_that_stands_twice_needs_its_occurrence():
    with pytest.raises(GoldError, match="stands 3 times"):
        find(TEXT, "FGR", everywhere(TEXT))
    assert find(TEXT, {"text": "FGR", "occurrence": 2}, everywhere(TEXT)) == Place(19, 22)
    with pytest.raises(GoldError, match="only 3 times"):
        find(TEXT, {"text": "FGR", "occurrence": 4}, everywhere(TEXT))


def test_first_and_last_words_give_the_stretch_between():
    place = find(TEXT, {"start": "La FGR", "end": "personas"}, everywhere(TEXT))
    assert TEXT[slice(*place)] == "La FGR no detuvo a 3 personas"
    with pytest.raises(GoldError, match="is not in the text"):
        find(TEXT, {"start": "personas", "end": "La FGR"}, everywhere(TEXT))


def test_sources_are_looked_for_in_segments_and_reports_outside():
    article = resolve("tiny", GOLD, Document(TEXT))
    assert TEXT[slice(*article.findings[0].source)] == "3 personas"
    wrong = copy.deepcopy(GOLD)
    wrong["findings"][0]["report"] = "no detuvo"
    with pytest.raises(GoldError, match="'no detuvo' is not in the text"):
        resolve("tiny", wrong, Document(TEXT))


def test_an_entity_must_be_listed_and_a_source_must_exist():
    wrong = copy.deepcopy(GOLD)
    wrong["mentions"][0]["entity"] = "mx.cni"
    with pytest.raises(GoldError, match=r"'mx\.cni' is used but not listed"):
        resolve("tiny", wrong, Document(TEXT))
    wrong = copy.deepcopy(GOLD)
    wrong["attribution"][0]["source"] = 1
    with pytest.raises(GoldError, match="attribution to segment 1"):
        resolve("tiny", wrong, Document(TEXT))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda g: g.update(split="train"), "split"),
        (lambda g: g.pop("mentions"), "top"),
        (lambda g: g["segments"][0].pop("text"), "segments/0"),
        (lambda g: g["findings"][0].update(report=None), "findings/0/report"),
        (lambda g: g["findings"][0].update(kind="omitted"), "findings/0/report"),
        (lambda g: g["mentions"][0].update(strength="weak"), "mentions/0/strength"),
    ],
)
def test_the_schema_names_the_fault(change, where):
    check_schema(GOLD)
    wrong = copy.deepcopy(GOLD)
    change(wrong)
    with pytest.raises(GoldError, match=f"^{where}: "):
        check_schema(wrong)


def test_a_fault_in_a_file_is_told_with_its_name(tmp_path):
    (tmp_path / "01-tiny.yaml").write_text("split: dev\n", encoding="utf-8")
    (tmp_path / "01-tiny.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(GoldError, match=r"^01-tiny\.yaml: top: "):
        load_article(tmp_path / "01-tiny.yaml")
