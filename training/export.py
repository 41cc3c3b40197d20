"""Writes the model that the program reads (`src/attribution/tagger/model.rs` has the format).

    python export.py STUDENT.pt LINK.json OUT.bin [--bonus 0.5]
"""

import argparse
import json
import pathlib
import struct

import numpy as np
import torch

from student import FORMS, PREFIXES, SUFFIXES, Student, fnv

MAGIC = b"corroborate tagger 1\n"


def rows(table):
    """Each row in 8 bits with a scale of its own."""
    scale = np.abs(table).max(1) / 127
    scale[scale == 0] = 1
    return scale.astype("<f4").tobytes() + np.round(table / scale[:, None]).astype(np.int8).tobytes()


def matrix(weights, bias):
    """Outputs × inputs: each output in 8 bits with a scale of its own; written with the outputs of one input side by side."""
    scale = np.abs(weights).max(1) / 127
    scale[scale == 0] = 1
    packed = np.round(weights / scale[:, None]).astype(np.int8).T
    return scale.astype("<f4").tobytes() + bias.astype("<f4").tobytes() + np.ascontiguousarray(packed).tobytes()


def main():
    args = argparse.ArgumentParser()
    args.add_argument("student", type=pathlib.Path)
    args.add_argument("link", type=pathlib.Path)
    args.add_argument("out", type=pathlib.Path)
    args.add_argument("--bonus", type=float, default=0.5)
    args.add_argument("--limit", type=int, default=256)
    args = args.parse_args()
    saved = torch.load(args.student)
    words, width, state = saved["words"], saved["width"], saved["model"]
    model = Student(len(words), state["vectors"].float(), width)
    model.load_state_dict(state)
    number = lambda t: t.detach().numpy().astype(np.float64)
    known = sorted(range(1, len(words)), key=lambda i: fnv(words[i]))
    hashes = [fnv(words[i]) for i in known]
    # of two words with one hash the more frequent cannot be told here; the first stays
    keep = [k for k in range(len(known)) if k == 0 or hashes[k] != hashes[k - 1]]
    known, hashes = [known[k] for k in keep], [hashes[k] for k in keep]
    table = number(model.words())
    header = {
        "width": width, "words": len(known), "prefixes": PREFIXES, "suffixes": SUFFIXES, "limit": args.limit, "layers": len(model.layers),
        "begin_bonus": args.bonus, "links": json.loads(args.link.read_text()),
    }
    head = json.dumps(header).encode()
    transitions, start = model.crf.weights()
    # convolution: outputs × (three tokens × width)
    mix = number(model.mix.weight).transpose(0, 2, 1).reshape(2 * width, 3 * width)
    parts = [
        MAGIC, struct.pack("<I", len(head)), head, np.array(hashes, dtype="<u4").tobytes(),
        rows(np.concatenate([table[known], table[:1]])),
        rows(number(model.prefix.weight)), rows(number(model.suffix.weight)), rows(number(model.form.weight)),
        matrix(mix, number(model.mix.bias)),
        *(matrix(np.concatenate([number(l.gate.weight), number(l.state.weight)]), np.concatenate([number(l.gate.bias), number(l.state.bias)])) for l in model.layers),
        matrix(number(model.out.weight), number(model.out.bias)),
        number(transitions).astype("<f4").tobytes(), number(start).astype("<f4").tobytes(),
    ]
    args.out.write_bytes(b"".join(parts))
    print(args.out, sum(map(len, parts)), "bytes,", len(known), "words")


if __name__ == "__main__":
    main()
