"""Trains the small tagger that the program runs, distilled from the teacher's emissions.

    python student.py CORPUS_DIR TEACHER_DIR OUT_DIR [--width 64] [--epochs 16] [--seed 1] [--start STUDENT.pt]

The network (see docs/method.md): a sum of table rows a token (word, prefix, suffix, shape with quotation state and break);
one gated convolution of width 3; two bidirectional minimal gated recurrent layers (Feng et al. 2024, arXiv:2410.01201: gates read
the input only); seven emissions; a linear-chain conditional random field.
"""

import argparse
import collections
import functools
import math
import pathlib
import time

import numpy as np
import torch
from torch import nn

import corpus
from crf import Crf
from shapes import shape
from teacher import span_f1

PREFIXES, SUFFIXES = 4096, 4096
FORMS = 8 * 4 * 3


@functools.lru_cache(None)
def fnv(letters):
    """FNV-1a, 32 bits, of the UTF-8 bytes (Fowler, Noll, Vo; RFC 9923)."""
    h = 0x811C9DC5
    for byte in letters.encode():
        h = (h ^ byte) * 0x01000193 & 0xFFFFFFFF
    return h


def bucket(kind, letters, size):
    """The same in the program."""
    return fnv(kind + letters) % size


def vocabulary(parts, pieces):
    """Lower-case words seen twice, and the whole words of the encoder's vocabulary, in a fixed order."""
    seen = collections.Counter()
    for articles in parts:
        for article in articles:
            text = article["text"]
            seen.update(text[a:b].lower().replace("’", "'") for a, b in corpus.tokens(text))
    words = {w for w, n in seen.items() if n > 1} | {p for p in pieces if len(p) > 2 and p.isalpha() and p.isascii()}
    return sorted(words)


def static_vectors(words, path):
    """The encoder's mean vector of each word alone, less the mean of all, of unit length on average; kept in a file, as it takes minutes."""
    if path.exists():
        return torch.tensor(np.load(path)).float()
    from teacher import MODEL
    from tokenizers import Tokenizer
    from transformers import AutoModel

    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    encoder = AutoModel.from_pretrained(MODEL).eval()
    out = torch.zeros(len(words), encoder.config.hidden_size)
    encoded = [tokenizer.encode(w).ids[:12] for w in words]
    order = sorted(range(len(words)), key=lambda i: len(encoded[i]))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for k in range(0, len(order), 512):
            rows = order[k : k + 512]
            longest = max(len(encoded[i]) for i in rows)
            ids = torch.zeros(len(rows), longest, dtype=torch.long)
            mask = torch.zeros(len(rows), longest, dtype=torch.long)
            for j, i in enumerate(rows):
                ids[j, : len(encoded[i])] = torch.tensor(encoded[i])
                mask[j, : len(encoded[i])] = 1
            h = encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
            m = mask[:, :, None].float()
            out[rows] = (h * m).sum(1) / m.sum(1)
    out = out - out.mean(0)
    out = out / out.norm(dim=1).mean()
    np.save(path, out.numpy().astype(np.float16))
    return out


def features(text, spans, gaps, quotes, index):
    """-> [word, prefix, suffix, form] a token."""
    rows = []
    for i, (a, b) in enumerate(spans):
        word = text[a:b]
        low = word.lower().replace("’", "'")
        rows.append(
            (
                index.get(low, 0),
                bucket("<", low[:3], PREFIXES),
                bucket(">", low[-3:], SUFFIXES),
                (shape(word) * 4 + quotes[i]) * 3 + gaps[i],
            )
        )
    return rows


class Scan(torch.autograd.Function):
    """h[t] = keep[t] * h[t-1] + add[t] along the second axis."""

    @staticmethod
    def forward(ctx, keep, add):
        out = torch.empty_like(add)
        h = torch.zeros_like(add[:, 0])
        for t in range(add.shape[1]):
            h = torch.addcmul(add[:, t], keep[:, t], h)
            out[:, t] = h
        ctx.save_for_backward(keep, out)
        return out

    @staticmethod
    def backward(ctx, grad):
        keep, out = ctx.saved_tensors
        back = torch.empty_like(grad)
        g = torch.zeros_like(grad[:, 0])
        for t in range(grad.shape[1] - 1, -1, -1):
            g = grad[:, t] + g
            back[:, t] = g
            g = g * keep[:, t]
        before = torch.cat([torch.zeros_like(out[:, :1]), out[:, :-1]], 1)
        return back * before, back


class Recurrent(nn.Module):
    """Two directions of half the width; the input is added to the output."""

    def __init__(self, width):
        super().__init__()
        self.gate = nn.Linear(width, width)
        self.state = nn.Linear(width, width)
        nn.init.constant_(self.gate.bias, -0.5)

    def forward(self, x, mask):
        half = x.shape[2] // 2
        z = torch.sigmoid(self.gate(x)) * mask[:, :, None]
        s = self.state(x)
        add = z * s
        keep = 1 - z
        both = lambda y: torch.cat([y[..., :half], y[..., half:].flip(1)], 2)
        h = Scan.apply(both(keep), both(add))
        return x + torch.cat([h[..., :half], h[..., half:].flip(1)], 2)


class Student(nn.Module):
    def __init__(self, words, vectors, width):
        super().__init__()
        self.register_buffer("vectors", vectors)
        self.project = nn.Linear(vectors.shape[1], width, bias=False)
        self.word = nn.Embedding(words, width)
        self.prefix = nn.Embedding(PREFIXES, width)
        self.suffix = nn.Embedding(SUFFIXES, width)
        self.form = nn.Embedding(FORMS, width)
        for e in (self.word, self.prefix, self.suffix):
            nn.init.normal_(e.weight, std=0.02)
        nn.init.normal_(self.form.weight, std=0.1)
        self.mix = nn.Conv1d(width, 2 * width, 3, padding=1)
        self.layers = nn.ModuleList([Recurrent(width) for _ in range(2)])
        self.out = nn.Linear(width, 7)
        self.crf = Crf()

    def words(self):
        """The table that the program gets: the projected vector and what was learned of the word itself."""
        return self.project(self.vectors) + self.word.weight

    def forward(self, f, mask):
        word = f[:, :, 0]
        if self.training:
            # a word now and then unknown, so that its letters are learned too
            word = word.masked_fill(torch.rand(word.shape) < self.unknown, 0)
        unique, inverse = word.unique(return_inverse=True)
        table = self.project(self.vectors[unique]) + self.word(unique)
        x = table[inverse] + self.prefix(f[:, :, 1]) + self.suffix(f[:, :, 2]) + self.form(f[:, :, 3])
        drop = lambda y: nn.functional.dropout(y, self.rate, self.training)
        x = drop(x) * mask[:, :, None]
        a, b = self.mix(x.transpose(1, 2)).transpose(1, 2).chunk(2, 2)
        x = x + a * torch.sigmoid(b)
        for layer in self.layers:
            x = layer(drop(x), mask)
        return self.out(drop(x))


def examples(articles, index, stored, limit):
    """Windows: features, tags, the teacher's log-probabilities a token (clipped), whether the tags are the annotators'."""
    teacher = {}
    if stored is not None:
        data = np.load(stored)
        index_, all_, at = data["index"].tolist(), data["emissions"], 0
        for number, a, b in index_:
            teacher.setdefault(number, []).append((a, all_[at : at + b - a]))
            at += b - a
    out = []
    for number, article in enumerate(articles):
        text = article["text"]
        spans = corpus.tokens(text)
        gaps = corpus.breaks(text, spans)
        quotes = corpus.quote_state(text, spans, gaps)
        rows = np.array(features(text, spans, gaps, quotes, index), np.int32).reshape(-1, 4)
        tags = corpus.labels(article, spans) if "attributions" in article else None
        known = np.zeros((len(spans), 7), np.float32)
        for a, e in teacher.get(number, []):
            known[a : a + len(e)] = e
        for a, b in corpus.windows(gaps, limit):
            out.append((rows[a:b], known[a:b], None, [t or 0 for t in tags[a:b]] if tags else [0] * (b - a), tags is not None, number, a))
    return out


def batch(rows):
    t = max(len(r[0]) for r in rows)
    f = torch.zeros(len(rows), t, 4, dtype=torch.long)
    target = torch.zeros(len(rows), t, 7)
    tags = torch.zeros(len(rows), t, dtype=torch.long)
    mask = torch.zeros(len(rows), t, dtype=torch.bool)
    gold = torch.tensor([r[4] for r in rows])
    for i, r in enumerate(rows):
        n = len(r[0])
        f[i, :n] = torch.from_numpy(r[0]).long()
        target[i, :n] = torch.from_numpy(r[1])
        tags[i, :n] = torch.tensor(r[3])
        mask[i, :n] = True
    return f, target, tags, mask, gold


@torch.no_grad()
def emissions(model, rows):
    model.eval()
    out = [None] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    for k in range(0, len(order), 32):
        chosen = order[k : k + 32]
        f, _, _, mask, _ = batch([rows[i] for i in chosen])
        e = model(f, mask.float())
        for j, i in enumerate(chosen):
            out[i] = e[j, : len(rows[i][0])].numpy()
    return out


def main():
    args = argparse.ArgumentParser()
    args.add_argument("corpus", type=pathlib.Path)
    args.add_argument("teacher", type=pathlib.Path)
    args.add_argument("out", type=pathlib.Path)
    args.add_argument("--width", type=int, default=64)
    args.add_argument("--epochs", type=int, default=16)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--limit", type=int, default=256)
    args.add_argument("--batch", type=int, default=24)
    args.add_argument("--rate", type=float, default=4e-3)
    args.add_argument("--drop", type=float, default=0.1)
    args.add_argument("--unknown", type=float, default=0.06, help="share of words hidden while training")
    args.add_argument("--start", type=pathlib.Path, help="a student of the same width and words to go on from")
    args.add_argument("--gold", type=float, default=0.5, help="weight of the annotators' tags beside the teacher's emissions")
    args = args.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    from teacher import MODEL

    parts = {p: corpus.read(args.corpus / f"{p}.jsonl") for p in ("polnear_train", "polnear_dev", "unlabelled")}
    pieces = (MODEL / "vocab.txt").read_text().split("\n")
    words = ["\0"] + vocabulary([parts["polnear_train"], parts["unlabelled"]], pieces)
    vectors = static_vectors(words, args.teacher / "static.npy")
    index = {w: i for i, w in enumerate(words)}
    stored = lambda p: args.teacher / f"{p}.npz" if (args.teacher / f"{p}.npz").exists() else None
    data = {p: examples(a, index, stored(p), args.limit) for p, a in parts.items()}
    distil = stored("polnear_train") is not None
    train = data["polnear_train"] + (data["unlabelled"] if distil else [])
    print(len(words), "words;", {p: len(d) for p, d in data.items()}, flush=True)

    model = Student(len(words), vectors, args.width)
    model.rate, model.unknown = args.drop, args.unknown
    if distil:
        taught = torch.load(args.teacher / "teacher.pt")
        model.crf.load_state_dict({k[4:]: v for k, v in taught.items() if k.startswith("crf.")})
    if args.start:
        model.load_state_dict(torch.load(args.start)["model"])
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=1e-4, fused=True)
    per_epoch = math.ceil(len(train) / args.batch)
    steps = per_epoch * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / (0.03 * steps)) * 0.5 * (1 + math.cos(math.pi * s / steps)))
    generator = torch.Generator().manual_seed(args.seed)
    began, done = time.time(), 0
    for epoch in range(args.epochs):
        noise = torch.rand(len(train), generator=generator)
        order = sorted(range(len(train)), key=lambda i: len(train[i][0]) + 60 * noise[i].item())
        groups = [order[k : k + args.batch] for k in range(0, len(order), args.batch)]
        total = 0.0
        for g in torch.randperm(len(groups), generator=generator).tolist():
            model.train()
            f, target, tags, mask, gold = batch([train[i] for i in groups[g]])
            e = model(f, mask.float())
            loss = 0.0
            if distil:
                near = lambda y: torch.log_softmax(y, 2).clamp(min=-9)
                loss = (nn.functional.smooth_l1_loss(near(e), near(target), reduction="none").sum(2) * mask).sum() / mask.sum()
            if gold.any():
                nll = model.crf.loss(e[gold], tags[gold], mask[gold])
                loss = loss + nll * (args.gold if distil else 1.0)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            done += 1
            total += loss.item()
        print(f"epoch {epoch + 1} loss {total / len(groups):.4f} {time.time() - began:.0f} s", flush=True)
        if epoch % 4 == 3 or epoch + 1 == args.epochs:
            dev = data["polnear_dev"]
            print("development", span_f1(model, dev, emissions(model, dev)), flush=True)
            torch.save({"model": model.state_dict(), "words": words, "width": args.width}, args.out / "student.pt")
    for part in ("polnear_dev", "polnear_train"):
        rows = data[part]
        np.savez(args.out / f"{part}.npz", index=np.array([(r[5], r[6], r[6] + len(r[0])) for r in rows]), emissions=np.concatenate(emissions(model, rows)))


if __name__ == "__main__":
    main()
