"""What people judged of an incident's claims so far, and the incidents that it could be merged with, as its page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from tacitus.format.pieces import Json
from tacitus.ledger import listed
from tacitus.ledger.nearby import nearby
from tacitus.model.judgement import Verdict
from tacitus.views.plain import shown
from tacitus.views.web.desk import View
from tacitus.views.web.numbering import Numbering
from tacitus.views.web.stored import incident_items
from tacitus.work.judge import Act, acts

OFFERED = 12  # incidents that could be the same
_SAYS = {
    Verdict.SAME: "one happening",
    Verdict.DIFFERENT: "different happenings",
    Verdict.UNSURE: "unsure",
    Verdict.WITHDRAWN: "taken back",
}


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a person said at once: of which claims of this incident, of how many elsewhere and in which incidents. `pair`
    is given where the reader can take it back; `holds` is false where something later was said on all of it."""

    verdict: str
    says: str
    by: str
    at: str
    why: tuple[str, ...]
    here: tuple[int, ...]
    elsewhere: int
    others: tuple[tuple[str, str], ...]
    holds: bool
    pair: tuple[str, str] | None


def said_of(view: View, line: Json, key: Numbering, who: str) -> tuple[Said, ...]:
    """What was judged of an incident's claims, the latest first; `who` reads."""
    found = acts(view.connection, frozenset(line["claims"]))
    away = tuple({claim for act in found for pair in act.pairs for claim in pair} - set(line["claims"]))
    homes = listed.incidents_of(view.connection, away)
    names = {one["id"]: shown(one["name"]) for one in incident_items(view.connection, sorted(set(homes.values())))}
    return tuple(_said(act, key, homes, names, who) for act in found)


def _said(act: Act, key: Numbering, homes: Mapping[str, str], names: Mapping[str, str], who: str) -> Said:
    claims = dict.fromkeys(claim for pair in act.pairs for claim in pair)
    away = [claim for claim in claims if claim not in key.numbers]
    others = tuple((home, names.get(home, home)) for home in dict.fromkeys(homes[claim] for claim in away if claim in homes))
    return Said(
        verdict=act.verdict.value,
        says=_SAYS[act.verdict],
        by=shown(act.by),
        at=f"{act.at:%Y-%m-%d %H:%M} UTC" if act.at else "",
        why=tuple(shown(why) for why in act.why),
        here=key.refs(claims),
        elsewhere=len(away),
        others=others,
        holds=bool(act.held) or act.verdict is Verdict.WITHDRAWN,
        pair=act.held[0] if act.held and act.by == who else None,
    )


def candidates(view: View, line: Json, words: str) -> tuple[Json, ...]:
    """Incidents that it could be merged with: those that the words name, else the linked and the near ones."""
    near = nearby(view.connection, view.desk.ledger.backend, line["id"], words, OFFERED)
    linked = [] if words else [link["to"] for link in line["links"]]
    return tuple(incident_items(view.connection, list(dict.fromkeys((*linked, *near)))[:OFFERED]))
