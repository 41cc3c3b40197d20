#!/usr/bin/env bash
# Exports data packages and reads them back with other people's programs.
#
#   tests/package/run.sh [COMMAND]     in a virtual environment that it makes (target/package-check)
#
# Where the packages of requirements.txt are not at hand and cannot be had, it says so and passes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
command=${1:-$here/../../target/release/corroborate}
[ -x "$command" ] || { echo "no command at $command: build it with cargo build --release, or name another" >&2; exit 2; }
have() { "$1" -c 'import duckdb, frictionless, pandas, polars, pyarrow' 2>/dev/null; }

python=python3
if ! have "$python"; then
  place=${CARGO_TARGET_DIR:-$here/../../target}/package-check
  [ -x "$place/bin/python" ] || python3 -m venv "$place"
  python=$place/bin/python
  have "$python" || "$python" -m pip install --quiet --requirement "$here/requirements.txt" || true
  if ! have "$python"; then
    echo "package: left out: pandas with pyarrow, polars, DuckDB and frictionless are not here and could not be installed"
    exit 0
  fi
fi
exec "$python" "$here/check.py" "$command"
