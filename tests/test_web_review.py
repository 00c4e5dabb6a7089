"""Reviewing through forms: what is recorded, what is refused with all that was typed, who says it, what the blind do not see."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from tacitus.format.review import review_json, review_of
from tacitus.ledger import reviewed
from tacitus.ledger.book import Ledger
from tacitus.ledger.find import words as text_of
from tacitus.model.review import SLOTS, Action
from tacitus.views.web.corrected import deed_of
from tacitus.views.web.opinion import LABELS
from tacitus.views.web.paint import Stroke, pieces
from tacitus.work.review import Deed, measured, review
from tests.review_builders import make_review
from tests.serving import EVIL, HOME, PORT, Tags, client, evil_ledger, some_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = some_ledger(tmp_path)
    yield made
    made.close()


@pytest.fixture
def reader(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("TACITUS_CODER", "Ana")
    with client(ledger) as made:
        yield made


def _post(reader: TestClient, path: str, **fields: str) -> Any:
    """A form as a page of ours sends it."""
    tags = Tags(reader.get("/about").text).found
    csrf = next(str(a["value"]) for _, a in tags if a.get("name") == "csrf")
    return reader.post(path, data={"csrf": csrf, **fields}, headers={"origin": HOME}, follow_redirects=False)


def _line(reader: TestClient, slot: str = "targets") -> Any:
    """A claim that nobody reviewed, with something in a slot."""
    lines = reader.get("/api/claims?most=1000").json()["items"]
    return next(line for line in lines if line[slot] and "review" not in line)


def _items(reader: TestClient, claim: str) -> Any:
    return reader.get(f"/api/claims/{claim}/reviews").json()["items"]


def test_a_claim_is_accepted_and_the_seconds_are_kept(reader: TestClient) -> None:
    key = _line(reader)["id"]
    answer = _post(reader, f"/claim/{key}/review", action="accept", seconds="12.34")
    assert answer.status_code == 303 and answer.headers["location"] == f"/claim/{key}?said=accept#review"
    (made,) = _items(reader, key)
    assert (made["action"], made["by"], made["seconds"], made["holds"]) == ("accept", "Ana", 12.3, True)
    page = reader.get(f"/claim/{key}?said=accept").text
    assert "Recorded: the claim is accepted." in page and "12.3" in page


@pytest.mark.parametrize("seconds", ["", "soon", "nan", "inf", "-1", "3600.5", "1e999"])
def test_seconds_that_cannot_be_are_dropped(reader: TestClient, seconds: str) -> None:
    key = _line(reader)["id"]
    _post(reader, f"/claim/{key}/review", action="accept", seconds=seconds)
    assert "seconds" not in _items(reader, key)[0]


@given(st.floats())
def test_seconds_are_tenths_of_an_hour_at_most(seconds: float) -> None:
    kept = measured(seconds)
    assert kept is None or (0 <= kept <= 3600 and kept == round(kept, 1))


def test_a_record_without_seconds_is_the_record_of_before() -> None:
    made = make_review("1")
    assert "seconds" not in review_json(made) and review_of(made.id, review_json(made)) == made
    timed = make_review("1", seconds=4.5)
    assert review_json(timed)["seconds"] == 4.5 and review_of(timed.id, review_json(timed)) == timed


def test_a_rejection_needs_its_reason_and_what_was_typed_stays(reader: TestClient) -> None:
    key = _line(reader)["id"]
    answer = _post(reader, f"/claim/{key}/review", action="reject", why="  ")
    assert answer.status_code == 422 and "say why there is no such claim" in answer.text and _items(reader, key) == []
    long = "x" * 2_001
    answer = _post(reader, f"/claim/{key}/review", action="reject", why=long)
    assert answer.status_code == 422 and long in answer.text
    assert _post(reader, f"/claim/{key}/review", action="reject", why="a drill").status_code == 303
    report = _line(reader)["report"]["text"]
    assert "a drill" in reader.get(f"/claim/{key}").text
    assert key not in {line["id"] for line in reader.get(f"/api/reports/{report}").json()["claims"]}


def test_a_rejected_claim_stays_in_its_report_without_its_colours(reader: TestClient) -> None:
    line = _line(reader)
    path = f"/report/{line['report']['text']}"
    _post(reader, f"/claim/{line['id']}/review", action="reject", why="a drill", back=path)
    page = reader.get(path).text
    assert f'data-id="{line["id"]}"' in page and "claim rejected" in page and "a drill" in page


def test_words_are_chosen_by_their_characters(ledger: Ledger, reader: TestClient) -> None:
    line = _line(reader)
    with ledger.reads() as connection:
        text = text_of(connection, line["report"]["text"]) or ""
    at = text.index("Mellit")
    path = f"/claim/{line['id']}"
    form = reader.get(f"{path}/correct/targets").text
    assert f'value="{at}:{at + 6}"' in form
    answer = _post(reader, f"{path}/review", action="correct", slot="targets", words=f"{at}:{at + 6}", why="the town")
    assert answer.status_code == 303
    (made,) = _items(reader, line["id"])
    assert [one["text"] for one in made["value"]] == ["Mellit"] and made["why"] == "the town"
    assert "Mellit" in reader.get(path).text


def test_values_that_stay_are_kept_as_they_are(reader: TestClient) -> None:
    line = _line(reader)
    path = f"/claim/{line['id']}"
    kept = {
        str(a["name"]): str(a["value"])
        for tag, a in Tags(reader.get(f"{path}/correct/targets").text).found
        if tag == "input" and str(a.get("name", "")).startswith("keep")
    }
    assert len(kept) == len(line["targets"])
    same = _post(reader, f"{path}/review", action="correct", slot="targets", held=str(len(kept)), **kept)
    assert same.status_code == 422 and "nothing is changed" in same.text
    assert _post(reader, f"{path}/review", action="correct", slot="targets", words="0:3", **kept).status_code == 303
    (made,) = _items(reader, line["id"])
    old = [{key: one[key] for key in ("start", "end", "name", "id")} for one in line["targets"]]
    assert [{key: one[key] for key in ("start", "end", "name", "id")} for one in made["value"][:-1]] == old
    assert made["value"][-1]["start"] == 0


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"slot": "type", "value": "kidnapping_of_none"}, None),
        ({"slot": "hedged", "value": "true"}, True),
        ({"slot": "hedged", "value": "perhaps"}, None),
        ({"slot": "when", "t_from": "2024-03-04"}, {"from": "2024-03-04", "to": "2024-03-04"}),
        ({"slot": "when", "t_from": "2024-03-04", "t_to": "2024-03-01"}, None),
        ({"slot": "when", "empty": "1"}, "empty"),
        ({"slot": "place", "t_name": "Gao", "t_lat": "16.27", "t_lon": "-0.04"}, {"name": "Gao", "lat": 16.27, "lon": -0.04}),
        ({"slot": "place", "t_name": "Gao", "t_lat": "north"}, None),
        ({"slot": "place"}, None),
        ({"slot": "place", "json": "{"}, None),
        ({"slot": "place", "json": '{"name": "Gao"}'}, {"name": "Gao"}),
        ({"slot": "counts", "words": "0:3", "t_best": "1,200"}, [{"best": 1200}]),
        ({"slot": "counts", "t_best": "12"}, None),
        ({"slot": "counts", "words": "0:3 4:6", "t_best": "12"}, None),
        ({"slot": "targets", "words": "0:9999999"}, None),
        ({"slot": "targets", "words": "a:b"}, None),
        ({"slot": "targets", "first": "0:3", "last": "4:6"}, [{"start": 0, "end": 6}]),
        ({"slot": "agents", "empty": "1"}, "empty"),
        ({"slot": "weather", "value": "rain"}, None),
    ],
)  # fmt: skip
def test_a_slot_is_typed_or_refused_in_one_line(reader: TestClient, fields: dict[str, str], wanted: Any) -> None:
    line = _line(reader)
    answer = _post(reader, f"/claim/{line['id']}/review", action="correct", why="seen", **fields)
    made = _items(reader, line["id"])
    if wanted is None:
        assert answer.status_code in (404, 422) and made == []
        assert answer.status_code == 404 or ('role="alert"' in answer.text and 'value="seen"' in answer.text)
        return
    assert answer.status_code == 303, answer.text
    (kept,) = [one["value"] for one in made]
    if wanted == "empty":
        assert not kept
    elif isinstance(wanted, list):
        assert [{name: one[name] for name in want} for one, want in zip(kept, wanted, strict=True)] == wanted
    else:
        assert kept is True if wanted is True else {name: kept[name] for name in wanted} == wanted


def test_a_review_is_taken_back_and_so_is_the_undo(reader: TestClient) -> None:
    key = _line(reader)["id"]
    assert "nothing of this claim" in _post(reader, f"/claim/{key}/undo").text
    _post(reader, f"/claim/{key}/review", action="accept")
    _post(reader, f"/claim/{key}/review", action="note", why="by night")
    assert _post(reader, f"/claim/{key}/undo").headers["location"] == f"/claim/{key}?said=undo#review"
    assert [one["holds"] for one in _items(reader, key)] == [True, False, True]
    _post(reader, f"/claim/{key}/undo", record=_items(reader, key)[0]["id"])
    assert reader.get(f"/api/claims/{key}/reviews").json()["status"] is None
    _post(reader, f"/claim/{key}/undo", record=_items(reader, key)[-1]["id"])
    assert reader.get(f"/api/claims/{key}/reviews").json()["status"] == "accepted"
    other = _line(reader)["id"]
    assert _post(reader, f"/claim/{other}/undo", record=_items(reader, key)[0]["id"]).status_code == 422


def test_coders_who_differ_are_listed_and_the_blind_do_not_see_it(ledger: Ledger, reader: TestClient) -> None:
    line = _line(reader)
    key, report = line["id"], line["report"]["text"]
    review(ledger, key, Deed(Action.REJECT, "a parade of Bruno's"), "Bruno")
    _post(reader, f"/claim/{key}/review", action="accept")
    review(ledger, key, Deed(Action.CORRECT, "no, shells", "type", "shelling"), "Chidi")
    for path in (f"/claim/{key}", f"/report/{report}"):
        page = reader.get(path).text
        assert "Bruno" in page and "they differ on" in page and "disputed" in page
        for blind in (reader.get(f"{path}?blind=1").text, _as_blind(reader, path)):
            assert "Bruno" not in blind and "Chidi" not in blind and "disputed" not in blind and "Ana" in blind
    told = reader.get(f"/api/claims/{key}/reviews?blind=1").json()
    assert told["status"] == "accepted" and [one["by"] for one in told["items"]] == ["Ana"]
    form = reader.get(f"/claim/{key}/correct/type?blind=1").text
    assert "Bruno" not in form


def _as_blind(reader: TestClient, path: str) -> str:
    """The page under the switch, which is put back."""
    assert _post(reader, "/blind", blind="1", back=path).headers["location"] == path
    page = reader.get(path).text
    _post(reader, "/blind", blind="0", back="//elsewhere.example/")
    return page


def test_who_is_blind_accepts_what_was_read(ledger: Ledger, reader: TestClient) -> None:
    line = _line(reader)
    review(ledger, line["id"], Deed(Action.CORRECT, "", "hedged", not line["hedged"]), "Bruno")
    _post(reader, f"/claim/{line['id']}/review", action="accept")
    assert _items(reader, line["id"])[-1]["value"]
    _post(reader, "/blind", blind="1")
    _post(reader, f"/claim/{line['id']}/review", action="accept")
    assert _items(reader, line["id"])[-1]["value"] is None


def test_nobody_reviews_without_a_name(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tacitus.views.web.person.coder", lambda: "unknown")
    with client(ledger) as reader:
        key = _line(reader)["id"]
        answer = _post(reader, f"/claim/{key}/review", action="accept")
        assert answer.status_code == 422 and "start tacitus serve with --as NAME" in answer.text
        assert "no name" in reader.get("/about").text and _items(reader, key) == []


def test_only_a_form_of_ours_reviews(ledger: Ledger, reader: TestClient) -> None:
    key = _line(reader)["id"]
    for path in (f"/claim/{key}/review", f"/claim/{key}/undo", f"/claim/{key}/judge", "/blind"):
        assert reader.post(path, data={"action": "accept"}, headers={"origin": HOME}).status_code == 403
        assert reader.post(path, data={"action": "accept"}, headers={"origin": "https://elsewhere.example"}).status_code == 403
    with ledger.reads() as connection:
        assert reviewed.reviews(connection, [key]) == ()


@pytest.mark.parametrize("back", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere", "javascript:1", "/\r\nx: y"])
def test_a_form_leads_back_to_a_page_of_ours_alone(reader: TestClient, back: str) -> None:
    key = _line(reader)["id"]
    answer = _post(reader, f"/claim/{key}/review", action="accept", back=back)
    assert answer.headers["location"] == f"/claim/{key}?said=accept#review"


def test_from_the_queue_a_decision_leads_to_the_next(reader: TestClient) -> None:
    key = _line(reader)["id"]
    page = Tags(reader.get(f"/claim/{key}?queue=1&type=strike").text)
    backs = {a["value"] for _, a in page.found if a.get("name") == "back" and a.get("value")}
    assert backs >= {f"/queue/next?after={key}&type=strike", f"/claim/{key}?queue=1&type=strike"}


def test_two_claims_are_judged_the_same(ledger: Ledger, reader: TestClient) -> None:
    lines = reader.get("/api/claims?most=1000").json()["items"]
    left, right = lines[0]["id"], lines[-1]["id"]
    assert _post(reader, f"/claim/{left}/judge", verdict="same", why="one night", other=right).status_code == 303
    assert _post(reader, f"/claim/{left}/judge", verdict="same", why="one night").status_code == 422
    assert _post(reader, f"/claim/{left}/judge", verdict="same", why="", other=right).status_code == 422


def test_what_is_hostile_stays_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACITUS_CODER", f"A {EVIL}")
    ledger = evil_ledger(tmp_path)
    with client(ledger) as reader:
        line = _line(reader)
        path = f"/claim/{line['id']}"
        _post(reader, f"{path}/review", action="note", why=EVIL)
        _post(reader, f"{path}/review", action="correct", slot="place", json='{"name": "<script>alert(9)</script>"}', why=EVIL)
        refused = _post(reader, f"{path}/review", action="correct", slot=EVIL, why=EVIL, json=EVIL, words=EVIL)
        wrong = _post(reader, f"{path}/review", action="correct", slot="targets", why=EVIL, json=EVIL, words=EVIL)
        forms = [reader.get(f"{path}/correct/{slot}").text for slot in SLOTS]
        for page in (refused.text, wrong.text, reader.get(path).text, reader.get(f"/report/{line['report']['text']}").text, *forms):
            tags = Tags(page).found
            assert not [name for _, attributes in tags for name in attributes if name.startswith("on") or name == "style"]
            assert all((a.get("src") or "").startswith(("/static/", "/assets/")) for tag, a in tags if tag == "script")
            assert "<script>alert" not in page and "\u202e" not in page
        assert len(_items(reader, line["id"])) == 2
    ledger.close()


def test_the_reviews_as_data_fit_the_document(ledger: Ledger, reader: TestClient) -> None:
    key = _line(reader)["id"]
    for fields in ({"action": "accept", "seconds": "2"}, {"action": "correct", "slot": "hedged", "value": "true"}):
        _post(reader, f"/claim/{key}/review", **fields)
    _post(reader, f"/claim/{key}/undo")
    document = reader.get("/api/openapi.json").json()
    shape = document["paths"]["/api/claims/{key}/reviews"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    told = reader.get(f"/api/claims/{key}/reviews").json()
    Draft202012Validator({**shape, "components": document["components"]}).validate(told)
    assert [one["action"] for one in told["items"]] == ["accept", "correct", "undo"]
    assert reader.get("/api/claims/none/reviews").status_code == 404


def test_every_slot_has_a_label_and_every_form_a_deed() -> None:
    assert set(LABELS) == {*SLOTS, "verdict"} and PORT
    assert deed_of({"action": "accept"}, blind=True).as_read


@given(st.text("a\r\n🕊é", min_size=1, max_size=20))
def test_places_are_right_behind_line_ends_that_are_drawn_as_one(text: str) -> None:
    made = pieces(text, [Stroke(0, len(text), "who", 1)], [], [])
    assert "".join(text[piece.at : piece.at + 1] for piece in made) == "".join(text[piece.at] for piece in made)
    ends = [*(piece.at for piece in made[1:]), len(text)]
    assert all(text[piece.at : end].count("\r\n") <= 1 for piece, end in zip(made, ends, strict=True))
    assert all("\r\n" not in text[piece.at : end][:-2] for piece, end in zip(made, ends, strict=True))


def test_a_page_that_is_kept_names_no_coder(ledger: Ledger, reader: TestClient) -> None:
    line = _line(reader)
    review(ledger, line["id"], Deed(Action.REJECT, "a parade of Bruno's"), "Bruno")
    for path in (f"/claim/{line['id']}", f"/report/{line['report']['text']}"):
        kept = reader.get("/save", params={"page": path, "profile": "full"})
        if kept.status_code == 200:
            assert "Bruno" not in kept.text and "rejected" in kept.text
