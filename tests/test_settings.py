from __future__ import annotations

import pytest

from bilingual import Settings
from bilingual.errors import SettingsError


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"recognizers": ("lexicon", "bert")}, "recognizers"),
        ({"glossary_style": "loud"}, "glossary_style"),
        ({"beam_size": 0}, "beam_size"),
        ({"min_confidence": 1.5}, "min_confidence"),
        ({"batch_size": 0}, "batch_size"),
        ({"threads": -1}, "threads"),
    ],
)
def test_a_wrong_value_is_refused_by_name(change: dict, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        Settings(**change)


def test_thread_count_is_the_setting_or_the_machine() -> None:
    assert Settings(threads=3).thread_count == 3
    assert Settings().thread_count >= 1


def test_settings_are_hashable_and_replaceable() -> None:
    settings = Settings()
    assert hash(settings) == hash(Settings())
    assert settings.replace(beam_size=1).beam_size == 1
