"""Claims out of their reports, made by hand: whole incidents in a few lines, without a text or a model."""

from datetime import date

from tacitus.measures.geometry import circle
from tacitus.model.answers import Codes, Counted, Footprint, Point, Relation, Standing
from tacitus.model.entry import Entry, Known, Moment, Named, Quote, Report, Site, Told
from tacitus.model.ids import content_id
from tacitus.model.interval import Interval
from tacitus.model.span import Span

KNOWN = Known("stated", "test/by-hand")
ARMY = Named("Armed Forces of Sudan", id="military-SD", kind="state military", country="SD", aliases=("Sudanese army",))
REBELS = Named("Rapid Support Forces", id="rsf", kind="rebel group", country="SD", aliases=("RSF",))
MONITOR = Named("Darfur Monitor", kind="monitor")
CODES = {
    "strike": Codes("ASSAULT-aerial", "Explosions/Remote violence / Air/drone strike", "195", "armed force"),
    "shelling": Codes(
        "ASSAULT-heavy-weapons", "Explosions/Remote violence / Shelling/artillery/missile attack", "194", "armed force"
    ),
    "attack": Codes("ASSAULT", "Violence against civilians / Attack", "190", "armed force"),
    "killing": Codes("ASSAULT-targeted", "Violence against civilians / Attack", "1823", "armed force"),
    "casualties": Codes(ucdp="armed force"),
    "denial": Codes("REJECT", None, "12"),
    "responsibility": Codes(),
}
ALSO = {
    "strike": ("attack", "bombing", "destruction", "killing"),
    "shelling": ("attack",),
    "attack": ("strike", "shelling", "bombing"),
    "killing": ("casualties", "attack"),
    "casualties": ("killing",),
}


def quote(text: str, start: int = 0) -> Quote:
    return Quote(Span(start, start + len(text)), text)


def report(
    text: str, published: str | None = "2024-03-04", publisher: str | None = None, agency: str | None = None, key: str | None = None
) -> Report:
    """`text` is the id of the report's text; its other ids follow from it."""
    days = Interval.day(date.fromisoformat(published)) if published else None
    name = key or f"{text}.txt"
    return Report(f"document-{text}", text, f"reading-{text}", name, name, f"Report {text}", publisher, agency, days, "given")


def days(start: str, end: str | None = None) -> Moment:
    interval = Interval(date.fromisoformat(start), date.fromisoformat(end or start))
    return Moment(interval, quote("on the day"), start, "day", False, KNOWN)


def site(
    name: str,
    lat: float,
    lon: float,
    km: float = 3.0,
    precision: str | None = "exact",
    relation: Relation | None = None,
    country: str = "SD",
) -> Site:
    """A place with a round footprint."""
    ring = circle(Point(lat, lon), km)
    return Site(name, quote(name), f"own:{name}", "town", Point(lat, lon), country, precision, relation, Footprint(ring), KNOWN)


def told(
    best: float | None,
    outcome: str | None = "killed",
    kind: str = "people",
    hedge: str | None = None,
    low: float | None = None,
    high: float | None = None,
    side: str | None = None,
    status: str | None = None,
    age: str | None = None,
    unit: str | None = None,
    count: int = 0,
    part_of: int | None = None,
) -> Told:
    """A number; "at least" gives the low bound by itself."""
    low = best if hedge == "at least" and low is None else low
    words = quote(f"{hedge or ''} {best} {unit or kind}".strip())
    return Told(words, outcome, kind, unit or kind, Counted(side, status, None, age), low, best, high, hedge, count, part_of, KNOWN)


def entry(
    source: Report | str = "a",
    kind: str = "strike",
    by: tuple[Named, ...] = (),
    agents: tuple[Named, ...] = (),
    targets: tuple[Named, ...] = (),
    place: Site | None = None,
    when: Moment | None = None,
    counts: tuple[Told, ...] = (),
    standing: Standing = Standing.HAPPENED,
    hedged: bool = False,
    number: int = 1,
    words: str = "It was told so.",
    also: tuple[str, ...] | None = None,
) -> Entry:
    """A claim; `by` are those who say it after the publisher."""
    stands_in = source if isinstance(source, Report) else report(source)
    publisher = Named(stands_in.publisher or "publisher")
    trigger = quote(words.split()[-1].rstrip("."), words.rindex(words.split()[-1]))
    return Entry(
        id=content_id("claim", stands_in.document, number, kind),
        number=number,
        report=stands_in,
        kind=kind,
        codes=CODES.get(kind, Codes()),
        standing=standing,
        hedged=hedged,
        trigger=trigger,
        evidence=quote(words),
        rule="what/by-hand",
        said_by=(publisher, *by),
        agents=agents,
        targets=targets,
        place=place,
        when=when,
        counts=counts,
        also=ALSO.get(kind, ()) if also is None else also,
    )
