"""What weighs in a source and is missing in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bilingual.claims.compare_entities import Cast
from bilingual.claims.omitted_figures import omitted_figures
from bilingual.claims.omitted_institutions import OmittedInstitutions
from bilingual.claims.omitted_statements import omitted_statements
from bilingual.claims.scope import Attribution
from bilingual.claims.told import Told
from bilingual.document import Document, Finding, Span

MOST = 3
_OF_FIGURES = ("number", "date")


def omitted_findings(
    document: Document,
    cast: Cast,
    scope: Sequence[Attribution],
    report: Sequence[Span],
    differences: Sequence[Finding],
) -> Iterator[Finding]:
    """ "omitted" for what weighs in a source that is reported and that the report leaves out.

    Institutions that the article nowhere names in English; figures of victims, arrests, seizures
    and money; denials, accusations, demands and announcements. ``report`` are the English
    sentences that can tell what a source says; figures that ``differences`` are about are not
    omitted. At most three a source, the surest ones.
    """
    if not scope:
        return
    told = Told(cast.report_text, report)
    institutions = OmittedInstitutions(document, cast)
    reported = {document.segment_of(m.unit).start for m in document.matches if m.kind != "mention"}
    for segment in document.segments:
        if segment.start in reported and any(a.segment is segment for a in scope):
            found = list(
                chain(
                    institutions.of(segment),
                    omitted_figures(document, segment, told),
                    omitted_statements(document, segment, told),
                )
            )
            ranked = sorted(_apart(found, differences), key=lambda f: -f.confidence)[:MOST]
            yield from sorted(ranked, key=lambda f: f.source.start)


def _apart(findings: Sequence[Finding], differences: Sequence[Finding]) -> list[Finding]:
    """The findings that overlap no earlier one and no difference of figures."""
    taken = [d.source for d in differences if d.kind in _OF_FIGURES and d.source is not None]
    kept: list[Finding] = []
    for finding in findings:
        source = finding.source
        if not any(source.start < t.end and t.start < source.end for t in taken):
            kept.append(finding)
            taken.append(source)
    return kept
