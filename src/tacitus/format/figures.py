"""Counts under a published rule for numbers (measures/conventions.toml), where the person chose one."""

from tacitus.format.pieces import Json, number_json
from tacitus.measures.number import Estimate, low_best_high, policies
from tacitus.model.answers import Amount, HowMany
from tacitus.model.found import Found


def policy_json(policy: str) -> Json:
    """The rule itself, so that the figures explain themselves. Raises KeyError for an unknown one."""
    rule = policies()[policy]
    words = {word: number_json(figure) for word, figure in rule.words}
    return {"policy": rule.id, "rule": rule.source, "low": rule.low, "best": rule.best, "high": rule.high, "words": words}


def estimate_of(found: Found[HowMany], policy: str) -> Estimate:
    """What the rule puts for one count; a vague number ("dozens") has the figure of its word, where the rule has one."""
    return low_best_high([found.value.amount if found.value else Amount(None, None, None, found.maker.rule)], policy)


def figures_json(found: Found[HowMany], policy: str | None) -> Json:
    """The key `figures` of a count; nothing without a rule."""
    if policy is None:
        return {}
    estimate = estimate_of(found, policy)
    low, best, high = (number_json(value) for value in (estimate.low, estimate.best, estimate.high))
    return {"figures": {"policy": estimate.policy, "low": low, "best": best, "high": high}}
