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
# # Learning who is right, and who copies
#
# An invented world whose truth is known: 60 independent sources, four groups of ten that mostly copy their first member, 500 objects with ten
# possible values each, and on each object one popular mistake. `corroborate fuse` sees the claims alone. How often is it right beside majority
# vote, do its probabilities and intervals hold, and does it find the groups?

# %%
import os
import random
import subprocess
import tempfile
from pathlib import Path

import altair as alt
import polars as pl

alt.renderers.enable("svg")
command = os.environ.get("CORROBORATE", "corroborate")
draw = random.Random(11)
objects, values = range(500), 10
truth = {o: draw.randrange(values) for o in objects}
mistake = {o: (truth[o] + draw.randrange(1, values)) % values for o in objects}


def says(o, accuracy):
    if draw.random() < accuracy:
        return truth[o]
    return mistake[o] if draw.random() < 0.5 else (truth[o] + draw.randrange(1, values)) % values


rows, group_of = [], {}
accuracies = {f"independent {s:02}": draw.betavariate(6, 4) for s in range(60)}
for o in objects:
    rows += [(s, f"o{o}", f"v{says(o, accuracies[s])}") for s in draw.sample(sorted(accuracies), 12)]
for g in range(4):
    lead = draw.uniform(0.2, 0.6)
    for o in draw.sample(objects, 150):
        first = says(o, lead)
        for m in draw.sample(range(10), 6):
            name = f"group {g} member {m}"
            group_of[name] = g
            rows.append((name, f"o{o}", f"v{first if m == 0 or draw.random() < 0.9 else says(o, 0.5)}"))
claims = pl.DataFrame(rows, schema=["source", "object", "value"], orient="row")
claims.group_by(pl.col("source").str.slice(0, 5).alias("kind")).agg(claims=pl.len(), sources=pl.col("source").n_unique()).sort("kind")

# %%
folder = Path(tempfile.mkdtemp())
claims.write_csv(folder / "claims.csv")
done = subprocess.run([command, "fuse", str(folder / "claims.csv"), "-o", str(folder), "--top", "5"], capture_output=True, text=True, check=True)
print(done.stdout)

# %% [markdown]
# ## Right answers beside majority vote

# %%
truths = pl.read_csv(folder / "truths.csv")
known = pl.DataFrame({"object": [f"o{o}" for o in objects], "truth": [f"v{truth[o]}" for o in objects]})
best = truths.sort("probability", "value", descending=[True, False]).group_by("object", maintain_order=True).first().join(known, on="object")
votes = claims.group_by("object", "value").len().sort("len", "value", descending=[True, False]).group_by("object", maintain_order=True).first().join(known, on="object")
pl.DataFrame(
    {
        "method": ["majority vote", "fuse"],
        "right": [(t["value"] == t["truth"]).mean() for t in (votes, best)],
    }
).with_columns(pl.col("right").round(3))

# %% [markdown]
# ## Calibration
#
# Of the answers that were given a probability of about x, a share of about x should be right. Votes, read as shares, are shown beside.

# %%
share = claims.group_by("object", "value").len().with_columns(p=pl.col("len") / pl.col("len").sum().over("object"))
voted = votes.join(share.select("object", "value", "p"), on=["object", "value"])
points = pl.concat(
    [
        best.select(method=pl.lit("fuse"), p="probability", right=pl.col("value") == pl.col("truth")),
        voted.select(method=pl.lit("majority vote"), p="p", right=pl.col("value") == pl.col("truth")),
    ]
)
binned = (
    points.with_columns(bin=(pl.col("p") * 5).floor().clip(0, 4))
    .group_by("method", "bin")
    .agg(said=pl.col("p").mean(), right=pl.col("right").mean(), answers=pl.len())
    .sort("method", "bin")
)
line = alt.Chart(pl.DataFrame({"x": [0, 1]})).mark_line(strokeDash=[4, 4], color="grey").encode(x="x", y=alt.Y("x"))
dots = alt.Chart(binned).mark_circle().encode(
    x=alt.X("said", title="probability given"), y=alt.Y("right", title="share that is right"), color="method", size="answers"
)
(line + dots).properties(width=320, height=320, title="Calibration")

# %% [markdown]
# ## Intervals of the sources
#
# The share of each source's claims that are true, as estimated from the claims alone, against the share that is. Nine in ten intervals should
# hold it; in worlds like this one, where the model is right, they are wider than they need be.

# %%
judged = claims.join(known, on="object").group_by("source").agg(share=(pl.col("value") == pl.col("truth")).mean())
sources = pl.read_csv(folder / "sources.csv").join(judged, on="source").with_columns(
    held=(pl.col("low") <= pl.col("share")) & (pl.col("share") <= pl.col("high")), copies=pl.col("source").str.starts_with("group")
)
rule = alt.Chart(sources).mark_rule().encode(
    x=alt.X("share", title="share of claims that are true"), y=alt.Y("low", title="estimate and 90 % interval"), y2="high", color="copies"
)
dot = alt.Chart(sources).mark_point(filled=True).encode(x="share", y="reliability", color="copies")
(line + rule + dot).properties(width=320, height=320, title=f"{sources['held'].mean():.0%} of {len(sources)} intervals hold")

# %% [markdown]
# ## Copying
#
# Pairs that are reported as more likely copying than not, against the pairs of one group.

# %%
found = pl.read_csv(folder / "copying.csv").filter(pl.col("probability") >= 0.5)
hits = sum(group_of.get(a, a) == group_of.get(b, b) for a, b in found.select("a", "b").iter_rows())
members = pl.Series(list(group_of.values())).value_counts()["count"]
pairs = int((members * (members - 1) // 2).sum())
pl.DataFrame({"reported": [len(found)], "of one group": [hits], "all pairs of groups": [pairs], "recall": [hits / pairs]})
