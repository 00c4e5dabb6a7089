"""What a page is asked for: the filter as it stands in the address, and back into an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from tacitus.errors import InputError
from tacitus.ledger.wanted import Filter
from tacitus.model.answers import Standing
from tacitus.views.plain import shown

WORDS = ("words", "place", "country", "actor", "speaker", "type", "standing")
FIELDS = ("since", "until", *WORDS, "grade", "near", "box", "show")
CLAIMS = "claims"  # what `show` says where single claims are wanted, not incidents
LABELS = {
    "since": "from",
    "until": "until",
    "words": "words",
    "place": "place",
    "country": "country",
    "actor": "who or whom",
    "speaker": "speaker",
    "type": "type",
    "standing": "standing",
    "grade": "grade",
    "near": "near",
    "box": "on the map",
    "report": "report",
    "reason": "reason",
    "publisher": "publisher",
}
MOST = 50  # claims on one page
_LENGTH = 200  # characters of a field


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields as they were typed, without the empty ones, and the number of the page from 1."""

    given: tuple[tuple[str, str], ...] = ()
    page: int = 1
    fields: tuple[str, ...] = FIELDS

    def get(self, name: str) -> str:
        return dict(self.given).get(name, "")

    @property
    def query(self) -> str:
        """The filter as an address writes it, with its question mark; empty where nothing is asked."""
        return f"?{urlencode(self.given)}" if self.given else ""

    def at(self, page: int) -> str:
        """The same filter, another page."""
        return f"?{urlencode((*self.given, ('page', page)))}" if page > 1 else self.query or "?"

    def with_(self, **fields: str | None) -> str:
        """The same filter with some fields changed (None removes one), on its first page."""
        changed = {**dict(self.given), **fields}
        kept = [(name, changed[name]) for name in self.fields if changed.get(name)]
        return f"?{urlencode(kept)}"

    @property
    def chips(self) -> tuple[tuple[str, str, str], ...]:
        """Every field that is asked: its label, its value, and the address without it."""
        return tuple((LABELS[name], value, self.with_(**{name: None})) for name, value in self.given if name in LABELS)


def asked_of(parameters: Mapping[str, str], fields: tuple[str, ...] = FIELDS) -> Asked:
    """What the parameters of an address ask; what is none of the page's fields is left out."""
    given = ((name, written(parameters.get(name, ""))) for name in fields)
    page = parameters.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    return Asked(tuple((name, value) for name, value in given if value), max(1, number), fields)


def written(value: str) -> str:
    """What somebody typed or a report says, as a field holds it."""
    return shown(value)[:_LENGTH]


def filter_of(asked: Asked) -> Filter:
    """The ledger's filter. Raises InputError that names the field."""
    given = dict(asked.given)
    since, until = _day(given, "since"), _day(given, "until")
    if since and until and until < since:
        raise InputError(f"until: {until} lies before {since}")
    if given.get("standing") and given["standing"] not in set(Standing):
        raise InputError(f"standing: {given['standing']!r} is none of {', '.join(Standing)}")
    box, near = _numbers(given, "box", "W,S,E,N"), _numbers(given, "near", "LAT,LON,KM")
    return Filter(
        since=since,
        until=until,
        box=(box[0], box[1], box[2], box[3]) if box else None,
        near=(near[0], near[1], near[2]) if near else None,
        words=given.get("words"),
        place=given.get("place"),
        country=given.get("country"),
        actor=given.get("actor"),
        speaker=given.get("speaker"),
        type=given.get("type"),
        standing=given.get("standing"),
        grade=given.get("grade"),
    )


def _day(given: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(given[name]) if name in given else None
    except ValueError as error:
        raise InputError(f"{LABELS[name]}: {given[name]!r} is no day; write it like 2024-03-05") from error


def _numbers(given: Mapping[str, str], name: str, form: str) -> list[float] | None:
    if name not in given:
        return None
    try:
        numbers = [float(part) for part in given[name].split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != form.count(",") + 1 or not all(abs(number) <= 40_100 for number in numbers):
        raise InputError(f"{LABELS[name]}: {given[name]!r}: give {form} as numbers with commas between")
    if abs(numbers[0] if name == "near" else numbers[1]) > 90:
        raise InputError(f"{LABELS[name]}: {given[name]!r}: no such latitude; the order is {form}")
    return numbers
