"""Whole archives: files in, shards of documents, parallel text, entities and findings out.

The unit is a batch: a fixed cut of the input, known by file, row and content. A batch is
finished when its manifest is in place; everything it wrote was complete before that. A run that
is killed and started again redoes only batches without a manifest, so its result equals that of
a run left alone.

Input: paths of files, folders or globs, as ``bilingual.reading.read`` takes them. Output, under
one folder: ``documents/``, ``parallel/``, ``entities/``, ``findings/`` (one shard a batch),
``manifests/``, ``failures.jsonl``, ``summary.json`` and ``summary.html``. Public entry:
``run_corpus``.
"""

from bilingual.corpus.options import CorpusOptions
from bilingual.corpus.runner import run_corpus

__all__ = ["CorpusOptions", "run_corpus"]
