"""Checks whole lexicon files: every fault of every entry, and those between entries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from bilingual.errors import LexiconError
from bilingual.lexicon.faults import Fault, fault_of, parent_faults, record_faults, repeated_id
from bilingual.lexicon.files import Record, read_records, to_entry
from bilingual.lexicon.surfaces import FORMER, STRONG, entry_surfaces, fold_tokens


def check_files(shipped: Sequence[Path], own: Sequence[Path]) -> list[Fault]:
    """Every fault of the files ``own``, read on top of ``shipped``, by file and line."""
    faults: list[Fault] = []
    records: dict[str, Record] = {}
    for path in shipped:
        records.update((str(r.values.get("id")), r) for r in _records(path, faults))
    faults = []
    for path in own:
        seen: dict[str, Record] = {}
        for record in _records(path, faults):
            faults.extend(record_faults(record))
            entry_id = str(record.values.get("id"))
            if "id" in record.values and entry_id in seen:
                faults.append(repeated_id(record, seen[entry_id]))
            seen[entry_id] = record
            records[entry_id] = record
    faults.extend(_common_faults(records, set(own)))
    return sorted(faults)


def _records(path: Path, faults: list[Fault]) -> Iterator[Record]:
    """The records up to where the file can't be read, which is noted as a fault."""
    try:
        yield from read_records(path)
    except LexiconError as error:
        line = re.search(r", line (\d+): ", str(error))
        message = str(error)[line.end() :] if line else str(error).removeprefix(f"{path}: ")
        faults.append(Fault(path, int(line.group(1)) if line else 0, message))


def _common_faults(records: dict[str, Record], own: set[Path]) -> Iterator[Fault]:
    """Faults between entries: unknown parents, and strong surfaces of more than one entry."""
    yield from (fault for fault in parent_faults(records) if fault.path in own)
    bearers: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for entry_id, record in records.items():
        if any(record_faults(record)):
            continue
        for surface in entry_surfaces(to_entry(record.values)):
            if surface.strength == STRONG and surface.kind != FORMER:
                bearers[tuple(fold_tokens(surface.text))].setdefault(entry_id, surface.text)
    for ids in bearers.values():
        for entry_id, text in ids.items():
            others = [other for other in ids if other != entry_id]
            if others and records[entry_id].path in own:
                message = f"{text!r} names {others[0]!r} as well; list it as weak, so that context"
                yield fault_of(
                    records[entry_id], f"{message} decides, or take it out of one of them"
                )
