"""A readout made by hand, with something in every slot: no model, no network."""

from datetime import UTC, date, datetime

from tacitus.model.agreement import Agreement, Term
from tacitus.model.answers import (
    Active,
    Amount,
    Candidate,
    Codes,
    Counted,
    Footprint,
    HowMany,
    Loaded,
    Mouth,
    Point,
    Relation,
    SaidBy,
    Standing,
    When,
    Where,
    Who,
)
from tacitus.model.claim import Blank, Claim, ClaimCount, ClaimPlace, ClaimTime, Party
from tacitus.model.document import Dateline, Document, Published, Zone, ZoneKind
from tacitus.model.found import Basis, Found, Maker, found, unresolved
from tacitus.model.group import Balance, Contradiction, Group, State
from tacitus.model.ids import bytes_id, content_id
from tacitus.model.interval import Interval
from tacitus.model.readout import Build, Readout
from tacitus.model.source import Skipped
from tacitus.model.span import Span

TITLE = "Part of El Fasher convoy halted by drones, monitors say"
TEXT = f"""{TITLE}

EL FASHER, Sudan, June 12 (Desert Wire) – A convoy of 14 lorries carrying about 400 families left El Fasher on Monday under a deal \
between the army and the Rapid Support Forces.

The Darfur Monitor said on Tuesday that at least 9 civilians had been killed when drones reportedly struck the road northwest of \
Mellit. It said five lorries, driven by “so-called volunteers”, were stranded there.

“Nine lorries have already reached Tawila,” the paramilitaries said. The army denied that it had hit the convoy, and opposed any \
further transfer the other day.
"""
MONDAY, TUESDAY = date(2023, 6, 12), date(2023, 6, 13)


def at(words: str, number: int = 0) -> Span:
    """The span of the `number`th occurrence of some words in the text."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def _document() -> Document:
    head, line = at(TITLE), at("EL FASHER, Sudan, June 12 (Desert Wire)")
    zones = (Zone(ZoneKind.TITLE, head), Zone(ZoneKind.BODY, Span(line.start, len(TEXT))))
    dateline = Dateline(line, at("EL FASHER, Sudan"), at("June 12"), at("Desert Wire"))
    return Document(
        key="fasher",
        id=bytes_id(TEXT.encode()),
        uri="fasher.txt",
        media_type="text/plain",
        text=TEXT,
        language="en",
        zones=zones,
        published=Published(None, why_not="no date is stated"),
        title=TITLE,
        publisher="Nile Post",
        agency="Desert Wire",
        dateline=dateline,
        modified="2023-06-15",
        encoding="utf-8 (given)",
    )


PUBLISHED = Published(
    Interval(TUESDAY, date(2023, 6, 14)),
    "dateline",
    "the dateline's June 12 is before “Tuesday”",
    moment=datetime(2023, 6, 13, 9, tzinfo=UTC),
)
MELLIT = Candidate("geonames:371870", "Mellit", Point(14.13, 25.55), "SD", "town", 48000)
TAWILA = Candidate("geonames:366323", "Tawila", Point(13.5, 24.88), "SD", "town", 0)
FASHER = Candidate("geonames:378231", "El Fasher", Point(13.63, 25.35), "SD", "town", 252609)
SECTOR = Footprint((Point(14.13, 25.55), Point(14.6, 25.2), Point(14.2, 25.0), Point(14.13, 25.55)))

TIMES: tuple[Found[When], ...] = (
    found(at("June 12"), When("2023-06-12", "day", Interval.day(MONDAY), "the dateline's day"), "when", "month-day"),
    found(
        at("Monday"),
        When("2023-06-12", "day", Interval.day(MONDAY), "the Monday on or before publication", False, "published"),
        "when",
        "weekday",
    ),
    found(
        at("Tuesday"),
        When("2023-06-13", "day", Interval.day(TUESDAY), "the Tuesday on or before publication", False, "published"),
        "when",
        "weekday",
    ),
    unresolved(at("the other day"), "no day follows from these words", "when", "vague"),
)
PLACES = (
    found(
        at("El Fasher", 1), Where("literal", "El Fasher", FASHER, "the only place of that name", precision="exact"), "where", "only"
    ),
    found(
        at("Mellit"),
        Where(
            "literal", "Mellit", MELLIT, "in the country of the dateline", Relation("direction", "NW"), SECTOR, "area", (TAWILA,)
        ),
        "where",
        "dateline-country",
    ),
    found(
        at("Tawila"),
        Where("literal", "Tawila", TAWILA, "in the country of the dateline", precision="exact"),
        "where",
        "dateline-country",
    ),
)
SINCE = Active(2013, None, ("reaction-force",))
ACTORS: tuple[Found[Who], ...] = (
    found(
        at("the army"),
        Who("Sudanese Armed Forces", "actor-saf", "state military", "SD", "nominal", ("army", "it"), (5,)),
        "who",
        "saf",
    ),
    found(
        at("the Rapid Support Forces"),
        Who("Rapid Support Forces", "actor-rsf", "paramilitary", "SD", "name", ("paramilitaries",), (4,), (), SINCE),
        "who",
        "rsf",
    ),
    found(at("The Darfur Monitor"), Who("Darfur Monitor", "actor-1", "monitor", None, "name", ("It",), (3,)), "who", "name"),
    found(at("It"), Who("Darfur Monitor", "actor-1", "monitor", None, "pronoun", ("It",), (2,)), "who", "pronoun", Basis.DERIVED),
    found(
        at("the paramilitaries"),
        Who(
            "Rapid Support Forces",
            "actor-rsf",
            "paramilitary",
            "SD",
            "nominal",
            (),
            (1,),
            (Loaded("paramilitaries", "neutral", "publisher"),),
        ),
        "who",
        "short-form",
        Basis.DERIVED,
    ),
    unresolved(at("volunteers"), "nobody in the report is called so", "who", "nominal"),
)


def _count(
    words: str,
    best: float | None,
    kind: str,
    unit: str,
    outcome: str | None = None,
    hedge: str | None = None,
    part_of: int | None = None,
) -> HowMany:
    low = best if hedge == "at least" else None
    status = "civilian" if kind == "civilians" else None
    return HowMany(Amount(best, low, None, hedge), kind, outcome, unit, Counted(status=status), 0, part_of)


COUNTS = (
    found(at("14 lorries"), _count("", 14, "vehicles", "lorries"), "how_many", "digits"),
    found(at("about 400 families"), _count("", 400, "civilians", "families", hedge="about"), "how_many", "digits"),
    found(at("at least 9 civilians"), _count("", 9, "civilians", "civilians", "killed", "at least"), "how_many", "digits"),
    found(at("five lorries"), _count("", 5, "vehicles", "lorries", part_of=0), "how_many", "words"),
    found(at("Nine lorries"), _count("", 9, "vehicles", "lorries", part_of=0), "how_many", "words"),
)
PUBLISHER = Mouth("Nile Post")
MONITOR = Mouth("Darfur Monitor", 2, at("The Darfur Monitor"), ("It",))
ARMY = Mouth("Sudanese Armed Forces", 0, at("The army"), ("army",))
RSF = Mouth("Rapid Support Forces", 4, at("the paramilitaries"), ("paramilitaries",))
SAYINGS = (
    found(
        at("at least 9 civilians had been killed when drones reportedly struck the road northwest of Mellit"),
        SaidBy(
            MONITOR,
            at("said on Tuesday"),
            "said",
            at("at least 9 civilians had been killed when drones reportedly struck the road northwest of Mellit"),
            (),
            "indirect",
            time_words=(at("Tuesday"),),
        ),
        "said_by",
        "say-that",
    ),
    found(
        at("Nine lorries have already reached Tawila,"),
        SaidBy(
            RSF,
            at("said", 2),
            "said",
            at("Nine lorries have already reached Tawila,"),
            (at("Nine lorries have already reached Tawila"),),
            "direct",
        ),
        "said_by",
        "quote-then-say",
    ),
    found(
        at("it had hit the convoy"),
        SaidBy(Mouth("unattributed", why_not="nobody is named"), None, "denied", at("it had hit the convoy"), (), "implied"),
        "said_by",
        "passive",
    ),
)
BIND = Maker("claims", "same-clause")
NEAR = Maker("claims", "nearest-before")


def _party(words: str, name: str, actor: int | None, basis: Basis = Basis.STATED) -> Party:
    return Party(name, at(words), basis, BIND, actor)


def _place(place: int, basis: Basis = Basis.STATED) -> ClaimPlace:
    value = PLACES[place].value
    assert value is not None and value.candidate is not None
    return ClaimPlace(place, value.candidate.name, value.candidate.point, "SD", value.footprint, basis, BIND)


def _when(time: int, basis: Basis = Basis.STATED) -> ClaimTime:
    value = TIMES[time].value
    assert value is not None and value.interval is not None
    return ClaimTime(value.interval, time, basis, BIND)


def _id(words: str) -> str:
    return content_id("claim", words)


def _counted(*counts: int) -> tuple[ClaimCount, ...]:
    return tuple(ClaimCount(count, Basis.STATED, BIND) for count in counts)


CLAIMS = (
    Claim(
        id=_id("denied"),
        kind="denial",
        codes=Codes("REJECT"),
        trigger=at("denied"),
        evidence=at("The army denied that it had hit the convoy"),
        said_by=(PUBLISHER, ARMY),
        hedged=False,
        standing=Standing.HAPPENED,
        maker=Maker("what", "deny"),
        agents=(_party("The army", "Sudanese Armed Forces", 0),),
        blanks=(Blank("when", "no time in the clause, and a denial inherits none"), Blank("place", "a saying has no place")),
    ),
    Claim(
        id=_id("left"),
        kind="evacuation",
        codes=Codes("RETREAT", "Strategic developments / Other", "0874"),
        trigger=at("left"),
        evidence=at("A convoy of 14 lorries carrying about 400 families left El Fasher on Monday"),
        said_by=(PUBLISHER,),
        hedged=False,
        standing=Standing.HAPPENED,
        maker=Maker("what", "leave"),
        targets=(_party("A convoy of 14 lorries carrying about 400 families", "convoy", None),),
        place=_place(0),
        when=_when(1),
        counts=_counted(0, 1),
        cause_of=(_id("struck"),),
        blanks=(Blank("agents", "the clause names nobody who takes them out"),),
    ),
    Claim(
        id=_id("struck"),
        kind="strike",
        codes=Codes("ASSAULT", "Explosions/Remote violence / Air/drone strike", "195", "1"),
        trigger=at("struck"),
        evidence=at("at least 9 civilians had been killed when drones reportedly struck the road northwest of Mellit"),
        said_by=(PUBLISHER, MONITOR),
        hedged=True,
        standing=Standing.HAPPENED,
        maker=Maker("what", "strike"),
        targets=(_party("the road northwest of Mellit", "road northwest of Mellit", None),),
        place=_place(1),
        when=_when(1, Basis.INHERITED),
        counts=_counted(2),
        instruments=(at("drones", 1),),
        effect_of=(_id("left"),),
        again=(at("hit"),),
        saying=0,
        blanks=(Blank("agents", "the sentence does not say whose drones"),),
        also=("killing",),
        confidence=0.834,
    ),
    Claim(
        id=_id("stranded"),
        kind="presence",
        codes=Codes("MOBILIZE"),
        trigger=at("stranded"),
        evidence=at("five lorries, driven by “so-called volunteers”, were stranded there"),
        said_by=(PUBLISHER, MONITOR),
        hedged=False,
        standing=Standing.ONGOING,
        maker=Maker("what", "strand"),
        targets=(_party("five lorries", "five lorries", None),),
        place=_place(1, Basis.INHERITED),
        when=_when(2, Basis.DERIVED),
        counts=_counted(3),
    ),
    Claim(
        id=_id("reached"),
        kind="movement",
        codes=Codes("MOBILIZE"),
        trigger=at("reached"),
        evidence=at("Nine lorries have already reached Tawila"),
        said_by=(PUBLISHER, RSF),
        hedged=False,
        standing=Standing.HAPPENED,
        maker=Maker("what", "reach"),
        agents=(_party("Nine lorries", "Nine lorries", None),),
        place=_place(2),
        counts=_counted(4),
        saying=1,
        blanks=(Blank("when", "“already” is no day"),),
    ),
    Claim(
        id=_id("deal"),
        kind="agreement",
        codes=Codes("AGREE", "Strategic developments / Agreement"),
        trigger=at("a deal"),
        evidence=at("under a deal between the army and the Rapid Support Forces"),
        said_by=(PUBLISHER,),
        hedged=False,
        standing=Standing.HAPPENED,
        maker=Maker("what", "deal"),
        agents=(_party("the army", "Sudanese Armed Forces", 0), _party("the Rapid Support Forces", "Rapid Support Forces", 1)),
        when=ClaimTime(Interval(None, MONDAY), None, Basis.DERIVED, NEAR),
        place=_place(0, Basis.INHERITED),
    ),
)
GROUP = Group(
    id="group-1",
    name="convoy",
    aliases=("A convoy", "the convoy"),
    states=(
        State(_id("left"), "left", (PUBLISHER,), (0,), _place(0), _when(1)),
        State(_id("stranded"), "stranded", (PUBLISHER, MONITOR), (3,), _place(1), _when(2), 0),
        State(_id("reached"), "reached", (PUBLISHER, RSF), (4,), _place(2), None, 1),
    ),
    parts=((1,), (2,)),
    balance=Balance("vehicles", 14, (5, 9), True),
    contradictions=(
        Contradiction("state", _id("stranded"), _id("reached"), "lorries are stranded and have arrived at the same time"),
    ),
)
AGREEMENT = Agreement(
    id="agreement-1",
    kind="evacuation",
    parties=(_party("the army", "Sudanese Armed Forces", 0), _party("the Rapid Support Forces", "Rapid Support Forces", 1)),
    terms=(Term("Rapid Support Forces", "let families leave", at("left El Fasher"), 0, 2),),
    effective=Interval.day(MONDAY),
    status="in effect",
    opposed_by=(_party("The army", "Sudanese Armed Forces", 0),),
    breaches=(_id("struck"),),
    claims=(_id("deal"),),
)
BUILD = Build("0.1.0", "e" * 64, "a" * 64, "b" * 64)


def make_readout() -> Readout:
    """Everything at once: six claims, a group that split, an agreement, blanks, things not understood."""
    return Readout(
        document=_document(),
        published=PUBLISHED,
        whats=(),
        times=TIMES,
        places=PLACES,
        actors=ACTORS,
        counts=COUNTS,
        sayings=SAYINGS,
        claims=CLAIMS,
        groups=(GROUP,),
        agreements=(AGREEMENT,),
        skipped=(Skipped("fasher", "claims", "who opposed what is not clear", at("opposed any further transfer")),),
        build=BUILD,
    )
