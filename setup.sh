#!/usr/bin/env bash
# Sourced by ./demo and ./check: makes .venv once and again whenever pyproject.toml or the gazetteer's build changes.
# Usage: . ./setup.sh [EXTRA]   (EXTRA is an optional-dependency group, such as dev)
set -euo pipefail
extra="${1:-}"
stamp=".venv/stamp-${extra:-run}"
want="$(cat pyproject.toml hatch_build.py src/tacitus/questions/where/*.toml src/tacitus/questions/where/{build,entry,fold,hulls,layout,sources,towns,villages,write}.py assets/package-lock.json assets/files.toml 2>/dev/null | sha256sum | cut -d' ' -f1) $(python3 --version)"
# what ./check installs holds all that ./demo needs
[ -n "$extra" ] || [ "$(cat .venv/stamp-dev 2>/dev/null || true)" != "$want" ] || stamp=".venv/stamp-dev"
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$want" ] || [ ! -x .venv/bin/python ]; then
    echo "setting up .venv (once; about a minute) ..." >&2
    [ -x .venv/bin/python ] || python3 -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".${extra:+[$extra]}"
    # what the browser tests need besides; without npm they are skipped and say so
    [ "$extra" != dev ] || .venv/bin/python assets/build.py --dev >&2 || echo "the pages' files are not there: no npm?" >&2
    .venv/bin/python -m compileall -q src
    printf '%s' "$want" > "$stamp"
fi
