"""Kits and makers that need no model: what work and the views do with reports, without reading them."""

import os
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from tacitus.flow import Kit
from tacitus.model.document import Document
from tacitus.model.ids import bytes_id
from tacitus.model.readout import Build, Readout
from tacitus.model.source import Skipped, Source
from tests.readouts import BUILD, make_readout


@dataclass(frozen=True, slots=True)
class Shelf:
    """Opens a kit with nothing in it but a build; `folder` counts how often, one file a process."""

    build: Build = BUILD
    folder: Path | None = None

    def open(self) -> Kit:
        if self.folder:
            path = self.folder / str(os.getpid())
            path.write_text(path.read_text() + "." if path.exists() else ".")
        return Kit(parse=cast(Any, None), gazetteer=cast(Any, None), actors=cast(Any, None), build=self.build)


def spell(source: Source, kit: Kit) -> str | Skipped:
    """The report's words in capitals; those that say so are skipped, are a fault of ours, or kill the process."""
    text = source.data.decode()
    if text.startswith("empty"):
        return Skipped(source.key, "intake", "the file is empty")
    if text.startswith("fault"):
        return text[:0].split(text[:0])[0]
    if text.startswith("kill"):
        os._exit(9)
    if text.startswith("slow"):
        time.sleep(0.2)
    return f"{source.key}: {text.upper()}"


def readout_of(source: Source, kit: Kit) -> Readout | Skipped:
    """The hand-made readout under the source's key and bytes; a report that says "empty" is skipped."""
    if source.data.startswith(b"empty"):
        return Skipped(source.key, "intake", "the file is empty")
    if source.data.startswith(b"slow"):
        time.sleep(0.05)
    readout = make_readout()
    document: Document = replace(readout.document, key=source.key, id=bytes_id(source.data), uri=source.uri)
    return replace(readout, document=document, build=kit.build)
