"""Makes more text for distillation out of the corpus: the same articles with other words, in which the teachers then tag anew.

    python augment.py CORPUS_DIR TEACHER_DIR [--copies 3] [--seed 1]

Writes CORPUS_DIR/augmented.jsonl ({"id", "text"}), as private as the corpus itself. In each copy a name is, for the whole article,
another name of the corpus half of the time; one word in seven is one of its twelve nearest in the encoder's vectors of single words
(as TinyBERT does, Jiao et al. 2020, arXiv:1909.10351); paragraphs may change places.
"""

import argparse
import collections
import json
import pathlib
import random
import re

import numpy as np
import torch

import corpus
from student import static_vectors, vocabulary
from teacher import MODEL

NEAREST, SWAP, RENAME, SHUFFLE = 12, 0.15, 0.5, 0.3
# of the commonest words only their form is theirs: swapping "of" or "the" makes no sentence
COMMON = 120


def neighbours(vectors, wanted):
    """-> {row: rows of its nearest words}."""
    unit = torch.nn.functional.normalize(vectors, dim=1)
    out = {}
    rows = sorted(wanted)
    for k in range(0, len(rows), 512):
        part = rows[k : k + 512]
        near = (unit[part] @ unit.T).topk(NEAREST + 1, 1).indices.tolist()
        out.update((row, [n for n in found if n != row and n > 0][:NEAREST]) for row, found in zip(part, near))
    return out


def alike(word, new):
    """`new` in the case of `word`."""
    return new.upper() if word.isupper() and len(word) > 1 else new.capitalize() if word[:1].isupper() else new


def rewrite(text, chance, names, pool, near, index, words):
    out, at, renamed = [], 0, {}
    for a, b in corpus.tokens(text):
        word = text[a:b]
        low = word.lower()
        new = word
        if word in names:
            if word not in renamed:
                renamed[word] = chance.choice(pool) if chance.random() < RENAME else word
            new = renamed[word]
        elif low in index and index[low] in near and chance.random() < SWAP:
            new = alike(word, words[chance.choice(near[index[low]])])
        out.append(text[at:a] + new)
        at = b
    return "".join(out) + text[at:]


def main():
    args = argparse.ArgumentParser()
    args.add_argument("corpus", type=pathlib.Path)
    args.add_argument("teacher", type=pathlib.Path)
    args.add_argument("--copies", type=int, default=3)
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    parts = [corpus.read(args.corpus / f"{p}.jsonl") for p in ("polnear_train", "unlabelled")]
    words = ["\0"] + vocabulary(parts, (MODEL / "vocab.txt").read_text().split("\n"))
    vectors = static_vectors(words, args.teacher / "static.npy")
    index = {w: i for i, w in enumerate(words)}
    seen, capital = collections.Counter(), collections.Counter()
    for articles in parts:
        for article in articles:
            for a, b in corpus.tokens(article["text"]):
                word = article["text"][a:b]
                seen[word.lower()] += 1
                capital[word] += word[:1].isupper()
    names = {w for w, n in capital.items() if len(w) > 2 and w.isalpha() and not w.isupper() and n > 0.9 * seen[w.lower()]}
    pool = sorted(names)
    common = {w for w, _ in seen.most_common(COMMON)}
    swapped = {index[w] for w in seen if w in index and w.isalpha() and len(w) > 2 and w not in common}
    near = neighbours(vectors, swapped)
    chance = random.Random(args.seed)
    with open(args.corpus / "augmented.jsonl", "w", encoding="utf-8") as out:
        for copy in range(args.copies):
            for articles in parts:
                for number, article in enumerate(articles):
                    text = rewrite(article["text"], chance, names, pool, near, index, words)
                    if chance.random() < SHUFFLE:
                        paragraphs = re.split(r"\n\s*\n", text)
                        chance.shuffle(paragraphs)
                        text = "\n\n".join(paragraphs)
                    out.write(json.dumps({"id": f"{article['id']}+{copy}", "text": text}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
