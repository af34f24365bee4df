from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from bilingual.cli import app
from bilingual.models.catalogue import bundled_weights


def test_every_bundled_weight_is_listed_with_licence_and_hash() -> None:
    weights = bundled_weights()
    assert {w.name for w in weights} == {
        *("lang_en_es", "word_odds", "alignment", "spacy-es", "stanza-es")
    }
    assert all(w.size > 100_000 and len(w.hash) == 64 and w.licence and w.source for w in weights)


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_the_list_names_packages_and_other_weights(options: list[str]) -> None:
    result = CliRunner().invoke(app, ["models", "list", *options])
    assert result.exit_code == 0
    assert "translation es→en" in result.output or "es\\u2192en" in result.output
    assert "spacy-es" in result.output
    if options:
        rows = json.loads(result.output)
        assert all({"name", "kind", "where"} <= row.keys() for row in rows)
