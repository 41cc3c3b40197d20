# ---
# jupyter:
#   jupytext:
#     formats: py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # How the confidence number is made, and what it is calibrated against
#
# Three steps: one number by hand from the priors, a world that follows the model's own assumptions, and the one check against outcomes that the repository can make. What none of
# them shows stands at the end.

# %%
import io
import json
import math
import os
import random
import subprocess
from pathlib import Path

import altair as alt
import polars as pl

alt.renderers.enable("svg")
command = os.environ.get("CORROBORATE", "corroborate")
root = next(p for p in [Path.cwd(), *Path.cwd().parents] if (p / "data/priors").is_dir())
priors = pl.read_csv(root / "data/priors/classes.csv")
priors.select("class", "mean_r", "a", "b", "basis").head(8)

# %% [markdown]
# ## One number by hand
#
# A source passes on what it received with probability r and otherwise says something unrelated. Along a chain the r multiply, and the likelihood ratio is (1 + Πr) / (1 − Πr). With
# even prior odds that is the estimate. The command and this cell must agree.

# %%
def scored(text, outlet=None):
    arguments = [command, "score", "-", "--input-format", "text", "--format", "json", "--quiet", *(["--outlet", outlet] if outlet else [])]
    done = subprocess.run(arguments, input=text.encode(), cwd=root, capture_output=True)
    return json.loads(done.stdout)["articles"][0]["statements"]


mean = dict(priors.select("class", "mean_r").iter_rows())
rows = []
for text in [
    "The bridge was closed on Monday, Mayor Ines Tolland said.",
    "The bridge was closed on Monday, a senior official said.",
    "The bridge was closed on Monday, Mayor Ines Tolland told the state news agency Norvik.",
]:
    statement = scored(text)[0]
    classes = [node["provenance"] for node in statement["chain"]]
    product = math.prod(mean[c] for c in classes)
    by_hand = (1 + product) / 2  # odds (1 + Πr) / (1 − Πr), as a probability
    content = statement["confidence"]["content"]
    assert abs(by_hand - content["estimate"]) < 1e-3, (text, by_hand, content["estimate"])
    rows.append((" → ".join(classes), round(product, 3), round(by_hand, 3), content["estimate"], content["low"], content["high"]))
pl.DataFrame(rows, schema=["chain", "product of r", "by hand", "estimate", "low", "high"], orient="row")

# %% [markdown]
# ## More origins, less doubt
#
# Mayors who say the same thing and have nothing to do with one another. Each adds decibans; the interval narrows because the reliabilities need not all be right.

# %%
people = ["Ines Tolland", "Karl Venn", "Marta Quist", "Hugo Stern", "Selma Fenn"]
towns = ["Ostmere", "Velden", "Karsk", "Sennet", "Darrow"]


def together(count):
    lines = [
        {"id": f"r{n}", "outlet": f"{town} Post", "text": f"The dam at Lake Orlo failed on 3 May, geologist {person} of the University of {town} said."}
        for n, (person, town) in enumerate(zip(people[:count], towns))
    ]
    done = subprocess.run(
        [command, "score", "-", "--input-format", "jsonl", "--format", "json", "--quiet"], input="\n".join(map(json.dumps, lines)).encode(), cwd=root, capture_output=True
    )
    claim = max(json.loads(done.stdout)["claims"], key=lambda c: c["reports"])
    content = claim["confidence"]["content"]
    return claim["reports"], claim["independent_origins"], content["estimate"], content["low"], content["high"]


growing = pl.DataFrame([together(n) for n in range(1, 6)], schema=["reports", "independent_origins", "estimate", "low", "high"], orient="row")
base = alt.Chart(growing).encode(x=alt.X("reports:O", title="independent reports"))
(base.mark_rule(strokeWidth=2).encode(y=alt.Y("low", scale=alt.Scale(domain=[0, 1]), title="probability that it is so"), y2="high") + base.mark_point(filled=True, size=50).encode(y="estimate")).properties(
    width=240, height=200
)

# %% [markdown]
# ## Calibrated in a world of its own assumptions
#
# Draw what is so (even odds), a reliability for each source from its prior, and what each says under the model. Then let the formula judge, knowing the priors only. Of the cases given
# about .8, about .8 should be so. This checks the calculation, not the priors.

# %%
random.seed(1)
classes = [(row["class"], row["a"], row["b"]) for row in priors.iter_rows(named=True) if row["a"] and row["b"]]
cases = []
for _ in range(20_000):
    is_so = random.random() < 0.5
    odds = 1.0
    for _ in range(random.randint(1, 4)):
        name, a, b = random.choice(classes)
        says = is_so if random.random() < random.betavariate(a, b) else random.random() < 0.5
        r = a / (a + b)
        odds *= (1 + r) / (1 - r) if says else (1 - r) / (1 + r)
    cases.append((odds / (1 + odds), is_so))
judged = pl.DataFrame(cases, schema=["estimate", "so"], orient="row").with_columns(bin=(pl.col("estimate") * 10).floor().clip(0, 9))
curve = judged.group_by("bin").agg(estimate=pl.col("estimate").mean(), share=pl.col("so").mean(), cases=pl.len()).sort("bin")
gaps = (curve["estimate"] - curve["share"]).abs()
assert gaps.max() < 0.04, curve
line = alt.Chart(pl.DataFrame({"x": [0, 1], "y": [0, 1]})).mark_line(strokeDash=[4, 4], color="#888").encode(x="x", y="y")
dots = alt.Chart(curve).mark_point(filled=True, size=60).encode(
    x=alt.X("estimate", title="estimate"), y=alt.Y("share", title="share that is so"), size=alt.Size("cases", legend=None)
)
(line + dots).properties(width=240, height=240, title="Calibration under the model")

# %% [markdown]
# ## Against outcomes that were not used
#
# The priors of single outlets rest on domain ratings. Wikipedia's discussions of sources were not used for them. The registry names their outcomes in its evidence, so the two can be
# held against each other: the better the outcome, the higher the prior should be.

# %%
listed = subprocess.run([command, "registry", "list", "--format", "csv"], cwd=root, capture_output=True, check=True).stdout
outlets = pl.read_csv(io.BytesIO(listed), infer_schema=False)
rated = pl.read_csv(root / "data/priors/sources.csv").select("registry_id", "mean_r")
ranks = {"generally reliable": 4, "additional considerations": 3, "no consensus": 3, "generally unreliable": 2, "deprecated": 1, "blacklisted": 1}
found = outlets.join(rated, left_on="id", right_on="registry_id")
column = "evidence" if "evidence" in found.columns else found.columns[-1]


def outcome(words):
    named = [name for name in ranks if words and "wikipedia" in words.lower() and name in words.lower()]
    return named[0] if len(named) == 1 else None


found = found.with_columns(outcome=pl.col(column).map_elements(outcome, return_dtype=pl.String)).filter(pl.col("outcome").is_not_null())
found.group_by("outcome").agg(outlets=pl.len(), mean_prior=pl.col("mean_r").mean().round(3)).sort("mean_prior", descending=True)

# %% [markdown]
# ## What this does not show
#
# Whether statements given .8 are so eight times in ten **in the world**. For that one needs many statements from reports as published, each checked by somebody, and none are in this
# repository; `fuse` learns reliabilities where such tables exist, and the notebook `who_copies` holds it against a world whose truth is known. The class priors of speakers are judgement and say
# so in their column `basis`. Read an estimate as an ordering with honest intervals, not as a frequency.
