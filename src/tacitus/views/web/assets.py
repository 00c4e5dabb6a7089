"""The files of other projects that pages are drawn with: in the package tacitus_assets, which a build makes (docs/web.md)."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

HOW = "run: python assets/build.py in a checkout (it needs npm), or install a wheel that was built with npm"
_MAP = ("maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css", "topojson-client.min.js", "countries-50m.json")


@dataclass(frozen=True, slots=True)
class Assets:
    """`folder` is None where the package is not there."""

    folder: Path | None

    @property
    def htmx(self) -> bool:
        return self._has("htmx.min.js")

    @property
    def map(self) -> bool:
        return all(self._has(name) for name in _MAP)

    @property
    def missing(self) -> str | None:
        """What to say where something is missing."""
        wanted = [name for name in (*_MAP, "htmx.min.js") if not self._has(name)]
        return f"tacitus_assets has no {wanted[0]}; {HOW}" if wanted and self.folder else None if not wanted else f"no map: {HOW}"

    def _has(self, name: str) -> bool:
        return self.folder is not None and (self.folder / name).is_file()


def find_assets(package: str = "tacitus_assets") -> Assets:
    """Where they are, without importing anything."""
    spec = find_spec(package)
    return Assets(Path(spec.origin).parent if spec and spec.origin else None)
