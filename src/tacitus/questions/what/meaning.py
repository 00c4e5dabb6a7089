"""What a sighting comes to by the way it is told: harm announced is a threat, a deal not reached a negotiation."""

from dataclasses import replace

from tacitus.model.answers import Standing
from tacitus.model.reading import Reading
from tacitus.questions.what.clauses import is_passive
from tacitus.questions.what.rows import lists, table
from tacitus.questions.what.sightings import Sighting
from tacitus.questions.what.standing import asserted

_HARMFUL = frozenset({"force", "ground", "sanction", "obstruction", "seizure", "movement"})
_SETTLING = frozenset({"reach-deal", "sign-deal", "agree-on", "agree-truce", "declare-truce"})
_SELVES = frozenset({"it", "they", "we", "he", "she", "i"})
_TRUE = (Standing.HAPPENED, Standing.ONGOING)


def meaning(reading: Reading, sighting: Sighting) -> Sighting:
    """What a sighting comes to by its standing: a harm announced is a threat, a deal not reached a negotiation."""
    if sighting.kind == "agreement" and sighting.asserted.standing is Standing.NEGATED and sighting.rule in _SETTLING:
        plain = replace(sighting.asserted, standing=Standing.HAPPENED, purpose=False)
        return replace(sighting, kind="negotiation", asserted=plain, also=("rejection", "agreement"), plover="REJECT", cameo="120")
    if sighting.kind == "protest" and sighting.asserted.purpose and asserted(reading, _above(reading, sighting)).standing in _TRUE:
        return replace(sighting, asserted=replace(sighting.asserted, standing=Standing.HAPPENED, purpose=False))
    if sighting.kind == "warning" and _own_deed(reading, sighting):
        return replace(sighting, kind="threat", also=("warning", "statement"))
    return _threat(reading, sighting)


def _announced(reading: Reading, sighting: Sighting) -> bool:
    """ "The army said it would bomb the town": harm that the speaker says it will do."""
    token = reading.tokens[sighting.verb]
    if token.relation != "ccomp" or table().kinds[sighting.kind].family != "force" or is_passive(reading, token.index):
        return False
    doers = {kid.norm for kid in reading.kids(token.index, "nsubj")}
    willed = {kid.norm for kid in reading.kids(token.index, "aux")} & {"will", "would", "'ll", "shall"}
    above = reading.tokens[token.head]
    return bool(willed and doers & _SELVES) and above.lemma in lists()["speaking"] and not reading.kids(token.index, "advmod:neg")


def _own_deed(reading: Reading, sighting: Sighting) -> bool:
    """ "Warned that it would crush any protest": the harm is the speaker's own doing."""
    for inner in reading.kids(sighting.verb, "ccomp"):
        doers = {kid.norm for kid in reading.kids(inner.index, "nsubj")}
        willed = {kid.norm for kid in reading.kids(inner.index, "aux")} & {"will", "would", "'ll"}
        if willed and doers & _SELVES and not is_passive(reading, inner.index):
            return True
    return False


def _above(reading: Reading, sighting: Sighting) -> int:
    """The verb whose purpose a happening is: those who "shut shops to protest" do protest."""
    return max(reading.tokens[sighting.verb].head, 0)


def _threat(reading: Reading, sighting: Sighting) -> Sighting:
    """ "We would strike the camp", "will pull out unless": harm that somebody says it will do is a threat."""
    harmful = sighting.kind == "rejection" or table().kinds[sighting.kind].family in _HARMFUL
    if harmful and sighting.asserted.standing in (Standing.PLANNED, Standing.POSSIBLE) and _unless(reading, sighting.verb):
        return _as_threat(sighting, Standing.HAPPENED)
    if harmful and _announced(reading, sighting):
        return _as_threat(sighting, Standing.HAPPENED)
    violent = table().kinds[sighting.kind].family in ("force", "ground")
    first = [reading.tokens[head].norm for head in sighting.agents]
    aux = {kid.norm for kid in reading.kids(sighting.verb, "aux")}
    if violent and first and set(first) <= {"we", "i"} and aux & {"will", "would", "'ll", "shall"}:
        return _as_threat(sighting, sighting.asserted.standing)
    return sighting


def _as_threat(sighting: Sighting, standing: Standing) -> Sighting:
    plain = replace(sighting.asserted, standing=standing, purpose=False)
    return replace(sighting, kind="threat", asserted=plain, also=(sighting.kind, "statement", "warning"), plover=None, cameo=None)


def _unless(reading: Reading, verb: int) -> bool:
    """Whether the act hangs on what others do: "unless the president steps down"."""
    token = reading.tokens[verb]
    places = (verb, token.head) if token.relation in ("ccomp", "xcomp") else (verb,)
    clauses = [kid for place in places for kid in reading.kids(place, "advcl")]
    return any(mark.norm == "unless" for inner in clauses for mark in reading.kids(inner.index, "mark", "advmod", "cc"))
