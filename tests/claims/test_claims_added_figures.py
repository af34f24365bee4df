"""Figures of victims and arrests that a report adds."""

import pytest

from bilingual import compare

pytestmark = pytest.mark.slow

SOURCE = (
    "Personal naval revisó 29 tractocamiones en el puerto de Tampico. "
    "Durante la acción no se reportan personas lesionadas, dijo la secretaría."
)

REPORT = (
    "Navy personnel inspected 29 trucks in the port of Tampico. "
    "The secretariat said no one was hurt in the action and that three people had been arrested."
)


def added(es: str, en: str) -> list[str]:
    return [f.report.text for f in compare(es, en) if f.kind == "added"]


def test_arrests_that_the_source_does_not_tell_of():
    assert added(SOURCE, REPORT) == ["three people had been arrested"]


@pytest.mark.parametrize(
    "told", ["Hubo tres detenidos.", "Tres quedaron tras las rejas.", "Arrestaron a los choferes."]
)
def test_arrests_that_it_tells_of_in_other_words(told):
    assert added(f"{SOURCE} {told}", REPORT) == []
