"""The rows of words.toml, common.toml and policy.toml, by what is asked of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tacitus.errors import TableError
from tacitus.model.incident import LinkKind
from tacitus.rules.table import load_rows

PACKAGE = "tacitus.incidents"
_DEAR = ("words", "report")
_LAST = {"dear": _DEAR, "cheap": ("trigger", "told", "standing", "by", "to", "count", "roles", *_DEAR)}
STATES = ("agree", "compatible", "silent", "conflict")


@dataclass(frozen=True, slots=True)
class Light:
    """Words of a trigger that do not say what happened: never, where they are `empty`, else only beside others."""

    id: str
    empty: bool
    words: tuple[str, ...]
    yes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Irregular:
    """Forms of a word, each list opened by the word itself."""

    id: str
    forms: tuple[str, ...]
    yes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """Words and phrases for one happening: as good as one word where they are `close`, else often but not always."""

    id: str
    close: bool
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Common:
    """Words of one commonness: `weight` is what it says that two texts share one of them."""

    id: str
    weight: int
    words: str
    yes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of happening that can be told of one and the same thing."""

    id: str
    kinds: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """How one answer of a feature counts: `points` above nought for the same happening, below against it."""

    id: str
    feature: str
    state: str
    points: int
    says: str
    origin: str
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Two claims that belong together and are not one: by their kinds, or (where those are empty) as judge.py tells it.

    `within` is how many characters may lie between the clauses of two claims of one report that are linked for standing close."""

    id: str
    kind: LinkKind
    says: str
    yes: tuple[str, ...]
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    within: int = 0
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that decides, and what it decides."""

    id: str
    points: int
    says: str


@dataclass(frozen=True, slots=True)
class Policy:
    """policy.toml as it is asked: the rows by id, what a sum of points must reach, families of kinds, and links.

    `linked_kinds` are the pairs of kinds that a link joins, either way round; `most` is the most that the features can count that
    are asked last: all but kind, days and place ("cheap"), and words and reports ("dear").

    `never` is the sum at which two claims are kept apart whatever stands between them, `unseen` what a pair counts that no block
    brought together.
    """

    rows: Mapping[str, Row]
    points: Mapping[str, int]
    linked_kinds: frozenset[tuple[str, str]]
    most: Mapping[str, int]
    families: Mapping[str, str]
    links: tuple[LinkRow, ...]
    base: int
    same: int
    different: int
    never: int
    join: int
    unseen: int
    linked: int

    def family(self, kind: str) -> str:
        """The family of a kind; a kind that no row lists is its own."""
        return self.families.get(kind, kind)


@cache
def light_words(empty: bool) -> frozenset[str]:
    """The light words that never say what happened, or the other ones."""
    return frozenset(word for row in load_rows(Light, PACKAGE, "words.toml", "light") if row.empty == empty for word in row.words)


@cache
def irregulars() -> Mapping[str, str]:
    """The word itself by each of its irregular forms."""
    lists = (forms.split() for row in load_rows(Irregular, PACKAGE, "words.toml", "irregular") for forms in row.forms)
    return {form: forms[0] for forms in lists for form in forms}


@cache
def sense_rows() -> tuple[Sense, ...]:
    return load_rows(Sense, PACKAGE, "words.toml", "sense")


@cache
def commonness() -> Mapping[str, int]:
    """The weight of every stem that is listed."""
    return {word: row.weight for row in load_rows(Common, PACKAGE, "common.toml") for word in row.words.split()}


@cache
def shipped_policy() -> Policy:
    """The policy that ships."""
    limits = {row.id: row.points for row in load_rows(Limit, PACKAGE, "policy.toml", "limit")}
    families = {kind: row.id for row in load_rows(Family, PACKAGE, "policy.toml", "family") for kind in row.kinds}
    return policy_of(load_rows(Row, PACKAGE, "policy.toml"), families, load_rows(LinkRow, PACKAGE, "policy.toml", "link"), limits)


def policy_of(rows: tuple[Row, ...], families: Mapping[str, str], links: tuple[LinkRow, ...], limits: Mapping[str, int]) -> Policy:
    """A policy of rows. Raises TableError for a state that is none, and for a limit that is missing or not known."""
    for row in rows:
        if row.state not in STATES:
            raise TableError(f"{PACKAGE}/policy.toml: row {row.id}: state {row.state!r} is none of {', '.join(STATES)}")
    wanted = {"base", "same", "different", "never", "join", "unseen", "linked"}
    if limits.keys() != wanted:
        wrong = ", ".join(sorted(limits.keys() ^ wanted))
        raise TableError(f"{PACKAGE}/policy.toml: the limits are {', '.join(sorted(wanted))}; check {wrong}")
    one_way = {(left, right) for link in links for left in link.left for right in link.right}
    linked = frozenset(one_way | {(right, left) for left, right in one_way})
    best: dict[str, int] = {}
    for row in rows:
        best[row.feature] = max(row.points, best.get(row.feature, row.points))
    most = {name: sum(best.get(feature, 0) for feature in features) for name, features in _LAST.items()}
    return Policy({row.id: row for row in rows}, {row.id: row.points for row in rows}, linked, most, families, links, **limits)
