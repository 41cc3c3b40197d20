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
# # Compare outlets over a corpus
#
# 300 short reports of twelve invented outlets (`data/outlets`). How each outlet sources its reports was set when they were written, so that here, for once, there is a truth to hold
# the comparison against: `truth.json` has it, and the command does not read it.

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
root = next(p for p in [Path.cwd(), *Path.cwd().parents] if (p / "data/outlets").is_dir())
tables = Path(tempfile.mkdtemp())
subprocess.run([command, "compare", "data/outlets/articles.jsonl", "--by", "month", "--quiet", "-o", f"{tables}/"], cwd=root, check=True)
estimates, differences, pairs, outlets = (
    pl.read_csv(tables / f"{name}.csv", infer_schema_length=None) for name in ("estimates", "differences", "pairs", "outlets")
)
truth = json.loads((root / "data/outlets/truth.json").read_text())
outlets

# %% [markdown]
# ## Estimates, intervals, truth
#
# Each dot is an estimate from the texts, each line its 90 % interval (a bootstrap over stories), each cross what was built in. Of ten lines nine should hold their cross, as far as the
# program reads the texts rightly.

# %%
expected = pl.DataFrame([(o, m, v) for o, t in truth["outlets"].items() for m, v in t["expected"].items()], schema=["outlet", "measure", "truth"], orient="row")
whole = estimates.filter(pl.col("window").is_null() & pl.col("class").is_null())
beside = whole.join(expected, on=["outlet", "measure"]).filter(pl.col("measure") != "copied")
held = beside.with_columns(holds=(pl.col("low") <= pl.col("truth")) & (pl.col("truth") <= pl.col("high")))
held.group_by("measure").agg(intervals=pl.len(), hold=pl.col("holds").sum(), mean_width=(pl.col("high") - pl.col("low")).mean().round(3)).sort("measure")


# %%
def chart(measure):
    base = alt.Chart(beside.filter(pl.col("measure") == measure)).encode(y=alt.Y("outlet", title=None))
    lines = base.mark_rule(strokeWidth=2).encode(x=alt.X("low", title=None), x2="high")
    dots = base.mark_point(filled=True, size=40).encode(x="estimate")
    crosses = base.mark_point(shape="cross", color="#a3131f", size=60).encode(x="truth")
    return (lines + dots + crosses).properties(width=200, height=170, title=measure)


charts = [chart(name) for name in ("attributed", "anonymous_without_reason", "state_media", "own_reporting")]
(charts[0] | charts[1]) & (charts[2] | charts[3])

# %% [markdown]
# ## Which differences hold
#
# p is adjusted by Holm over every test. Each difference that holds stands beside what was built in: the same pair in the same measure differs there or it does not.

# %%
first, second = expected.rename({"outlet": "outlet_a", "truth": "a"}), expected.rename({"outlet": "outlet_b", "truth": "b"})
judged = differences.join(first, on=["measure", "outlet_a"]).join(second, on=["measure", "outlet_b"]).with_columns(
    built_in=(pl.col("a") - pl.col("b")).abs() > 1e-9, holds=(pl.col("p_adjusted") < 0.05).fill_null(False)
)
judged.group_by("measure").agg(
    built_in=pl.col("built_in").sum(), found=(pl.col("built_in") & pl.col("holds")).sum(), false=(~pl.col("built_in") & pl.col("holds")).sum()
).sort("measure")

# %% [markdown]
# ## Who carries whom
#
# One outlet was made to copy. What it copied is measured apart from its own reporting.

# %%
copies = pairs.filter(pl.col("copied") > 0).sort("copied", "outlet", "other", descending=[True, False, False])
print("copies built in:", len(truth["copies"]), " found, by outlet:", dict(copies.group_by("outlet").agg(pl.col("copied").sum()).sort("outlet").iter_rows()))
alt.Chart(pairs.filter(pl.col("shared_claims") > 0)).mark_rect().encode(
    x=alt.X("other", title=None), y=alt.Y("outlet", title=None), color=alt.Color("shared_origins", title="claims of one origin")
).properties(width=300, height=300, title="Two outlets, one origin")

# %% [markdown]
# ## Month by month
#
# With some eight stories a month an interval is wide, and it says so.

# %%
months = estimates.filter(pl.col("window").is_not_null() & (pl.col("measure") == "state_media") & pl.col("outlet").is_in(["Frontier Voice", "Valley Dispatch"]))
base = alt.Chart(months).encode(x=alt.X("window:O", title=None), color="outlet")
(base.mark_rule(strokeWidth=2).encode(y=alt.Y("low", title="through state media"), y2="high", xOffset="outlet") + base.mark_point(filled=True).encode(y="estimate", xOffset="outlet")).properties(
    width=260, height=180
)

# %% [markdown]
# ## The tables under it
#
# The same reports scored and exported, once as CSV and once as Parquet: one row a statement, with the same cells. In Parquet each row also holds its whole chain (`sources`), which CSV
# has as a table of its own. (Parquet takes a command that was built with it; `CORROBORATE_PARQUET` names one where it is another.)

# %%
subprocess.run([command, "score", "data/outlets/articles.jsonl", "--quiet", "--format", "json", "-o", f"{tables}/saved.json"], cwd=root, check=True)
exporter = os.environ.get("CORROBORATE_PARQUET", command)
for form in ("csv", "parquet"):
    subprocess.run([exporter, "export", f"{tables}/saved.json", "--to", form, "-o", f"{tables}/{form}/"], check=True)
flat = pl.read_csv(tables / "csv/statements.csv", infer_schema_length=None)
nested = pl.read_parquet(tables / "parquet/statements.parquet")
shared = [name for name in flat.columns if name in nested.columns]
same = [name for name in shared if flat[name].cast(nested[name].dtype, strict=False).equals(nested[name], null_equal=True)]
links = nested.select("outlet", "statement", "sources").explode("sources").drop_nulls("sources").unnest("sources")
print("rows", flat.height, nested.height, " columns with the same cells", len(same), "of", len(shared), " links of chains", links.height, pl.read_csv(tables / "csv/chain.csv").height)

# %%
first = links.filter(pl.col("position") == pl.col("position").min()).group_by("outlet", "class").len().with_columns(share=pl.col("len") / pl.col("len").sum().over("outlet"))
alt.Chart(first.sort("outlet", "class")).mark_bar().encode(
    x=alt.X("share", title="of what is attributed"), y=alt.Y("outlet", title=None), color=alt.Color("class", title="ultimate source")
).properties(width=300, height=200)
