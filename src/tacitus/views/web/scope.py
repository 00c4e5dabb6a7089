"""What of a ledger a page is made from: so much of it must pass a profile, and no more."""

from tacitus.errors import InputError
from tacitus.ledger import copying, listed, shelf, weighed
from tacitus.ledger.survey import Reads
from tacitus.model.incident import LinkKind
from tacitus.views.profiled.scope import Scope
from tacitus.views.profiled.threads import claims_in

_THREADS = {"groups": weighed.GROUP, "agreements": weighed.AGREEMENT}


def scope_of(reads: Reads, path: str) -> Scope:
    """The scope of a page by its path; all of the ledger for lists, counts and searches. Raises InputError for an id that is not
    there."""
    noun, key, *_ = [*path.strip("/").split("/"), ""]
    if not key:
        return Scope()
    if noun == "incidents":
        return _incident(reads, key)
    if noun in _THREADS:
        return _thread(reads, noun, key)
    if noun == "claim":
        return _claim(reads, key)
    return _report(reads, key) if noun == "report" else Scope()


def of_claims(scope: Scope, address: str) -> str:
    """Which claims were asked, in the words of the foot."""
    if scope == Scope():
        return "the ledger holds"
    if scope.texts is not None:
        return "the report makes"
    return "it is about" if address.startswith("/claim/") else "belong here"


def _incident(reads: Reads, key: str) -> Scope:
    line = weighed.incident(reads, _whole(reads, key, "incident"))
    tolls = (link["to"] for link in line["links"] if link["kind"] == LinkKind.HAS_TOLL.value)
    claims = {*line["claims"], *(claim for toll in tolls for claim in weighed.incident(reads, toll)["claims"])}
    linked = listed.summaries(reads, tuple({link["to"] for link in line["links"]}))
    return Scope(frozenset(claims), None, frozenset(), frozenset({line["id"], *linked}), frozenset())


def _thread(reads: Reads, noun: str, key: str) -> Scope:
    whole = _whole(reads, key, _THREADS[noun])
    claims = claims_in(listed.thread(reads, _THREADS[noun], whole))
    return Scope(frozenset(claims), None, frozenset(), frozenset(), frozenset({whole}))


def _whole(reads: Reads, key: str, wanted: str) -> str:
    kind, whole = weighed.weighed_id(reads, key)
    if kind != wanted:
        raise InputError(f"{key}: it is no {wanted} but an id of another kind")
    return whole


def _claim(reads: Reads, key: str) -> Scope:
    if not listed.claim_rows(reads, [key]):
        raise InputError(f"{key}: no such claim is in the ledger")
    return Scope(frozenset({key}), None, frozenset(), _incidents(reads, {key}), frozenset())


def _report(reads: Reads, key: str) -> Scope:
    whole = shelf.whole(reads, key)
    own = whole.line.text
    others = {side for copy in copying.kept_copies(reads, own) for side in (copy.left, copy.right)}
    others |= {version.text for version in whole.versions}
    claims = {line["id"] for line in whole.claims}
    return Scope(None, frozenset({own}), frozenset(others - {own}), _incidents(reads, claims), frozenset())


def _incidents(reads: Reads, claims: set[str]) -> frozenset[str]:
    """The incidents of claims; none before the first weighing."""
    return frozenset(listed.incidents_of(reads, tuple(sorted(claims))).values())
