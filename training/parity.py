"""Compares the program's tagger with the trainer's over one corpus: how many attributions are the same to the letter.

    python parity.py TRAINER.jsonl PROGRAM.jsonl [LEAST]     exits with 1 below LEAST (default .97: the program's tables have 8 bits)
"""

import sys

import corpus


def attributions(article):
    place = lambda spans: tuple((s["start"], s["end"]) for s in spans)
    return {(place(a["source"]), place(a["cue"]), place(a["content"])) for a in article["attributions"]}


def main():
    ours = {a["id"]: attributions(a) for a in corpus.read(sys.argv[1])}
    theirs = {a["id"]: attributions(a) for a in corpus.read(sys.argv[2])}
    same = sum(len(found & theirs.get(id, set())) for id, found in ours.items())
    total = max(sum(map(len, ours.values())), sum(map(len, theirs.values())))
    share = same / total if total else 1.0
    print(f"{same} of {total} attributions are the same ({share:.3f})")
    sys.exit(share < float(sys.argv[3] if len(sys.argv) > 3 else 0.97))


if __name__ == "__main__":
    main()
