"""The sentence splitter: offsets on any text, and the abbreviations of Mexican Spanish."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.sentences import split_sentences

EXAMPLES = [
    ("El Gral. Div. Luis Cresencio habló a las 10:00 a. m. del lunes. Luego salió.", 2),
    ("El C. Juan Pérez vive en Zapopan, Jal. La policía llegó.", 2),
    ("El Lic. No. 5 y el art. 4 de la ley. Nada más.", 2),
    ("Visitó EE. UU. en mayo. El EE.UU. de antes. Fin.", 3),
    ("Dijo que no. Luego se fue.", 2),
    ("No lo sabía… y siguió. Pero… Bueno.", 3),
    ("1. Primero.\n2. Segundo\n- tres", 3),
    ("Costó 3.5 millones. 25 personas murieron.", 2),
    ("“No habrá impunidad”, dijo. «Sí.» “¡Vamos!”, gritó.", 3),
    ("S.A. de C.V. informó a J. J. López.", 1),
    ("Se reportó en Twitter.El gobierno no contestó.", 2),
    ("Titular sin punto final\nOtro titular", 2),
    ("Mr. Smith went to the U.S. He left.", 2),
]


@pytest.mark.parametrize(("text", "count"), EXAMPLES)
def test_counts(text, count):
    assert len(split_sentences(text)) == count, [text[a:b] for a, b in split_sentences(text)]


@given(st.text(alphabet=st.sampled_from('aA.…!? \n\r\t"”12Jal,É😀\u200b'), max_size=80))
def test_sentences_cover_all_but_white_space(text):
    spans = split_sentences(text)
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
