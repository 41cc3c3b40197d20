#!/usr/bin/env bash
# Runs every notebook from its text form against a built command, and fails on the first cell that fails.
#
#   notebooks/run.sh [BINARY [WITH_PARQUET]]   in a virtual environment that it makes (notebooks/.venv); the second is a command built with
#                                              Parquet, where the first is not
#   notebooks/run.sh --if-installed […]        with the Jupyter at hand, or not at all
#   notebooks/run.sh --write […]               also keeps the result as the .ipynb beside the text
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if_installed= write=
while [ $# -gt 0 ]; do
  case $1 in
    --if-installed) if_installed=yes ;;
    --write) write=yes ;;
    *) break ;;
  esac
  shift
done
binary=${1:-$here/../target/release/corroborate}
whole() {
  [ -x "$1" ] || { echo "no command at $1: build it with cargo build --release, or name another" >&2; return 2; }
  echo "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
}
CORROBORATE=$(whole "$binary")
CORROBORATE_PARQUET=$(whole "${2:-$binary}")
export CORROBORATE CORROBORATE_PARQUET

python=python3
if ! "$python" -c 'import altair, ipykernel, jupytext, nbclient, polars, vl_convert' 2>/dev/null; then
  if [ -n "$if_installed" ]; then
    echo "notebooks: Jupyter and the packages of notebooks/requirements.txt are not installed; left out (notebooks/run.sh installs them)"
    exit 0
  fi
  python=$here/.venv/bin/python
  [ -x "$python" ] || python3 -m venv "$here/.venv"
  "$python" -m pip install --quiet --requirement "$here/requirements.txt"
fi

for text in "$here"/*.py; do
  name=$(basename "$text" .py)
  [ "$name" != run ] || continue
  "$python" "$here/run.py" "$text" ${write:+"$here/$name.ipynb"}
  echo "notebooks: $name ran through"
done
