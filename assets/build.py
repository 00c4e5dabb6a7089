"""Make the package tacitus_assets: what the pages of `tacitus serve` are drawn with, from npm by the committed lock file.

`python assets/build.py` in a checkout puts it into src/tacitus_assets, which git ignores; the build of a wheel calls `build`.
With --dev what the browser tests need (axe-core) is fetched too.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "tacitus_assets"
_INIT = '"""Files of other projects that the pages are drawn with; made by assets/build.py."""\n'
_WAIT = 300


def build(target: Path = TARGET, dev: bool = False) -> str | None:
    """Fetch and copy; None where it is done, else why it could not be, in one line. What was there before then stays.

    What is there already by the same lock file is taken as it is, without npm.
    """
    if not dev and _there(target):
        return None
    problem = _fetched(dev)
    if problem:
        return problem
    wanted = tomllib.loads((HERE / "files.toml").read_text(encoding="utf8"))["file"]
    missing = [row["from"] for row in wanted if not (HERE / "node_modules" / row["from"]).is_file()]
    if missing:
        return f"assets/node_modules: {missing[0]} is not there; mend assets/files.toml"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for row in wanted:
        shutil.copyfile(HERE / "node_modules" / row["from"], target / row["to"])
    (target / "__init__.py").write_text(_INIT, encoding="utf8")
    (target / "manifest.json").write_text(json.dumps(_manifest(target, wanted), indent=1) + "\n", encoding="utf8")
    return None


def _there(target: Path) -> bool:
    """Whether the package is whole and of this lock file."""
    try:
        kept = json.loads((target / "manifest.json").read_text(encoding="utf8"))
        whole = all(_digest(target / name) == digest for name, digest in kept["files"].items())
    except (OSError, ValueError, KeyError):
        return False
    return whole and kept.get("made_of") == _made_of()


def _made_of() -> dict[str, str]:
    """The digests of what decides what is fetched and copied."""
    return {name: _digest(HERE / name) for name in ("package-lock.json", "files.toml")}


def _fetched(dev: bool) -> str | None:
    """Run npm: no script of any package is run, and nothing but what the lock file names is taken."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    words = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *([] if dev else ["--omit=dev"])]
    try:
        done = subprocess.run(words, cwd=HERE, capture_output=True, text=True, timeout=_WAIT, check=False)
    except (OSError, subprocess.SubprocessError) as error:
        return f"npm could not be run ({type(error).__name__})"
    lines = [line for line in done.stderr.splitlines() if "error" in line]
    return None if done.returncode == 0 else f"npm ci failed ({lines[0] if lines else done.returncode})"


def _manifest(target: Path, wanted: list[dict[str, str]]) -> dict[str, object]:
    """The packages with their versions, and the digest of every file."""
    packages = sorted({row["from"].partition("/")[0] for row in wanted})
    versions = {
        name: json.loads((HERE / "node_modules" / name / "package.json").read_text(encoding="utf8"))["version"] for name in packages
    }
    return {"made_of": _made_of(), "packages": versions, "files": {row["to"]: _digest(target / row["to"]) for row in wanted}}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> int:
    """Say how it went; the exit code is 1 where it did not."""
    problem = build(dev="--dev" in sys.argv[1:])
    sys.stderr.write(f"tacitus_assets: {problem or 'made'}{os.linesep}")
    return int(problem is not None)


if __name__ == "__main__":
    sys.exit(main())
