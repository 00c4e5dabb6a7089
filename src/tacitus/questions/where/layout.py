"""How the gazetteer lies on disk: what the build writes and the reader maps.

A name's key is its folded form; "~" before a loose form, "#SY:" before the consonants of a name in one country,
"," before a postal code, which counts only after a comma ("Dayton, OH"). The trie gives
a key a number; `starts[n]` to `starts[n + 1]` are its links: a place's row and flags that say what sort of name it is.
Areas (places with an outline) come first; the outline of row r is `rings[corners[r] : corners[r + 1]]`.
"""

from dataclasses import dataclass

import numpy as np

FORMAT = 1
MAIN = 1  # the name on the map, or one as good
INITIALS = 2  # counts only in capitals: US, UAE
DEMONYM = 4  # Syrian, Syrians

PLACE = np.dtype(
    [
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("people", "<u4"),
        ("number", "<u4"),
        ("province", "<i4"),
        ("label", "<u4"),
        ("country", "<u2"),
        ("kind", "<u2"),
    ]
)


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a gazetteer folder."""

    manifest: str = "gazetteer.json"
    names: str = "names.marisa"
    starts: str = "starts.npy"
    rows: str = "rows.npy"
    flags: str = "flags.npy"
    labels: str = "labels.bin"
    places: str = "places.npy"
    rings: str = "rings.npy"
    corners: str = "corners.npy"


FILES = Files()
