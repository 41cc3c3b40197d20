"""A linear-chain conditional random field over the seven tags, shared by teacher and student."""

import torch
from torch import nn

# an I- tag follows only its own B- or I-
ALLOWED = torch.tensor([[not (j and j % 2 == 0) or i in (j, j - 1) for j in range(7)] for i in range(7)])
START = torch.tensor([not (j and j % 2 == 0) for j in range(7)])
NEVER = -1e4


class Crf(nn.Module):
    def __init__(self):
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(7, 7))
        self.start = nn.Parameter(torch.zeros(7))

    def weights(self):
        return self.transitions.masked_fill(~ALLOWED, NEVER), self.start.masked_fill(~START, NEVER)

    def loss(self, emissions, tags, mask):
        """Mean negative log likelihood a token; mask is 1 for tokens, a prefix of each row."""
        t, s = self.weights()
        alpha = s + emissions[:, 0]
        for i in range(1, emissions.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + t[None], 1) + emissions[:, i]
            alpha = torch.where(mask[:, i, None], step, alpha)
        norm = torch.logsumexp(alpha, 1)
        m = mask.float()
        gold = (emissions.gather(2, tags[:, :, None])[:, :, 0] * m).sum(1) + s[tags[:, 0]]
        gold = gold + (t[tags[:, :-1], tags[:, 1:]] * m[:, 1:]).sum(1)
        return (norm - gold).sum() / m.sum()

    @torch.no_grad()
    def decode(self, emissions, mask, begin_bonus=0.0):
        t, s = self.weights()
        bonus = torch.tensor([begin_bonus if j % 2 else 0.0 for j in range(7)])
        t, s = t + bonus, s + bonus
        score, back = s + emissions[:, 0], []
        for i in range(1, emissions.shape[1]):
            best, arg = (score[:, :, None] + t[None]).max(1)
            step = best + emissions[:, i]
            keep = mask[:, i, None]
            score = torch.where(keep, step, score)
            back.append(torch.where(keep, arg, torch.arange(7)[None].expand_as(arg)))
        at = score.argmax(1)
        path = [at]
        for b in reversed(back):
            at = b.gather(1, at[:, None])[:, 0]
            path.append(at)
        return torch.stack(path[::-1], 1)
