#!/usr/bin/env bash
# Runs every notebook from its text form against a built command, and fails on the first cell that fails.
#
#   notebooks/run.sh [BINARY]                  in a virtual environment that it makes (notebooks/.venv)
#   notebooks/run.sh --if-installed [BINARY]   with the Jupyter at hand, or not at all
#   notebooks/run.sh --write [BINARY]          also keeps the result as the .ipynb beside the text
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
[ -x "$binary" ] || { echo "no command at $binary: build it with cargo build --release, or name another" >&2; exit 2; }
CORROBORATE=$(cd "$(dirname "$binary")" && pwd)/$(basename "$binary")
export CORROBORATE

python=python3
if ! "$python" -c 'import altair, ipykernel, jupytext, nbconvert, polars, vl_convert' 2>/dev/null; then
  if [ -n "$if_installed" ]; then
    echo "notebooks: Jupyter and the packages of notebooks/requirements.txt are not installed; left out (notebooks/run.sh installs them)"
    exit 0
  fi
  python=$here/.venv/bin/python
  [ -x "$python" ] || python3 -m venv "$here/.venv"
  "$python" -m pip install --quiet --requirement "$here/requirements.txt"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for text in "$here"/*.py; do
  name=$(basename "$text" .py)
  "$python" -m jupytext --quiet --to ipynb --output "$work/$name.ipynb" "$text"
  # run where the text lies, so that it finds the examples
  "$python" -m nbconvert --to notebook --execute --ExecutePreprocessor.timeout=300 \
    --ExecutePreprocessor.record_timing=False --log-level=ERROR --output-dir "$work/done" "$work/$name.ipynb" \
    --ExecutePreprocessor.kernel_name=python3
  echo "notebooks: $name ran through"
  [ -z "$write" ] || "$python" "$here/tidy.py" "$work/done/$name.ipynb" "$here/$name.ipynb"
done
