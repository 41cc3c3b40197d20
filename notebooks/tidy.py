"""Writes an executed notebook without what changes from run to run (cell ids, times, versions), so that a diff shows results only.

usage: tidy.py EXECUTED.ipynb KEPT.ipynb"""
import json
import sys

source, target = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    book = json.load(file)
for number, cell in enumerate(book["cells"]):
    cell["id"] = f"cell-{number}"
    cell["metadata"] = {}
book["metadata"] = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
with open(target, "w", encoding="utf-8") as file:
    json.dump(book, file, ensure_ascii=False, indent=1, sort_keys=True)
    file.write("\n")
