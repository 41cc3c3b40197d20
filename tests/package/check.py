"""Reads data packages, CSV and Parquet, back with csv, pandas, polars and DuckDB, and holds all against the assessment that they were made from.

    check.py COMMAND            scores the examples and hostile articles, exports them, checks the packages
"""

import csv
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import duckdb
import pandas
import polars
from frictionless import validate

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETS = {"examples": [ROOT / "data/examples"], "hostile": [ROOT / "tests/browser/hostile.jsonl", ROOT / "tests/package/awkward.jsonl"]}
READ = {"string": str, "integer": int, "number": float, "boolean": lambda cell: {"true": True, "false": False}[cell]}


def unguarded(cell):
    """Takes the guard off, as `datapackage.json` says."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in tuple("=+-@\t\r") else cell


def by_csv(path, fields, encoding):
    """The plain reading that the others are held against; every record must be of full length."""
    with open(path, encoding=encoding, newline="") as file:
        header, *records = list(csv.reader(file, strict=True))
    assert header == [f["name"] for f in fields], f"{path}: {header}"
    assert all(len(r) == len(header) for r in records), f"{path}: a short record"
    return [[None if cell == "" else READ[f["type"]](cell) for f, cell in zip(fields, r)] for r in records]


def by_pandas(path, fields, encoding):
    kinds = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}
    table = pandas.read_csv(path, encoding=encoding, dtype={f["name"]: kinds[f["type"]] for f in fields}, keep_default_na=False, na_values=[""])
    return [[None if pandas.isna(v) else v for v in row] for row in table.astype(object).itertuples(index=False)]


def by_polars(path, fields, encoding):
    kinds = {"string": polars.String, "integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean}
    table = polars.read_csv(path, schema={f["name"]: kinds[f["type"]] for f in fields}, null_values=[""])
    return [list(row) for row in table.iter_rows()]


def by_duckdb(path, fields, encoding):
    kinds = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
    columns = ", ".join(f"'{f['name']}': '{kinds[f['type']]}'" for f in fields)
    query = f"SELECT * FROM read_csv(?, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', columns = {{{columns}}}, auto_detect = false, parallel = false)"
    return [list(row) for row in duckdb.execute(query, [str(path)]).fetchall()]


def same(a, b):
    # readers parse the last digits of a number each in their own way
    return a == b or (isinstance(a, float) and isinstance(b, float) and math.isclose(a, b, rel_tol=1e-12))


def check_tables(folder, description):
    """Every table read four times, with one content."""
    tables = {}
    for resource in description["resources"]:
        fields, path = resource["schema"]["fields"], folder / resource["path"]
        assert path.stat().st_size == resource["bytes"], path
        assert all(f["name"] and f["type"] in READ and f["description"] for f in fields), path
        rows = by_csv(path, fields, resource["encoding"])
        assert len(rows) == resource["rows"], path
        for reader in (by_pandas, by_polars, by_duckdb):
            others = reader(path, fields, resource["encoding"])
            assert len(others) == len(rows), f"{path}: {reader.__name__} finds {len(others)} rows, csv {len(rows)}"
            for number, (own, other) in enumerate(zip(rows, others)):
                differing = [(f["name"], a, b) for f, a, b in zip(fields, own, other) if not same(a, b)]
                assert not differing, f"{path}, row {number}: {reader.__name__}: {differing[:2]}"
        names = [f["name"] for f in fields]
        tables[resource["name"]] = [dict(zip(names, [unguarded(c) if isinstance(c, str) else c for c in row])) for row in rows]
    return tables


def check_content(tables, saved):
    """Nothing is cut and nothing is lost: the tables hold what the assessment holds."""
    statements = [(a, s) for a in saved["articles"] for s in a["statements"]]
    assert [r["statement"] for r in tables["statements"]] == [s["id"] for _, s in statements]
    for row, (article, s) in zip(tables["statements"], statements):
        assert row["content"] == " … ".join(p["text"] for p in s["content"]), row["statement"]
        assert row["content_estimate"] == s["confidence"]["content"]["estimate"]
        assert row["outlet"] == ((article["outlet"] or {}).get("name") or None)
        for column in ("run", "registry_version", "params_version", "program_version", "params", "article"):
            assert row[column], f"{row['statement']}: no {column}"
    sources = [(s["id"], at, c) for _, s in statements for at, c in enumerate(s["chain"])]
    assert [(r["statement"], r["position"], r["name"], r["class"]) for r in tables["chain"]] == [(i, at, c["name"], c["provenance"]) for i, at, c in sources]
    assert [r["text"] for r in tables["articles"]] == [a["text"] for a in saved["articles"]], "the texts come back to the letter"
    assert [(r["claim"], r["text"], r["independent_origins"]) for r in tables["claims"]] == [(c["id"], c["text"], c["independent_origins"]) for c in saved["claims"]]
    assert [(r["claim"], r["origin"], r["label"]) for r in tables["origins"]] == [(c["id"], o["id"], o["label"]) for c in saved["claims"] for o in c["origins"]]
    # what the contributions add up to
    for row in tables["statements"]:
        parts = [r["decibans"] for r in tables["contributions"] if r["subject"] == row["statement"] and r["taken_apart_by"] == "origin" and r["subject_kind"] == "statement"]
        odds = lambda p: 10 * math.log10(p / (1 - p))
        assert abs(odds(row["prior"]) + sum(parts) - odds(row["content_estimate"])) < 9e-5 + 5e-5 * len(parts) + 1e-9, row["statement"]


def plain(value):
    """Values as Python has them: readers have their own kinds of nothing, of lists and of rows."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or value is pandas.NA:
        return None
    if isinstance(value, dict):
        return {name: plain(v) for name, v in value.items()}
    if hasattr(value, "tolist"):
        value = value.tolist()
    return [plain(v) for v in value] if isinstance(value, (list, tuple)) else value


def parquet_by_pandas(path):
    table = pandas.read_parquet(path, dtype_backend="numpy_nullable")
    return list(table.columns), [[plain(v) for v in row] for row in table.astype(object).itertuples(index=False)]


def parquet_by_polars(path):
    table = polars.read_parquet(path)
    return table.columns, [[plain(v) for v in row] for row in table.iter_rows()]


def parquet_by_duckdb(path):
    found = duckdb.execute("SELECT * FROM read_parquet(?)", [str(path)])
    return [c[0] for c in found.description], [[plain(v) for v in row] for row in found.fetchall()]


def check_parquet(folder, description, tables):
    """The same content as the CSV tables, read three times; each statement holds its rows of the chain."""
    chains = {}
    for row in tables["chain"]:
        chains.setdefault(row["statement"], []).append({name: v for name, v in row.items() if name not in ("statement", "article")})
    for resource in description["resources"]:
        path, own = folder / resource["path"], tables[resource["name"]]
        assert path.stat().st_size == resource["bytes"] and len(own) == resource["rows"], path
        for reader in (parquet_by_pandas, parquet_by_polars, parquet_by_duckdb):
            names, rows = reader(path)
            assert names == [f["name"] for f in resource["schema"]["fields"]], f"{path}: {reader.__name__}: {names}"
            assert len(rows) == len(own), f"{path}: {reader.__name__} finds {len(rows)} rows, CSV {len(own)}"
            for row, want in zip(rows, own):
                row = dict(zip(names, row))
                if "sources" in row:
                    assert row.pop("sources") == chains.get(row["statement"], []), f"{path}: {reader.__name__}: {row['statement']}"
                assert all(same(row[n], want[n]) for n in want) and len(row) == len(want), f"{path}: {reader.__name__}: {row}"


def main():
    command = sys.argv[1]
    for name, inputs in SETS.items():
        with tempfile.TemporaryDirectory() as scratch:
            scratch = pathlib.Path(scratch)
            saved = scratch / "saved.json"
            subprocess.run([command, "score", "--quiet", "--with-text", "-o", saved, *inputs], check=True)
            for flags in ([], ["--bom"]):
                folder = scratch / f"package{len(flags)}"
                subprocess.run([command, "export", saved, "--to", "csv", "-o", folder, *flags], check=True)
                description = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
                tables = check_tables(folder, description)
                check_content(tables, json.loads(saved.read_text(encoding="utf-8")))
                report = validate(str(folder / "datapackage.json"))
                assert report.valid, report.flatten(["title", "fieldName", "rowNumber", "message"])
                assert report.stats["tasks"] == len(description["resources"]) == 7
                again = scratch / "again"
                subprocess.run([command, "export", saved, "--to", "csv", "-o", again, *flags], check=True)
                assert all((again / p.name).read_bytes() == p.read_bytes() for p in folder.iterdir()), "the same bytes again"
            parquet = scratch / "parquet"
            done = subprocess.run([command, "export", saved, "--to", "parquet", "-o", parquet], stderr=subprocess.PIPE, text=True)
            if "this build writes no Parquet" in done.stderr:
                print("package: Parquet left out: this build writes none (build with the default features)", flush=True)
            else:
                assert done.returncode == 0, done.stderr
                check_parquet(parquet, json.loads((parquet / "datapackage.json").read_text(encoding="utf-8")), tables)
            print(f"package: {name}: {sum(len(t) for t in tables.values())} rows in {len(tables)} tables: passed", flush=True)


if __name__ == "__main__":
    main()
