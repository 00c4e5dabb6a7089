"""A profile applied to a claim: the claim as it may leave, or nothing, and the rules that changed it. A pure function.

A claim is a line as `tacitus claims --json` prints it, and is one again afterwards. Words that were changed carry
`"altered": true`: they are no longer a quotation.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit

from tacitus.profiles.known import NOTHING_KNOWN, Known, vouched
from tacitus.profiles.mask import Mask
from tacitus.profiles.people import Person, is_person, office_of, person_of, printed, told_already
from tacitus.profiles.places import FINE, coarse
from tacitus.profiles.profile import Profile, Rule
from tacitus.profiles.quote import shortened
from tacitus.profiles.touch import held, touches

Json = Mapping[str, Any]
Line = dict[str, Any]
Applied = tuple[Line | None, tuple[str, ...]]
WITHHELD = "withheld"
# What no name can stand in: ids, words of closed lists, days and numbers. Every other string is searched for names.
_CLOSED = frozenset(
    {"format", "id", "number", "document", "reading", "type", "codes", "basis", "rule", "kind", "country", "precision", "bearing"}
    | {"value", "grain", "from", "to", "outcome", "hedge", "status", "sex", "age", "standing", "footprint", "cause_of", "effect_of"}
    | {"also", "published", "relation"}
)


def apply(profile: Profile, line: Json, as_of: date | None = None, known: Known = NOTHING_KNOWN) -> Applied:
    """The claim under a profile and the ids of the rules that changed it; None for a claim that is held back.

    `as_of` is the day that delays are reckoned to; without it whatever would be delayed is held back. `known` is what the report's
    whole reading knows (see `known_of`): it finds more names to hide and leaves more words standing.
    """
    if not profile.rules:
        return dict(line), ()
    holding = held(profile, line, as_of)
    if holding:
        return None, (holding.id,)
    touched: set[str] = set()
    coarsening = _coarsening(profile, line)
    private = tuple(_private(profile, line, known))
    mask = _mask(profile, line, known, private, coarsening)
    told = _slots(line, private, coarsening, touched)
    for rule in profile.doing("quote"):
        told["evidence"] = shortened(told["evidence"], told["trigger"], int(rule.much))
        touched.update({rule.id} if told["evidence"]["text"] != line["evidence"]["text"] else ())
    report = told.pop("report")
    told = _masked(told, mask, touched)
    told["report"] = report_under(profile, report, mask, touched)
    return {key: told[key] for key in line}, tuple(rule.id for rule in profile.rules if rule.id in touched)


def mask_of(profile: Profile, line: Json, known: Known = NOTHING_KNOWN) -> Mask:
    """What hides the names of a claim in other words than its own: in what was made of many claims."""
    return _mask(profile, line, known, tuple(_private(profile, line, known)), _coarsening(profile, line))


def _coarsening(profile: Profile, line: Json) -> Rule | None:
    """The coarsest rule that touches the claim's place."""
    rules = [rule for rule in profile.doing("coarsen") if touches(rule.row, line)]
    return max(rules, key=lambda rule: rule.much, default=None)


def _private(profile: Profile, line: Json, known: Known) -> Iterator[tuple[str, Person]]:
    """The people to hide, each with the rule that hides them."""
    for rule in profile.doing("victims"):
        if touches(rule.row, line):
            for slot in line["targets"]:
                person = person_of(slot, slot["text"])
                someone = is_person(slot) or not vouched(slot)
                if someone and office_of((person.name, *person.called), harmed=True) is None and _named(slot):
                    yield rule.id, person
    for rule in profile.doing("hide"):
        for slot in (*line["said_by"], *line["agents"], *line["targets"]):
            if is_person(slot):
                person = person_of(slot, _words(slot))
                if office_of((person.name, *person.called)) is None:
                    yield rule.id, person
        yield from ((rule.id, person) for person in known.people)


def _named(slot: Json) -> bool:
    """Whether a party may have a name of its own: a person, or something that the report calls by a word with a capital."""
    return is_person(slot) or any(word[:1].isupper() for word in str(slot["name"]).split())


def _words(slot: Json) -> str | None:
    """The words of a party, or of a link in the chain of those who say it."""
    span = slot.get("span")
    text = span["text"] if span else slot.get("text")
    return None if text is None else str(text)


def _mask(profile: Profile, line: Json, known: Known, private: tuple[tuple[str, Person], ...], coarsening: Rule | None) -> Mask:
    by_rule: dict[str, list[str]] = {}
    for rule, person in private:
        by_rule.setdefault(rule, []).extend(person.hidden)
    hidden = tuple((rule, tuple(dict.fromkeys(phrases))) for rule, phrases in by_rule.items())
    place = line["place"] or {}
    own = tuple(str(place[key]) for key in ("name", "text") if place.get(key))
    fine = place.get("precision") in FINE
    gone = (*known.places, *(own if fine else ())) if coarsening else ()
    stay = known.wide if coarsening else (*known.places, *known.wide)
    strangers = next((rule.id for rule in profile.doing("strangers")), None)
    bodies = tuple(dict.fromkeys([*known.bodies, *stay, *(own if not (coarsening and fine) else ()), *_bodies(line)]))
    return Mask(hidden, ((coarsening.id, gone),) if coarsening and gone else (), strangers, bodies, sites=coarsening is None)


def _bodies(line: Json) -> Iterator[str]:
    """The names of a claim that may be told: of bodies, of holders of offices, of the publisher."""
    for slot in (*line["said_by"], *line["agents"], *line["targets"]):
        if is_person(slot):
            person = person_of(slot, _words(slot))
            if office_of((person.name, *person.called)):
                yield from (*person.hidden, *person.called)
        elif vouched(slot):
            yield from (slot["name"], *slot["aliases"])
    yield from (name for name in (line["report"]["publisher"], line["report"]["agency"]) if name)


def _slots(line: Json, private: tuple[tuple[str, Person], ...], coarsening: Rule | None, touched: set[str]) -> Line:
    """The claim with its private people and its place replaced, the words in it still as they were."""
    rules = {person.name: rule for rule, person in reversed(private)}
    told = dict(line)
    for role in ("said_by", "agents", "targets"):
        told[role] = [_hidden(slot, rules, touched) for slot in line[role]]
    place = line["place"]
    if coarsening and place and place.get("precision") in FINE:
        told["place"] = coarse(place, coarsening.much)
        touched.add(coarsening.id)
    return told


def _hidden(slot: Json, rules: Mapping[str, str], touched: set[str]) -> Line:
    rule = rules.get(slot["name"])
    if rule is None or vouched(slot):
        return dict(slot)
    touched.add(rule)
    person = person_of(slot, _words(slot))
    return {**slot, "name": printed((person.name, *person.called)), "aliases": [], "id": None}


def _masked(told: Any, mask: Mask, touched: set[str]) -> Any:
    """Every string that is not of a closed list, without the names in it."""
    if isinstance(told, str):
        return told if told_already(told) else mask.text(told, touched)
    if isinstance(told, list):
        return [_masked(one, mask, touched) for one in told]
    if not isinstance(told, dict):
        return told
    done = {key: value if key in _CLOSED else _masked(value, mask, touched) for key, value in told.items()}
    if done.get("text") != told.get("text"):
        done["altered"] = True
    if done.get("name") != told.get("name"):
        done["id"] = None
    return done


def report_under(profile: Profile, report: Json, mask: Mask, touched: set[str]) -> Line:
    """The facts of the report: its title, address and key without what leads to a name or to the machine."""
    told = dict(report)
    for key in ("publisher", "agency"):
        told[key] = report[key] and mask.text(report[key], touched)
    title = report["title"]
    for rule in profile.doing("titles") if title else ():
        if mask.text(title, set()) != title:
            told["title"] = None
            touched.add(rule.id)
    for key in ("uri", "key"):
        told[key] = address_under(profile, report[key], mask, touched)
    return told


def address_under(profile: Profile, address: str, mask: Mask, touched: set[str]) -> str:
    """An address cut to its host, or left out, where a name stands in it; of a path on the machine only the last part."""
    parts = urlsplit(address)
    web = parts.scheme in ("http", "https")
    for rule in profile.doing("paths"):
        if not web and "/" in address.replace("\\", "/").rstrip("/"):
            address = address.replace("\\", "/").rstrip("/").rpartition("/")[2]
            touched.add(rule.id)
    leading = mask.leads_to(unquote(address))
    if leading is None:
        return address
    touched.add(leading)
    host = f"{parts.scheme}://{parts.netloc}/"
    return host if web and mask.leads_to(unquote(host)) is None else WITHHELD
