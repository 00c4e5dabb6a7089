"""Every row of the tables decides what its examples say."""

import re

import pytest

from tacitus.incidents.agreed.agree import agree
from tacitus.incidents.agreed.facts import Evidence, facts
from tacitus.incidents.agreed.tables import PACKAGE, GradeRow, KindRow, VoiceRow, class_of, covers, grade_rows, speaks_as, speech
from tacitus.measures.number import exact
from tacitus.measures.precision import degrees, place_codes, time_codes, width_codes
from tacitus.measures.vague import ranged, ranges
from tacitus.model.answers import Amount, Standing
from tacitus.model.entry import Entry, Named
from tacitus.model.versions import Grade
from tacitus.rules.table import load_rows
from tests.entry_builders import ARMY, REBELS, entry, report, told

_EXAMPLE = re.compile(r"(?P<voice>\w+): (?:(?P<doer>Army|Rebels) )?(?:killed (?P<best>\d+) (?P<whom>\w+)|(?P<word>denied|owned))")
_PARTIES = {"Army": ARMY, "Rebels": REBELS}


def incident(example: str) -> tuple[Entry, ...]:
    """The claims of an example of grades.toml, each in a text of its own."""
    return tuple(_claim(part, at) for at, part in enumerate(example.split("; ")))


def _claim(part: str, at: int) -> Entry:
    found = _EXAMPLE.fullmatch(part)
    assert found, f"cannot read {part!r}"
    voice = _PARTIES.get(found["voice"]) or Named(found["voice"], kind="monitor")
    doer = (_PARTIES[found["doer"]],) if found["doer"] else ()
    source = report(f"text-{at}", publisher="Evening Standard" if at else "Nile Post")
    if found["word"] == "denied":
        return entry(source, "strike", (voice,), (ARMY,), standing=Standing.DENIED)
    if found["word"] == "owned":
        return entry(source, "responsibility", (), (voice,))
    return entry(source, "strike", (voice,), doer, counts=(told(float(found["best"]), kind=found["whom"]),))


def grade_of(example: str) -> Grade:
    return agree(incident(example), {}).grade


@pytest.mark.parametrize("row", grade_rows(), ids=lambda row: row.id)
def test_a_grade_is_given_for_its_examples(row: GradeRow) -> None:
    for example in row.yes:
        found = grade_of(example)
        assert (found.grade, found.rule, found.words) == (row.grade, row.id, row.words), example
    for example in row.no:
        assert grade_of(example).rule != row.id, example


def test_every_fact_that_a_rule_asks_for_is_known() -> None:
    """A fact that holds for no example at all would be a misspelt one."""
    known: set[str] = set()
    for row in grade_rows():
        for example in row.yes:
            known |= set(grade_of(example).facts)
    assert {fact for row in grade_rows() for fact in row.when} <= known
    assert facts.__annotations__["evidence"] is Evidence


@pytest.mark.parametrize("row", load_rows(KindRow, PACKAGE, "kinds.toml", "class"), ids=lambda row: row.id)
def test_a_class_holds_its_kinds(row: KindRow) -> None:
    assert all(class_of(kind) == row.id for kind in row.yes)


@pytest.mark.parametrize("row", load_rows(KindRow, PACKAGE, "kinds.toml", "wide"), ids=lambda row: row.id)
def test_a_wide_kind_covers_its_examples(row: KindRow) -> None:
    assert all(covers(row.id, kind) for kind in row.yes)
    assert not any(covers(row.id, kind) for kind in row.no)


@pytest.mark.parametrize("section", ["party", "state", "nobody"])
def test_speakers_stand_where_their_examples_say(section: str) -> None:
    for row in load_rows(VoiceRow, PACKAGE, "voices.toml", section):
        assert all(speaks_as(section, kind) == row.words for kind in row.yes)
        assert not any(speaks_as(section, kind) for kind in row.no)


def test_acts_of_speech_say_what_their_rows_say() -> None:
    for row in load_rows(VoiceRow, PACKAGE, "voices.toml", "speech"):
        assert all(speech(kind) == row for kind in row.yes)
    assert speech("strike") is None


@pytest.mark.parametrize("of", ["place", "time"])
def test_precision_rows_give_the_codes_of_their_examples(of: str) -> None:
    for row in degrees(of):
        for example in row.yes:
            asked, _, codes = example.partition(" => ")
            found = time_codes(int(asked)) if of == "time" else place_codes(*_place(asked))
            assert found is not None
            assert f"{found.acled or 0}, {found.ucdp}" == codes, example


def _place(asked: str) -> tuple[str, str | None, str | None]:
    precision, _, rest = asked.partition(" ")
    water = rest in {kind for row in degrees("place") for kind in row.kinds}
    return precision, rest if rest and not water else None, rest if water else None


def test_widths_grow_with_the_rows() -> None:
    widths = [row.most for row in degrees("place") if row.most is not None]
    assert widths == sorted(widths)
    assert [width_codes(km).row for km in (2, 20, 60, 150, 400, 5000)] == [
        "exact",
        "near",
        "district",
        "area",
        "province",
        "country",
    ]


@pytest.mark.parametrize("word", sorted(ranges()))
def test_a_vague_word_allows_a_range_and_is_no_figure(word: str) -> None:
    amount = ranged(Amount(None, None, None, word))
    low, high = ranges()[word]
    assert (amount.low, amount.high) == (low, high) and low < high
    assert not exact(amount)


def test_a_number_stays_what_it_is() -> None:
    assert ranged(Amount(12, None, None, "about")) == Amount(12, None, None, "about")
    assert ranged(Amount(None, None, None, "several")) == Amount(None, None, None, "several")
