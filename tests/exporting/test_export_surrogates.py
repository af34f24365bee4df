"""Lone surrogates, NULs and direction marks, which stand in text that was read from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual import Document, Segment, Translation, Unit
from bilingual.exporting import available_formats, export

TEXT = "La \ud800Fiscalía\x00 detuvo \u202ea tres\u200f."


@pytest.mark.parametrize("name", available_formats())
def test_every_format_is_written_whole_and_decodes(name: str, tmp_path: Path) -> None:
    span = (0, len(TEXT), TEXT)
    document = Document(TEXT).add(
        segments=[Segment(*span, "es", 1.0)],
        units=[Unit(*span, Translation("The \udfffoffice\x00 held three.", "The office"))],
    )
    export(document, name, tmp_path / "out")
    written = list(tmp_path.iterdir())
    assert written
    for path in written:
        assert path.stat().st_size or path.name.endswith("align")
        if name != "parquet":
            path.read_bytes().decode("utf-8")
