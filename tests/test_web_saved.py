"""Pages as files: whole in themselves, under a profile, the same bytes again; and what a profile withholds is in none of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tacitus.errors import InputError
from tacitus.ledger import find, weighed
from tacitus.ledger.book import Ledger
from tacitus.profiles import profile_named
from tacitus.views.cli.verbs import app
from tacitus.views.web.app import pages_of
from tacitus.views.web.assets import find_assets
from tacitus.views.web.desk import Desk
from tacitus.views.web.paper import paper
from tacitus.views.web.saving import File, saved_page
from tacitus.views.web.stored import Stored
from tests.private import CODER, CODERS, DELAYED, NOTE, SPEAKER, TOWN, UNSAID, VICTIM, WITHHELD, private_ledger
from tests.serving import Tags, client, every_page
from tests.test_web_weighed import march

DAY = "2024-03-20"  # when the crossing of the fifth is still too young to be told
LISTS = ("/", "/?show=claims", "/incidents", "/groups", "/agreements", "/reports", "/search?words=killed", "/about")
WORK = ("/queue", "/coders")


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    made = private_ledger(tmp_path_factory.mktemp("private"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def marched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    made = march(tmp_path_factory.mktemp("march") / "march.tacitus.db")
    yield made
    made.close()


def _desk(ledger: Ledger) -> Desk:
    return Desk(ledger, Stored(ledger.backend), find_assets())


def _saved(ledger: Ledger, path: str, profile: str = "public", day: str = DAY) -> File:
    return saved_page(_desk(ledger), pages_of, path, profile_named(profile), day)


def paths_of(ledger: Ledger) -> list[str]:
    """Every page of a ledger, and pages that narrow a list."""
    with ledger.reads() as reads:
        found = [f"/incidents/{one['id']}" for one in weighed.incidents(reads)]
        found += [f"/groups/{one['id']}" for one in weighed.threads(reads, "group")]
        found += [f"/agreements/{one['id']}" for one in weighed.threads(reads, "agreement")]
        lines = list(find.claims(reads, ledger.backend))
    found += [f"/claim/{line['id']}" for line in lines]
    found += sorted({f"/report/{line['report']['text']}" for line in lines})
    actors = {slot["id"] for line in lines for role in ("agents", "targets", "said_by") for slot in line[role] if slot["id"]}
    return [*LISTS, *found, *(f"/actor/{actor}" for actor in sorted(actors))]


def _all(ledger: Ledger, profile: str) -> dict[str, str]:
    """Every page that the profile lets out, by its path."""
    made = {}
    for path in paths_of(ledger):
        try:
            made[path] = _saved(ledger, path, profile).html
        except InputError as refused:
            assert "held back by the profile" in str(refused) and "\n" not in str(refused), path
    return made


@pytest.mark.parametrize("profile", WITHHELD)
def test_what_a_profile_withholds_is_on_no_page(private: Ledger, profile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACITUS_CODER", CODER)
    pages = _all(private, profile)
    assert len(pages) > 14
    for path, html in pages.items():
        assert [words for words in (*WITHHELD[profile], *CODERS) if words.lower() in html.lower()] == [], path


def test_full_withholds_nothing(private: Ledger) -> None:
    everything = "\n".join(_all(private, "full").values())
    assert all(words in everything for words in (VICTIM, SPEAKER, TOWN, UNSAID.split()[0], DELAYED, CODER))
    assert len(_all(private, "full")) == len(paths_of(private))


@pytest.mark.parametrize("profile", ["public", "full"])
def test_a_page_stands_by_itself(marched: Ledger, profile: str) -> None:
    for path, html in _all(marched, profile).items():
        tags = Tags(html)
        names = {name for name, _ in tags.found}
        assert not names & {"script", "form", "input", "button", "select", "img", "iframe", "link", "nav", "noscript"}, path
        ids = {attributes["id"] for _, attributes in tags.found if "id" in attributes}
        assert [link for link in tags.links() if not (link.startswith("#") and link[1:] in ids)] == [], path
        assert not [name for _, attributes in tags.found for name in attributes if name.startswith(("on", "hx-", "src"))], path
        policy = next(a["content"] for name, a in tags.found if name == "meta" and a.get("http-equiv"))
        assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        assert "url(" not in html and "@import" not in html and "prefers-color-scheme: dark" in html
        assert f"Profile <b>{profile}</b>" in html and html.count("<!doctype html>") == 1, path


def test_the_same_page_again_is_the_same_bytes(marched: Ledger) -> None:
    for path in ("/", *paths_of(marched)[-6:]):
        assert _saved(marched, path) == _saved(marched, path)


def test_what_is_held_back_is_counted(private: Ledger) -> None:
    html = _saved(private, "/?show=claims").html
    assert DELAYED not in html and "1 is held back" in html
    later = _saved(private, "/?show=claims", day="2024-12-01").html
    assert DELAYED in later and "none is held back" in later


def test_a_claim_that_is_held_back_is_refused(private: Ledger) -> None:
    with private.reads() as reads:
        key = next(line["id"] for line in find.claims(reads, private.backend) if DELAYED in line["evidence"]["text"])
    with pytest.raises(InputError, match="held back by the profile public"):
        _saved(private, f"/claim/{key}")
    assert DELAYED in _saved(private, f"/claim/{key}", "full").html


def test_a_report_is_its_claims_where_its_text_is_withheld(private: Ledger) -> None:
    path = next(path for path in paths_of(private) if path.startswith("/report/"))
    public, full = (_saved(private, path, profile).html for profile in ("public", "full"))
    assert UNSAID not in public and "text is withheld under the profile public" in public and "not kept" not in public
    assert UNSAID in full and "does not stand there" not in public


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/nothing", "no page that can be saved"),
        ("incidents", "give its path within the app"),
        ("//elsewhere.example/", "give its path within the app"),
        ("/api/claims", "no page that can be saved"),
        ("/static/app.css", "no page that can be saved"),
        ("/report/none", "no such report"),
        ("/incidents/incident-ffff0000", "nothing that was weighed has that id"),
        ("/?since=soon", "no such page, or it cannot be asked so"),
        (f"/?actor={VICTIM.replace(' ', '+')}", "asks by a name that the profile public withholds"),
        (f"/search?words={TOWN.lower()}", "asks by a name that the profile public withholds"),
        ("/search?words=market&in=reports", "which the profile public withholds"),
        *((path, "coders at work") for path in WORK),
    ],
)
def test_what_cannot_be_saved_is_refused_in_a_line(private: Ledger, path: str, why: str) -> None:
    with pytest.raises(InputError, match=why) as refused:
        _saved(private, path)
    assert "\n" not in str(refused.value)


def test_the_originals_bytes_are_no_page(private: Ledger) -> None:
    path = next(path for path in paths_of(private) if path.startswith("/report/"))
    with pytest.raises(InputError, match="no page that can be saved"):
        _saved(private, f"{path}/original", "full")


def test_every_page_that_a_reader_comes_to_can_be_saved(marched: Ledger) -> None:
    with client(marched) as reader:
        pages = [path for path in every_page(reader) if not path.startswith(("/api", "/save", "/drawn"))]
        for path in [one for one in pages if not one.endswith("/original") and "/correct/" not in one][:40]:
            answer = reader.get("/save", params={"page": path, "profile": "full"})
            assert answer.status_code == 200, path
            assert answer.headers["content-disposition"].startswith('attachment; filename="')


def test_saving_asks_for_a_profile_that_there_is(marched: Ledger) -> None:
    with client(marched) as reader:
        answer = reader.get("/save", params={"page": "/about", "profile": "secret"})
        assert answer.status_code == 400 and "no such profile" in answer.text
        assert "Save this page" in reader.get("/about").text


def test_a_page_is_written_without_a_server(marched: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    words = ["export", "--page", "/incidents", "--out", str(out), "--ledger", marched.name, "--as-of", DAY]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    assert out.read_text(encoding="utf8") == _saved(marched, "/incidents").html
    again = CliRunner().invoke(app, words)
    assert again.exit_code != 0 and "is there already" in again.output
    assert CliRunner().invoke(app, [*words, "--replace"]).exit_code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["page.html"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--page", "/nothing"], "no page that can be saved"),
        (["--page", "/about", "--profile", "secret"], "no such profile"),
        (["--page", "/about", "--format", "csv"], "leave out --format"),
        (["--page", "/about", "--as-of", "soon"], "no such day"),
    ],
)
def test_the_verb_refuses_in_a_line(marched: Ledger, tmp_path: Path, words: list[str], why: str) -> None:
    out = tmp_path / "page.html"
    done = CliRunner().invoke(app, ["export", *words, "--out", str(out), "--ledger", marched.name])
    assert done.exit_code != 0 and why in done.output and not out.exists() and "Traceback" not in done.output


def test_hostile_words_stay_words() -> None:
    html = '<html><head></head><body><p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; <a href="/x?&quot;">there</a></p></body>'
    made = paper(html, lambda _: "", lambda *_: "")
    assert "<script" not in made and "&lt;script&gt;" in made and "&amp;amp;" in made and "<span>there</span>" in made


def test_what_is_there_to_be_used_goes_whole() -> None:
    html = (
        '<div><form><input name="a"><p>gone</p><form-x></form-x></form><nav><a href="/">gone</a></nav>'
        '<noscript><img src="/gone"></noscript><a id="w1" href="#c1">1</a><b id="c1">stays</b><a href="#no">words</a>'
        '<svg viewBox="0 0 1 1"><a href="/x"><rect width="1"/></a></svg><div data-areas="/api/x"><p>gone</p></div>'
        '<p>one · <a href="/api/x">gone</a></p></div>'
    )
    made = paper(html, lambda _: "", lambda address, _: f"[{address}]")
    assert "gone" not in made and "stays" in made and '<a id="w1" href="#c1">1</a>' in made and "<span>words</span>" in made
    assert '<g><rect width="1"/></g>' in made and '<figure class="map">[/api/x]</figure>' in made and "<p>one</p>" in made


def test_the_note_of_a_coder_is_his_own(private: Ledger) -> None:
    assert NOTE in "\n".join(_all(private, "full").values())
