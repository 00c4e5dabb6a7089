"""Where a coder goes from the page of a claim: on to the next of the queue that led there, or back to where the page was opened."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from tacitus.views.web.person import back_of


@dataclass(frozen=True, slots=True)
class Onward:
    """Addresses: `after` once the claim was accepted or rejected, `stay` after all else (both empty for the claim's own page);
    `skip` the next claim of the queue, empty where none led here; `query` is what the page's own address has behind it."""

    after: str
    stay: str
    skip: str
    query: str


def onward_of(request: Request, key: str) -> Onward:
    """Of the page of a claim, as its address has it: `queue=1` with the queue's filter, or `back`."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "said"]
    query = f"?{urlencode(asked)}" if asked else ""
    if request.query_params.get("queue") != "1":
        back = back_of(request.query_params, "")
        return Onward(back, back, "", query)
    rest = [(name, value) for name, value in asked if name != "queue"]
    after = f"/queue/next?{urlencode([('after', key), *rest])}"
    return Onward(after, f"/claim/{key}{query}", after, query)
