"""The crosswalk: every kind of happening has a code of each scheme, or says that the scheme does not code it."""

import re
import tomllib

import pytest

from tacitus.questions.what.rows import NOT_CODED, PACKAGE, Kind, NounRow, VerbRow, noun_rows, table, verb_rows
from tacitus.rules.table import resource_text

PLOVER = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
    | {"SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"}
)
ACLED = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Explosions/Remote violence": {
        *("Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack"),
        *("Remote explosive/landmine/IED", "Grenade"),
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        *("Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established"),
        *("Looting/property destruction", "Non-violent transfer of territory", "Other"),
    },
}
CAMEO = re.compile(r"(0[1-9]|1\d|20)\d{0,2}")
KINDS = sorted(table().kinds.values(), key=lambda kind: kind.id)
ROWS: tuple[VerbRow | NounRow, ...] = (*verb_rows(), *noun_rows())
RULES = [row for row in ROWS if row.plover or row.acled or row.cameo]


def acled_fits(code: str) -> bool:
    event, _, below = code.partition(" / ")
    return event in ACLED and all(one in ACLED[event] for one in (below.split(" or ") if below not in ACLED[event] else [below]))


@pytest.mark.parametrize("row", tomllib.loads(resource_text(PACKAGE, "kinds.toml"))["row"], ids=lambda row: str(row["id"]))
def test_a_kind_says_of_every_scheme_how_it_codes_it(row: dict[str, str]) -> None:
    assert {"plover", "acled", "cameo", "ucdp"} <= set(row)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_the_codes_of_a_kind_are_codes_of_their_schemes(kind: Kind) -> None:
    codes = kind.codes
    assert codes.plover is None or codes.plover.split("-")[0] in PLOVER
    assert codes.acled is None or acled_fits(codes.acled)
    assert codes.cameo is None or CAMEO.fullmatch(codes.cameo)
    assert codes.ucdp in (None, "armed force")


@pytest.mark.parametrize("row", RULES, ids=lambda row: row.id)
def test_finer_codes_of_a_row_are_codes_too(row: VerbRow | NounRow) -> None:
    assert row.plover is None or row.plover.split("-")[0] in PLOVER
    assert row.acled is None or acled_fits(row.acled)
    assert row.cameo is None or CAMEO.fullmatch(row.cameo)


def test_what_a_scheme_does_not_code_has_no_code() -> None:
    kind = Kind("talk", "words", "CONSULT", NOT_CODED, "040", NOT_CODED)
    assert (kind.codes.plover, kind.codes.acled, kind.codes.cameo, kind.codes.ucdp) == ("CONSULT", None, "040", None)
