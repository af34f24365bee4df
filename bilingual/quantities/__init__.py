"""The numbers of Spanish and English prose in all their spellings, as values that compare.

``quantities`` reads them from the tokens of a text; ``Quantity.agrees`` says whether two stand
for the same. Used by alignment and claims.
"""

from __future__ import annotations

from bilingual.quantities.quantity import Quantity
from bilingual.quantities.scanner import quantities

__all__ = ["Quantity", "quantities"]
