#!/usr/bin/env bash
# Opens the HTML report of the examples, and of hostile articles, in a headless Chromium and uses it as a reader does.
#
#   tests/browser/run.sh [COMMAND] [--shots DIR]
#
# Takes the Chromium at hand ($CHROMIUM, or the first one on the path), or installs Debian's where it may. Where no browser can be
# had it says so and passes: what it checks cannot be checked there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
command=$here/../../target/release/corroborate
[ $# -gt 0 ] && [ "${1#--}" = "$1" ] && { command=$1; shift; }
[ -x "$command" ] || { echo "no command at $command: build it with cargo build --release, or name another" >&2; exit 2; }

found() { for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do [ -n "$name" ] && command -v "$name" && return; done; return 1; }

if ! browser=$(found); then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium) >/dev/null 2>&1 || true
  fi
  if ! browser=$(found); then
    echo "browser: left out: no Chromium here, and it could not be installed (name one with CHROMIUM=PATH)"
    exit 0
  fi
fi
exec python3 "$here/report.py" "$(cd "$(dirname "$command")" && pwd)/$(basename "$command")" "$browser" "$@"
