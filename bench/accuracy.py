"""Accuracy on annotated texts that are not part of this repository.

    bench/accuracy.py DATA=FOLDER [--public] [--show]

FOLDER holds `score/score.py`, `gold/` (and `score/public.py`, `data/` for --public): each gold set is turned into a corpus, read
with the build at hand, and scored by that folder's own scorer. Without such a folder it says so and stops.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tacitus.flow import Kit, read_source
from tacitus.format.readout import readout_json, unread_json
from tacitus.model.source import Given, Skipped, Source
from tacitus.work.kit import open_kit

GOLD = ("gold", "gold/dev")
PUBLIC = ("tbaq/dev", "wikiwars/train", "lgl/dev", "trnews/dev", "geowebnews/dev", "geovirus/dev", "polnear/dev", "plover_gsr/dev")


def main(arguments: list[str]) -> int:
    """Print one table of figures a set. Returns the exit code: 0 also where the data are absent."""
    given = next((part.partition("=")[2] for part in arguments if part.startswith("DATA=")), "")
    data = Path(given) if given else None
    if data is None or not (data / "score" / "score.py").is_file():
        print(f"accuracy: skipped: no annotated texts at {given or '(no folder given)'}; run with DATA=FOLDER")
        return 0
    kit = open_kit()
    show = ["--show"] if "--show" in arguments else []
    for folder in GOLD:
        measure(kit, data / "score" / "score.py", str(data / folder), folder, show)
    if "--public" in arguments:
        for name in PUBLIC:
            measure(kit, data / "score" / "public.py", str(data / "data" / f"{name}.jsonl.gz"), name, show)
    return 0


def measure(kit: Kit, scorer: Path, gold: str, name: str, show: list[str]) -> None:
    """Read one set and print what its scorer says."""
    corpus = subprocess.run([sys.executable, str(scorer), "corpus", gold], check=True, capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        readings = Path(folder) / "readings.jsonl"
        readings.write_text("".join(_line(kit, record) for record in corpus.splitlines()), encoding="utf8")
        done = subprocess.run(
            [sys.executable, str(scorer), "score", gold, str(readings), *show], check=True, capture_output=True, text=True
        )
    print(f"== {name}\n{done.stdout}")


def _line(kit: Kit, record: str) -> str:
    entry = json.loads(record)
    given = Given(published=entry.get("published"))
    read = read_source(Source(entry["id"], entry["id"], entry["text"].encode(), "text/plain", "utf-8", given), kit)
    return json.dumps(unread_json(read) if isinstance(read, Skipped) else readout_json(read), ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
