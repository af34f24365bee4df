"""A number with all it may mean, and when two numbers agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from bilingual.quantities.units import are_spans

_MAX_DIGITS = 18
_TOLERANCE = Decimal("0.03")
_MILLION = Decimal(10**6)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text, ``tokens`` being the first and the last of its tokens.

    ``readings`` are (dimension, value) pairs, dimension None for the bare number, since "1.234"
    is 1234 or 1.234; ``kind`` is "number", "ordinal", "time", "year", "decade" or "score";
    ``unit`` the dimension of its unit, if it has one, and ``factor`` what that unit is in it;
    ``weak`` says that it may be an article or pronoun ("un", "one"); ``bound`` that it is the
    "least" ("more than") or the "most" ("nearly") that is meant.
    """

    start: int
    end: int
    tokens: tuple[int, int]
    readings: frozenset[tuple[str | None, Decimal]]
    kind: str
    unit: str | None = None
    factor: Decimal | None = None
    approximate: bool = False
    weak: bool = False
    bound: str = ""

    @property
    def value(self) -> Decimal:
        """The plainest reading, for explanations and ranking."""
        bare = [v for d, v in self.readings if d is None]
        return max(bare) if bare else max(v for _, v in self.readings)

    def agrees(self, other: Quantity) -> bool:
        """Whether any reading of one is a reading of the other, conversions and rounding apart."""
        if self.kind == other.kind == "time":
            return bool(set(self._values("clock")) & set(other._values("clock")))
        if self._measured_alike(other):
            return self._same_measure(other) or self._agrees_roughly(other)
        if self.unit != other.unit and are_spans(self.unit, other.unit):
            return self._lasts_as_long(other)
        if self.readings & other.readings or self._agrees_roughly(other):
            return True
        return any(
            _close(one, two) if self._may_be_inexact(dimension, other) else _in_millions(one, two)
            for dimension, one, two in self._shared_readings(other)
        )

    def _same_measure(self, other: Quantity) -> bool:
        """Whether two measures are the same; in one unit the bare numbers decide."""
        one_unit = self.factor == other.factor
        dimension = None if one_unit else self.unit
        same: Callable[[Decimal, Decimal], bool] = _rounded_off if one_unit else _close
        return any(
            same(one, two) for one in self._values(dimension) for two in other._values(dimension)
        )

    def _lasts_as_long(self, other: Quantity) -> bool:
        """Whether spans told in years, months or days are about as long: "18 meses"."""
        return any(_close(a, b) for a in self._values("days") for b in other._values("days"))

    def _may_be_inexact(self, dimension: str | None, other: Quantity) -> bool:
        """Whether values of a dimension may differ a little: conversions, "a third" for 33%."""
        if dimension == "ratio":
            return self.weak or other.weak or self.factor != other.factor
        return dimension not in (None, "clock", "score")

    def _values(self, dimension: str | None) -> list[Decimal]:
        return [value for kind, value in self.readings if kind == dimension]

    def _shared_readings(self, other: Quantity) -> list[tuple[str | None, Decimal, Decimal]]:
        """Each dimension that both have, with a value of either."""
        return [
            (dimension, one, two)
            for dimension, one in self.readings
            for same, two in other.readings
            if dimension == same
        ]

    def _agrees_roughly(self, other: Quantity) -> bool:
        """Whether one value is the other, rounded, where either says that it is about."""
        return (self.approximate or other.approximate) and any(
            _rounded(one, two) or self._bounds(other, one, two) or other._bounds(self, two, one)
            for dimension, one, two in self._shared_readings(other)
            if dimension != "clock"
        )

    def _bounds(self, other: Quantity, own: Decimal, value: Decimal) -> bool:
        """Whether a value of another lies where this one bounds it: "more than 2,000" for 2,140."""
        if not self.bound or other.bound:
            return False
        beyond = value - own if self.bound == "least" else own - value
        return 0 <= beyond < max(_last_digit(own), own / 10) and beyond <= own / 2

    def _measured_alike(self, other: Quantity) -> bool:
        """Whether both are given in units that convert, so that the bare numbers don't matter."""
        if self.unit is None or self.unit != other.unit:
            return False
        return all(any(d == self.unit for d, _ in q.readings) for q in (self, other))


def _close(one: Decimal, two: Decimal) -> bool:
    larger = max(abs(one), abs(two))
    return larger > 0 and abs(one - two) <= larger * _TOLERANCE


def _rounded_off(one: Decimal, two: Decimal) -> bool:
    """Whether two values are equal, or the coarser is the finer one rounded: 1.26 and 1.3."""
    if one == two or max(one.adjusted(), two.adjusted()) > _MAX_DIGITS:
        return one == two
    coarse, fine = sorted((one, two), key=lambda v: len(v.normalize().as_tuple().digits))
    if len(coarse.normalize().as_tuple().digits) < 2:
        return False
    return abs(coarse - fine) <= _last_digit(coarse) / 2


def _last_digit(value: Decimal) -> Decimal:
    """What one more in the last digit of a value that is not 0 adds: 100 for 1,200."""
    return Decimal(1).scaleb(value.normalize().as_tuple().exponent)


def _in_millions(one: Decimal, two: Decimal) -> bool:
    """Whether one of two numbers of many digits is the other, rounded: "1.3 million"."""
    return min(one, two) >= _MILLION and _rounded_off(one, two)


def _rounded(one: Decimal, two: Decimal) -> bool:
    """Whether one value is the other, rounded to one or two significant digits."""
    larger = max(abs(one), abs(two))
    if larger < 20 or abs(one - two) > larger / 20:
        return False
    return any(len(str(int(v)).rstrip("0")) <= 2 for v in (one, two) if v == v.to_integral_value())
