"""The shapes of the queue, the coders, the reviews and the calendar of coverage, for the document at /api/openapi.json."""

from tacitus.format.pieces import Json
from tacitus.format.shapes import STRING, closed, is_a, list_of, maybe, part
from tacitus.reviews.people import HELD
from tacitus.views.web.claim_shape import review_fields

MEANT = {
    "report": "A report's text or document id.",
    "reason": "Why a claim waits: differ, contested, conflict, many, unsure, blank or hedged.",
    "as": "The coder by name; else who asks.",
    "all": "1: everybody's queue, with what coders differ on.",
    "about": "The verdict, or a slot.",
    "one": "A coder: only what this one and `two` differ on.",
    "two": "The other coder.",
    "orphaned": "1: only reviews without a claim.",
    "by": "day, week, month or year; else as it fits.",
    "publisher": "Whose reports, by the whole name.",
    "without": "publisher or day: only reports of which that is not known.",
}


def coding_shapes() -> Json:
    """The shapes by name."""
    return {**_queue(), **_coders(), **_coverage()}


def _queue() -> Json:
    reason = closed("A reason.", {"row": STRING, "points": _number("What it gives."), "says": is_a("string", "In words.")})
    claim = {"points": _number("In all."), "reasons": list_of(reason, "The most first."), "claim": part("claim_line", "The claim.")}
    whose = maybe("string", "Whose queue it is; null for everybody's.")
    weighed = is_a("boolean", "Whether anybody weighed the ledger.")
    fields, more = review_fields()
    became = {"now": maybe("string", "The claim that it is of now."), "orphaned": maybe("string", "Why it is of none.")}
    return {
        "queued": closed("A claim that waits.", claim),
        "queue_page": _page("queued", **{"as": whose, "weighed": weighed}),
        "review_line": closed("A review.", {**fields, **became}, more),
        "review_page": _page("review_line"),
    }


def _page(item: str, **more: Json) -> Json:
    numbers = {"count": _number("In all."), "most": _number("Asked."), "skip": _number("Left out.")}
    after = maybe("string", "The address of the next page; null at the end.")
    return closed("One page.", {**more, **numbers, "next": after, "items": list_of(part(item, "One."), "What is on it.")})


def _coders() -> Json:
    held = closed("How many claims, by what the coder holds of them.", {kind: _number(f"How many {kind}.") for kind in HELD})
    figure = {name: maybe("number", f"The {name}, in seconds.") for name in ("lower", "median", "upper")}
    seconds = closed("How long a claim takes: median and quartiles.", {"claims": _number("How many were measured."), **figure})
    day = closed("A day.", {"day": STRING, "reviews": _number("Made on it.")})
    coder = {"name": STRING, "reviews": _number("Records."), "claims": held, "seconds": seconds, "days": list_of(day, "In order.")}
    counts = {name: _number(says) for name, says in (("units", "Claims."), ("pairs", "Pairs of values."), ("same", "Alike."))}
    alpha = maybe("number", "Krippendorff's alpha; null where it is not defined.")
    measure = closed("On one thing.", {"about": STRING, **counts, "alpha": alpha})
    named = {"coders": list_of(STRING, "Names."), "claims": _number("Judged by two or more.")}
    says = {"as_read": is_a("boolean", "As it was read."), "value": {"description": "What it says."}}
    side = closed("One side.", {"by": STRING, **says})
    differ = closed("A difference.", {"claim": STRING, "about": STRING, "says": list_of(side, "Each one's word.")})
    return {
        "agreement_of": closed("How far coders agree.", {**named, "measures": list_of(measure, "The verdict first.")}),
        "coding": closed(
            "Who reviewed what.",
            {
                "coders": list_of(closed("A coder.", coder), "By name."),
                "agreement": part("agreement_of", "Of all."),
                "pairs": list_of(part("agreement_of", "Of two."), "Every two who judged a claim in common."),
                "blind": is_a("boolean", "Whether the differences are left out: who asks works blind."),
                "differences": list_of(differ, "Every claim on which they differ."),
            },
        ),
    }


def _coverage() -> Json:
    both = {"reports": _number("Reports."), "claims": _number("Their claims.")}
    cell = closed("A column in which something was published.", {"column": _number("Its place."), **both})
    off = {name: closed(f"What lies {name}.", both) for name in ("before", "after")}
    off |= {"wide": closed("At some time over more than one column.", both), "undated": closed("Without any day.", both)}
    source = {"publisher": maybe("string", "Null: not known."), **both, "longest": _number("The longest gap, in columns.")}
    days = closed("A column.", {"from": STRING, "to": STRING})
    sources = list_of(closed("A publisher.", {**source, "cells": list_of(cell, "In order."), **off}), "The most first.")
    return {
        "calendar": closed(
            "Who published how much, when.",
            {
                "step": maybe("string", "day, week, month or year; null where there is no report."),
                "columns": list_of(days, "In order."),
                "sources": sources,
            },
        )
    }


def _number(says: str) -> Json:
    return is_a("integer", says, minimum=0)
