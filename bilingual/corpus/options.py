"""The choices of a corpus run."""

from __future__ import annotations

from dataclasses import dataclass, field

from bilingual.errors import SettingsError
from bilingual.settings import Settings

DOCUMENT_FORMATS = ("jsonl", "parquet")
ENGINES = ("local", "ray")


@dataclass(frozen=True, slots=True)
class CorpusOptions:
    """What to read, what to keep, and who does the work; raises SettingsError on a wrong value.

    settings: those of every stage; ``settings.batch_size`` is not used, ``batch_size`` is.
    batch_size: documents in a batch, and so in a shard.
    document_format: "jsonl" (one Document a line) or "parquet".
    text_column: where CSV, JSONL and Parquet hold the text.
    limit: stop after this many documents; None takes all.
    sample: the share of documents to take, 0 to 1, the same ones in every run.
    only_with_spanish: leave documents without a Spanish segment out of the shards.
    entities: name people and institutions also in documents without Spanish.
    engine: "local" or "ray".
    workers: processes that hold the models; 0 takes one a core.
    ray_address: a Ray cluster ("ray://host:port"); None starts Ray on this machine.
    """

    settings: Settings = field(default_factory=Settings)
    batch_size: int = 128
    document_format: str = "jsonl"
    text_column: str = "text"
    limit: int | None = None
    sample: float = 1.0
    only_with_spanish: bool = False
    entities: bool = False
    engine: str = "local"
    workers: int = 0
    ray_address: str | None = None

    def __post_init__(self) -> None:
        for name, holds, expected in (
            ("batch_size", self.batch_size >= 1, "1 or more"),
            ("document_format", self.document_format in DOCUMENT_FORMATS, "jsonl or parquet"),
            ("limit", self.limit is None or self.limit >= 0, "0 or more"),
            ("sample", 0 < self.sample <= 1, "more than 0, up to 1"),
            ("engine", self.engine in ENGINES, "local or ray"),
            ("workers", self.workers >= 0, "0 or more"),
        ):
            if not holds:
                value = getattr(self, name)
                raise SettingsError(
                    f"corpus option {name}: {value!r} can't be used; give {expected}"
                )

    @property
    def worker_count(self) -> int:
        """The processes that hold models."""
        return self.workers or self.settings.thread_count

    @property
    def result_key(self) -> str:
        """Everything that shapes the result, and nothing else: who does the work does not."""
        settings = self.settings.replace(threads=0, batch_size=1)
        kept = (self.batch_size, self.document_format, self.text_column, self.limit, self.sample)
        return repr((settings, kept, self.only_with_spanish, self.entities))
