from __future__ import annotations

from typing import ClassVar

import pytest

import bilingual.pipeline as pipeline_module
from bilingual import Document, Pipeline, Segment, Settings
from bilingual.errors import StageError


class Marking:
    """A stage that marks the whole text as English, and fails on the word "fail"."""

    name = "marking"
    requires: tuple[str, ...] = ()
    provides = "segments"
    calls: ClassVar[list[int]] = []

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __call__(self, documents: list[Document]) -> list[Document]:
        Marking.calls.append(len(documents))
        if any("fail" in document.text for document in documents):
            raise RuntimeError("told to")
        return [d.add(segments=[Segment(0, len(d.text), d.text, "en", 1.0)]) for d in documents]


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    monkeypatch.setattr(pipeline_module, "STAGES", ("test_pipeline:Marking",))
    Marking.calls = []
    return Pipeline(Settings(batch_size=3), until="segments")


def test_batches_are_fixed_cuts_and_order_is_kept(pipeline: Pipeline) -> None:
    documents = [Document(f"text {i}") for i in range(7)]
    assert [d.text for d in pipeline.pipe(documents)] == [d.text for d in documents]
    assert Marking.calls == [3, 3, 1]


def test_a_failing_document_is_set_aside_and_the_rest_goes_on(pipeline: Pipeline) -> None:
    failures: list[StageError] = []
    texts = ["a", "fail", "c", "d"]
    done = list(pipeline.pipe(map(Document, texts), on_failure=failures.append))
    assert [d.text for d in done] == ["a", "c", "d"]
    assert all(d.segments for d in done)
    assert [f.document for f in failures] == [Document("fail")]
    assert failures[0].stage == "marking"
    assert "told to" in str(failures[0])


def test_without_a_handler_the_failure_is_raised(pipeline: Pipeline) -> None:
    with pytest.raises(StageError, match="told to"):
        list(pipeline.pipe([Document("fail")]))


def test_a_layer_that_is_there_is_kept(pipeline: Pipeline) -> None:
    own = Document("fail").add(segments=[Segment(0, 4, "fail", "pt", 0.5)])
    assert pipeline(own).segments == own.segments
    assert Marking.calls == []


def test_equal_documents_in_one_batch_stay_separate(pipeline: Pipeline) -> None:
    documents = [Document("same"), Document("same")]
    assert len(list(pipeline.pipe(documents))) == 2


def test_every_document_is_signed(pipeline: Pipeline) -> None:
    assert pipeline(Document("a")).signature.startswith("bilingual:")


def test_the_input_is_read_as_it_is_needed(pipeline: Pipeline) -> None:
    taken = []

    def documents():
        for i in range(100):
            taken.append(i)
            yield Document(str(i))

    next(pipeline.pipe(documents()))
    assert len(taken) == 3


def test_an_unknown_layer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline_module, "STAGES", ("test_pipeline:Marking",))
    with pytest.raises(ValueError, match="no stage provides"):
        Pipeline(until="colours")
