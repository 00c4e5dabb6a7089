"""The queue, the coders, the reviews and the calendar of coverage as data."""

from dataclasses import asdict

from starlette.requests import Request

from tacitus.format.pieces import Json
from tacitus.format.review import review_json
from tacitus.reviews.queue import Queued
from tacitus.views.web.api import paged, window
from tacitus.views.web.asked import asked_of
from tacitus.views.web.coding import coders_json, reviews_of
from tacitus.views.web.coverage import coverage_json
from tacitus.views.web.desk import View
from tacitus.views.web.queueing import FIELDS, coder_of, waiting_for, worded
from tacitus.work.review import Listed


def queue(view: View, request: Request) -> Json:
    """One page of the review queue."""
    asked, (most, skip) = asked_of(request.query_params, FIELDS), window(request)
    by = coder_of(request, asked)
    found = waiting_for(view, by, asked)
    items = [_queued(one) for one in worded(view, found, skip, most)]
    return {"as": by, "weighed": bool(view.weighing), **paged(request, items, len(found.claims), most, skip)}


def _queued(one: Queued) -> Json:
    return {"points": one.points, "reasons": [asdict(reason) for reason in one.reasons], "claim": one.line}


def coders(view: View, request: Request) -> Json:
    """Who reviewed what, and how far they agree."""
    return coders_json(view, request)


def reviews(view: View, request: Request) -> Json:
    """One page of all reviews, in the order in which they were made."""
    most, skip = window(request)
    found = reviews_of(view, request)
    return paged(request, [_review(one) for one in found[skip : skip + most]], len(found), most, skip)


def _review(one: Listed) -> Json:
    return {"id": one.review.id, **review_json(one.review), "holds": one.holds, "now": one.now, "orphaned": one.why_not}


def coverage(view: View, request: Request) -> Json:
    """The calendar of coverage."""
    return coverage_json(view, request)
