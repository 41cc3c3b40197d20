"""The trainer's own predictions, for comparing with the program's and for choosing what is decoded.

    python predict.py CORPUS_DIR STUDENT_DIR LINK.json OUT.jsonl [--bonus 0.5] [--part polnear_dev]
"""

import argparse
import json
import pathlib

import numpy as np
import torch

import corpus
from crf import Crf
from link import Page, attributions
from spans import spans


def main():
    args = argparse.ArgumentParser()
    args.add_argument("corpus", type=pathlib.Path)
    args.add_argument("student", type=pathlib.Path)
    args.add_argument("link", type=pathlib.Path)
    args.add_argument("out", type=pathlib.Path)
    args.add_argument("--bonus", type=float, default=0.5)
    args.add_argument("--part", default="polnear_dev")
    args.add_argument("--file", default="student.pt")
    args = args.parse_args()
    saved = torch.load(args.student / args.file)
    state = saved.get("model", saved)
    crf = Crf()
    crf.load_state_dict({k[4:]: v for k, v in state.items() if k.startswith("crf.")})
    weights = json.loads(args.link.read_text())
    data = np.load(args.student / f"{args.part}.npz")
    emissions, at, windows = data["emissions"].astype(np.float32), 0, {}
    for number, a, b in data["index"].tolist():
        windows.setdefault(number, []).append((a, b, emissions[at : at + b - a]))
        at += b - a
    with open(args.out, "w", encoding="utf-8") as out:
        for number, article in enumerate(corpus.read(args.corpus / f"{args.part}.jsonl")):
            text = article["text"]
            tokens = corpus.tokens(text)
            gaps = corpus.breaks(text, tokens)
            quotes = corpus.quote_state(text, tokens, gaps)
            found = []
            for a, b, e in windows.get(number, []):
                path = crf.decode(torch.tensor(e)[None], torch.ones(1, b - a, dtype=torch.bool), args.bonus)[0].tolist()
                found += [(r, a + x, a + y) for r, x, y in spans(path)]
            page = Page([text[a:b] for a, b in tokens], gaps, quotes, found)
            place = lambda s: {"start": tokens[s[1]][0], "end": tokens[s[2] - 1][1], "text": text[tokens[s[1]][0] : tokens[s[2] - 1][1]]}
            rows = [
                {"id": f"P{n}", "source": [place(s)] if s else [], "cue": [place(c)], "content": [place(x) for x in sorted(q, key=lambda x: x[1])]}
                for n, (s, c, q) in enumerate(attributions(found, page, weights))
            ]
            out.write(json.dumps({"id": article["id"], "attributions": rows}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
