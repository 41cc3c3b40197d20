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
# # Score one article
#
# An invented city report (`data/examples/hospital-sale.txt`): what does it state, who stands behind each statement, and how sure may a reader be? The command scores it
# once; everything below reads the tables of the export, which say in `datapackage.json` what each column means.

# %%
import json
import os
import subprocess
import tempfile
from pathlib import Path

import altair as alt
import polars as pl

alt.renderers.enable("svg")
command = os.environ.get("CORROBORATE", "corroborate")
root = next(p for p in [Path.cwd(), *Path.cwd().parents] if (p / "data/examples").is_dir())
folder = Path(tempfile.mkdtemp())


def run(*arguments):
    subprocess.run([command, *map(str, arguments)], cwd=root, check=True)


run("score", "data/examples/hospital-sale.txt", "--outlet", "City Desk", "--quiet", "--format", "json", "-o", folder / "one.json")
run("export", folder / "one.json", "--to", "csv", "-o", folder / "tables")
package = json.loads((folder / "tables/datapackage.json").read_text())
tables = {r["name"]: pl.read_csv(folder / "tables" / r["path"], infer_schema_length=None) for r in package["resources"]}
pl.DataFrame({"table": list(tables), "rows": [t.height for t in tables.values()], "columns": [t.width for t in tables.values()]})

# %% [markdown]
# ## What is said, and by whom
#
# One row a statement. The chain goes from who is said to have said it to the last medium that carried it; without a chain it is the paper's own voice.

# %%
statements = tables["statements"].with_columns(said=pl.col("content").str.slice(0, 48))
statements.select("statement", "said", "chain", "source_class", "content_estimate", "admiralty").head(8)

# %% [markdown]
# ## How sure, statement by statement
#
# The dot is the probability that it is so, judged by who says it and who else does; the line is its 90 % interval. One report is little evidence, so the lines are long.

# %%
shown = statements.filter(pl.col("attitude") == "assertion").with_columns(
    label=pl.col("statement").str.split("#").list.last() + "  " + pl.col("source").fill_null("own voice").str.slice(0, 30),
    family=pl.when(pl.col("kind") == "narration").then(pl.lit("own voice")).when(pl.col("anonymous")).then(pl.lit("unnamed")).otherwise(pl.lit("named")),
)
order = shown.sort("content_estimate", descending=True)["label"].to_list()
base = alt.Chart(shown).encode(
    y=alt.Y("label", sort=order, title=None, axis=alt.Axis(labelLimit=260)), color=alt.Color("family", title="source"), shape=alt.Shape("family", title="source")
)
lines = base.mark_rule().encode(x=alt.X("content_low", scale=alt.Scale(domain=[0, 1]), title="probability that it is so"), x2="content_high")
dots = base.mark_point(filled=True, size=45).encode(x="content_estimate")
(lines + dots).properties(width=380, title="Is it so?")

# %% [markdown]
# ## Unnamed sources, and what is said about them
#
# A reason for anonymity is a thing that a standards editor looks for first.

# %%
unnamed = statements.filter(pl.col("anonymous")).select("statement", "source", "anonymity_kind", "anonymity_count", "anonymity_reason")
unnamed

# %% [markdown]
# ## One number taken apart
#
# The steps of the surest attributed statement, in decibans: the first is the prior, and all together are the log odds of the estimate. The words that each step rests on stand beside it.

# %%
best = shown.filter(pl.col("kind") != "narration").sort("content_estimate", descending=True).row(0, named=True)
steps = tables["contributions"].filter((pl.col("subject") == best["statement"]) & (pl.col("taken_apart_by") == "step")).sort("position")
total = steps["decibans"].sum()
assert abs(10 ** (total / 10) / (1 + 10 ** (total / 10)) - best["content_estimate"]) < 1e-4
steps = steps.with_columns(end=pl.col("decibans").cum_sum()).with_columns(start=pl.col("end") - pl.col("decibans"))
names = steps["label"].to_list()
alt.Chart(steps).mark_bar(height=14).encode(
    y=alt.Y("label", sort=names, title=None, axis=alt.Axis(labelLimit=260)),
    x=alt.X("start", title="decibans"),
    x2="end",
    color=alt.condition(alt.datum.decibans < 0, alt.value("#a3131f"), alt.value("#1a4fa3")),
).properties(width=380, title=f"{best['statement']}: {best['content_estimate']:.2f}")

# %% [markdown]
# ## What is missing
#
# Gaps are counted too: a source that is not given cannot be weighed.

# %%
statements.filter(pl.col("gaps").is_not_null()).select(gap=pl.col("gaps").str.split("; ")).explode("gap").group_by("gap").len().sort("len", "gap", descending=[True, False])
