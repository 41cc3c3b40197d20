"""Runs one notebook from its text form; fails with the traceback of the first cell that fails.

usage: run.py NAME.py [KEPT.ipynb]

The kept file leaves out what changes from run to run (cell ids, times, versions), so that a diff shows results only."""
import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

text = Path(sys.argv[1]).resolve()
book = jupytext.read(text)
# where the text lies, so that it finds the examples
NotebookClient(book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(text.parent)}}).execute()
for number, cell in enumerate(book.cells):
    cell.id = f"cell-{number}"
    cell.metadata = {}
book.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
if len(sys.argv) > 2:
    nbformat.write(book, sys.argv[2])
