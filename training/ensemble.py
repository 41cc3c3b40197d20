"""Joins several teachers into one: the mean of their emissions a token, and of their transition weights.

    python ensemble.py OUT_DIR TEACHER_DIR TEACHER_DIR…

The students learn from OUT_DIR as from any teacher's folder.
"""

import argparse
import pathlib

import numpy as np
import torch


def main():
    args = argparse.ArgumentParser()
    args.add_argument("out", type=pathlib.Path)
    args.add_argument("teachers", type=pathlib.Path, nargs="+")
    args = args.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    states = [torch.load(t / "teacher.pt") for t in args.teachers]
    crf = {k: torch.stack([s[k].float() for s in states]).mean(0) for k in states[0] if k.startswith("crf.")}
    torch.save(crf, args.out / "teacher.pt")
    for part in ("polnear_train", "polnear_dev", "unlabelled"):
        files = [np.load(t / f"{part}.npz") for t in args.teachers]
        index = files[0]["index"]
        assert all((f["index"] == index).all() for f in files), f"{part}: the teachers cut the texts differently"
        # log-probabilities, so that a teacher with larger numbers does not count for more
        logs = [torch.log_softmax(torch.tensor(f["emissions"].astype(np.float32)), 1) for f in files]
        np.savez(args.out / f"{part}.npz", index=index, emissions=torch.stack(logs).mean(0).numpy().astype(np.float16))
        print("wrote", part, len(index), "windows", flush=True)


if __name__ == "__main__":
    main()
