"""Tolls, end to end: every number of a report with what became of the counted, and the claim that carries it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from tacitus.flow import Kit, read_source
from tacitus.model.answers import HowMany
from tacitus.model.claim import Claim
from tacitus.model.found import Basis
from tacitus.model.readout import Readout
from tacitus.model.source import Given, Source
from tacitus.work.kit import Equipment

CASES = tomllib.loads((Path(__file__).parent / "cases" / "tolls.toml").read_text(encoding="utf8"))["case"]


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Equipment().open()


def read(kit: Kit, text: str) -> Readout:
    readout = read_source(Source("r", "r.txt", text.encode(), "text/plain", "utf-8", Given(published="2024-03-07")), kit)
    assert isinstance(readout, Readout)
    return readout


def told(value: HowMany) -> str:
    amount = value.amount
    figure = amount.best if amount.best is not None else amount.low if amount.low is not None else amount.high
    bound = "+" if amount.low is not None else "-" if amount.high is not None else ""
    return f"{amount.hedge if figure is None else f'{figure:.0f}{bound}'} {value.outcome or 'counted'}"


def numbers(readout: Readout) -> set[str]:
    """Each number with its claim's kind: "28+ killed strike"."""
    bound = ((claim.kind, readout.counts[count.count].value) for claim in readout.claims for count in claim.counts)
    return {f"{told(value)} {kind}" for kind, value in bound if value}


def only(readout: Readout, kind: str) -> Claim:
    [claim] = [claim for claim in readout.claims if claim.kind == kind]
    return claim


@pytest.mark.parametrize("case", CASES, ids=[f"{case['text'][:40]}" for case in CASES])
def test_every_number_is_with_its_claim(case: dict[str, str | list[str]], kit: Kit) -> None:
    found = numbers(read(kit, str(case["text"])))
    assert set(case["numbers"]) <= found


@pytest.mark.parametrize(
    "text",
    [
        "None of the 18 sailors was hurt when a missile hit the tanker off Hodeidah.",
        "He was one of 12 journalists whose cameras were taken in Gaza.",
        "The militia freed 12 of its prisoners.",
    ],
)
def test_nothing_befell_whom_nothing_befell(text: str, kit: Kit) -> None:
    assert not [one for one in read(kit, text).counts if one.value and one.value.outcome in ("killed", "injured", "captured")]


def test_who_counts_the_dead_is_not_dead(kit: Kit) -> None:
    readout = read(kit, "The monitor said a strike on Mayadin killed nine people on Friday. It had earlier counted three dead.")
    assert [party.name for claim in readout.claims for party in claim.targets if party.name == "monitor"] == []
    assert {"9 killed strike", "3 killed casualties"} <= numbers(readout)


def test_a_part_goes_with_its_whole_but_not_past_another_happening(kit: Kit) -> None:
    readout = read(kit, "Seven people were killed, including three children, and 22 wounded in a rocket attack on Kramatorsk.")
    assert numbers(readout) == {"7 killed shelling", "3 killed shelling", "22 injured shelling"}


def test_between_two_places_lies_the_stretch_from_one_to_the_other(kit: Kit) -> None:
    place = only(read(kit, "Gunmen ambushed a convoy between Bria and Ippy, killing 17 soldiers."), "attack").place
    assert place is not None
    assert place.name == "between Bria and Ippy"


def test_a_definite_noun_takes_up_the_place_of_the_noun_before(kit: Kit) -> None:
    readout = read(kit, "Rebels attacked Mugunga camp near Goma on Sunday. On Monday the camp was shelled, killing nine.")
    place = only(readout, "shelling").place
    assert place is not None
    assert (place.name, place.basis, place.maker.rule) == ("Mugunga", Basis.INHERITED, "place-of-the-noun-taken-up")


@pytest.mark.parametrize(
    ("before", "placed"),
    [
        ("Rebels entered Rutshuru in North Kivu on Sunday.", "Rutshuru"),
        ("Rebels entered Masisi and Rutshuru on Sunday.", None),
    ],
)
def test_the_town_is_the_one_town_named_before(before: str, placed: str | None, kit: Kit) -> None:
    place = only(read(kit, f"{before} On Monday the army shelled the town, killing nine people."), "shelling").place
    assert (place.name if place else None) == placed


def test_another_hospital_is_not_the_hospital(kit: Kit) -> None:
    text = (
        "Shells hit a hospital in Kharkiv.\n\nA hospital was raided too.\n\nFour patients were shot dead by gunmen in the hospital."
    )
    assert only(read(kit, text), "killing").place is None


def test_again_is_another_time(kit: Kit) -> None:
    readout = read(kit, "A missile struck Al-Ahli hospital in Gaza on Monday. The hospital was shelled again on Tuesday.")
    assert [claim.kind for claim in readout.claims] == ["strike", "shelling"]


def test_the_first_week_of_an_operation_is_reckoned_from_its_beginning(kit: Kit) -> None:
    text = "Government troops killed 40 rebels in the first week of the operation, which began on 3 February."
    when = only(read(kit, text), "offensive").when
    assert when is not None
    assert (when.interval.start, when.interval.end) == (date(2024, 2, 3), date(2024, 2, 9))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The bombardment began at dawn on Tuesday and killed nine people in Sloviansk.", "shelling"),
        ("Rebels seized in a dawn raid the town of Kidal.", "capture"),
        ("The convoy of Islamic State fighters left Arsal on Monday. Some buses are still in the open desert.", "presence"),
    ],
)
def test_happenings_that_stand_in_odd_places_are_seen(text: str, kind: str, kit: Kit) -> None:
    assert only(read(kit, text), kind)
