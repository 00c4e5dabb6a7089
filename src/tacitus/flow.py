"""One report, start to finish: the page to read first.

Each line below is a room. Rooms do not know each other; whatever one needs of another is handed over here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tacitus.agreements.terms import agreements
from tacitus.claims.bind import bind
from tacitus.groups.follow import follow
from tacitus.intake.document import to_document
from tacitus.model.answered import Answers
from tacitus.model.document import Document
from tacitus.model.reading import Reading
from tacitus.model.readout import Build, Readout
from tacitus.model.source import Skipped, Source
from tacitus.questions import how_many, said_by, what, when, where, who
from tacitus.questions.where.gazetteer import Gazetteer
from tacitus.questions.who.actors import Actors


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything heavy or changeable that reading needs, opened once and passed in."""

    parse: Callable[[Document], Reading]
    gazetteer: Gazetteer
    actors: Actors
    build: Build
    figures: str | None = None


def read_source(source: Source, kit: Kit) -> Readout | Skipped:
    """Read one report. A report that cannot be read is Skipped with its reason; nothing else stops it."""
    document = to_document(source)
    if isinstance(document, Skipped):
        return document
    reading = kit.parse(document)

    whats = what.find(reading)
    phrases = when.find(reading)
    published = when.published(phrases, reading)
    times = when.resolve(phrases, published, whats, reading)
    actors = who.find(reading, kit.actors, published.days)
    places = where.find(reading, actors, kit.gazetteer)
    counts = how_many.find(reading, whats)
    sayings = said_by.find(reading, actors)
    answers = Answers(whats, times, places, actors, counts, sayings)

    claims, left = bind(reading, answers, published)
    return Readout(
        document=document,
        published=published,
        whats=whats,
        times=times,
        places=places,
        actors=actors,
        counts=counts,
        sayings=sayings,
        claims=claims,
        groups=follow(reading, answers, claims),
        agreements=agreements(reading, answers, claims),
        skipped=left,
        build=kit.build,
        figures=kit.figures,
    )
