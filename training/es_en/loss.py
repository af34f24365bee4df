"""Cross-entropy of target pieces, over the whole vocabulary or over a part of it."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .model import Student


def smoothed(logits: Tensor, target: Tensor, smoothing: float, classes: int) -> Tensor:
    """Cross-entropy of each row; the smoothing mass is spread over the first `classes` columns."""
    log_total = torch.logsumexp(logits, -1)
    loss = log_total - logits.gather(1, target[:, None])[:, 0]
    if not smoothing:
        return loss
    spread = log_total - logits[:, :classes].mean(-1)
    return (1 - smoothing) * loss + smoothing * spread


class FullVocabulary(nn.Module):
    """Every piece competes: the exact loss, for a GPU."""

    def forward(self, model: Student, states: Tensor, target: Tensor, smoothing: float) -> Tensor:
        logits = model.logits(states).float()
        return smoothed(logits, target, smoothing, logits.size(1))


class SampledVocabulary(nn.Module):
    """The batch's own pieces, the frequent ones and a random sample compete, for a CPU.

    The sampled pieces stand for all the others: their logits are raised by the logarithm of
    (others / sampled), which keeps the sum of exponentials unbiased (Jean et al. 2015, On Using
    Very Large Target Vocabulary for Neural Machine Translation).
    """

    def __init__(self, counts: np.ndarray, frequent: int = 1500, sampled: int = 2500):
        super().__init__()
        self.vocabulary = len(counts)
        self.frequent = torch.from_numpy(np.argsort(-counts)[:frequent].copy())
        self.sampled = sampled

    def forward(self, model: Student, states: Tensor, target: Tensor, smoothing: float) -> Tensor:
        core = torch.unique(torch.cat([target, self.frequent]))
        is_core = torch.zeros(self.vocabulary, dtype=torch.bool)
        is_core[core] = True
        sample = torch.unique(torch.randint(self.vocabulary, (self.sampled,)))
        sample = sample[~is_core[sample]]
        candidates = torch.cat([core, sample])
        place = torch.empty(self.vocabulary, dtype=torch.long)
        place[candidates] = torch.arange(len(candidates))
        raised = torch.zeros(len(candidates))
        raised[len(core) :] = math.log(max(1, self.vocabulary - len(core)) / max(1, len(sample)))
        logits = F.linear(
            states, model.target_embedding(candidates), model.output_bias[candidates] + raised
        ).float()
        return smoothed(logits, place[target], smoothing, len(core))
