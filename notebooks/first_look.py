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
# # A first look at one scored event
#
# Three invented reports of one fire (`data/examples/depot-fire.jsonl`): a wire report, a rewrite of it, and a local paper a day later.
# The command scores them together and writes one row a statement; everything below reads that table.

# %%
import io
import os
import subprocess
from pathlib import Path

import altair as alt
import polars as pl

alt.renderers.enable("png", scale_factor=1)
command = os.environ.get("CORROBORATE", "corroborate")
root = next(p for p in [Path.cwd(), *Path.cwd().parents] if (p / "data/examples").is_dir())
done = subprocess.run([command, "score", "data/examples/depot-fire.jsonl", "--format", "csv"], cwd=root, capture_output=True, check=True)
statements = pl.read_csv(io.BytesIO(done.stdout), infer_schema_length=None)
statements.group_by("article", maintain_order=True).agg(
    statements=pl.len(),
    attributed=(pl.col("kind") != "narration").sum(),
    anonymous=pl.col("anonymous").sum(),
    relayed=(pl.col("chain_length") > 1).sum(),
)

# %% [markdown]
# ## Who is speaking
#
# The class of the ultimate source of every attributed statement, report by report.

# %%
attributed = statements.filter(pl.col("kind") != "narration")
alt.Chart(attributed).mark_bar().encode(
    x=alt.X("count()", title="statements"),
    y=alt.Y("source_class", sort="-x", title=None),
    color=alt.Color("article", title="report"),
).properties(width=420, title="Sources by class")

# %% [markdown]
# ## How sure a reader may be
#
# Estimate and 90 % interval of each attributed statement's content, from the surest down. The intervals are wide: one report, however firm its
# words, is little evidence.

# %%
scored = attributed.with_columns(
    label=pl.col("statement") + "  " + pl.col("source").fill_null("").str.slice(0, 32)
)
order = scored.sort("content_estimate", descending=True)["label"].to_list()
base = alt.Chart(scored).encode(y=alt.Y("label", sort=order, title=None, axis=alt.Axis(labelLimit=320)))
bars = base.mark_rule(strokeWidth=2).encode(
    x=alt.X("content_low", scale=alt.Scale(domain=[0, 1]), title="probability that it is so"), x2="content_high", color="article"
)
dots = base.mark_point(filled=True, size=40).encode(x="content_estimate", color=alt.Color("article", title="report"))
(bars + dots).properties(width=420, title="Estimates with 90 % intervals")

# %% [markdown]
# ## Reports and origins
#
# How many reports a claim stands in is not how many origins stand behind it: the rewrite adds a report and no origin.

# %%
statements.filter(pl.col("reports") > 1).select(
    "statement", "source", "reports", "independent_origins", "content_estimate", pl.col("content").str.slice(0, 60)
)
