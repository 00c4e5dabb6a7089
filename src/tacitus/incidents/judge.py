"""Two claims judged: same, different or unsure, with the reasons; and whether they belong together and are still two."""

from datetime import datetime

from tacitus.incidents.compare import AHEAD, compare, fired, when, where
from tacitus.incidents.sketch import Sketch
from tacitus.incidents.tables import LinkRow, Policy
from tacitus.model.answers import Standing
from tacitus.model.incident import LinkKind
from tacitus.model.judgement import POLICY, Judgement, Verdict

APART = frozenset({"when-days", "when-apart", "when-told-before", "where-apart", "where-far", "where-country"})
_DEED = frozenset({"kind", "trigger", "standing", "count", "words", "report"})  # what a link does not ask
TOLD = frozenset({Standing.HAPPENED, Standing.ONGOING})  # a deed that is denied or planned has no toll
_LONG = 7  # days: a figure for longer than that is a total


def judge(left: Sketch, right: Sketch, policy: Policy, at: datetime | None = None) -> Judgement:
    """The policy's judgement of a pair: the same whichever is left. Its reasons are the answers that say something."""
    low, high = (left, right) if left.id < right.id else (right, left)
    features = compare(low, high, policy)
    total = policy.base + sum(feature.points for feature in features)
    why = tuple(f"{feature.why} ({feature.points:+d})" for feature in features if feature.points)
    return Judgement(low.id, high.id, verdict(total, policy), POLICY, why, total, at)


def verdict(total: int, policy: Policy) -> Verdict:
    """What a sum of points says."""
    if total >= policy.same:
        return Verdict.SAME
    return Verdict.DIFFERENT if total <= policy.different else Verdict.UNSURE


def linked(left: Sketch, right: Sketch, policy: Policy) -> LinkRow | None:
    """The row by which `left` is a toll, a part, a plan of `right` or speaks of it; None where it is not, or not this way round.

    Time, place and parties are asked as for one happening; kind, words and figures are not, for there the two differ.
    """
    if not may_link(left, right, policy):
        return None
    for row in policy.links:
        if _stands(row, left, right) and _bears(row, left, right, policy):
            return row
    return None


def _bears(row: LinkRow, left: Sketch, right: Sketch, policy: Policy) -> bool:
    """Whether what is told of two claims bears a link: the report's own word, standing close, or time, place and parties."""
    if row.id == "told-effect" or _told_close(row, left, right):
        return True
    return row.id != "about" and _fits(left, right, policy)


def may_link(left: Sketch, right: Sketch, policy: Policy) -> bool:
    """Whether any row can stand between two claims: asked first, for most pairs have none."""
    if (left.kind, right.kind) in policy.linked_kinds or left.effects or right.effects:
        return True
    if left.kind != right.kind:
        return bool(left.part_of or right.part_of)
    return bool(left.figures and right.figures) or (left.standing in AHEAD) != (right.standing in AHEAD)


def _stands(row: LinkRow, left: Sketch, right: Sketch) -> bool:
    """Whether two claims stand to each other as a row says."""
    if row.id == "told-effect":
        return left.id in right.effects and left.kind in row.left
    if row.id == "part":
        return _part(left, right)
    if row.id == "plan":
        return left.standing in AHEAD and right.standing not in AHEAD and left.kind == right.kind
    if row.kind is LinkKind.TOLL and right.standing not in TOLD:
        return False
    return left.kind in row.left and right.kind in row.right


def _part(left: Sketch, right: Sketch) -> bool:
    """Whether the right is a total that the left is part of: by the report's own word, or longer or wider and greater."""
    if left.report == right.report and set(left.part_of) & set(right.counted):
        return True
    if left.kind != right.kind or not _wider(right, left):
        return False
    return any(one[0] == whole[0] and one[2] < whole[1] for one in left.figures for whole in right.figures)


def _wider(whole: Sketch, part: Sketch) -> bool:
    """Whether one is told of a longer time, or of a wider area on no shorter one."""
    long, short = _length(whole), _length(part)
    if long > _LONG and 0 < short < long:
        return True
    return bool(whole.ground and part.ground and whole.ground.wide and not part.ground.wide and long >= short)


def _length(one: Sketch) -> int:
    return one.last - one.first + 1 if one.first is not None and one.last is not None else 0


def _told_close(row: LinkRow, left: Sketch, right: Sketch) -> bool:
    """Whether two claims stand so close in one report as the row asks: a statement by its subject, a toll by its deed."""
    return left.report == right.report and between(left, right) < row.within and not _clash(left, right)


def between(left: Sketch, right: Sketch) -> int:
    """How many characters lie between the clauses of two claims of one report; below nought where they overlap."""
    return max(left.at[0] - right.at[1], right.at[0] - left.at[1])


def _clash(left: Sketch, right: Sketch) -> bool:
    """Whether days or places cannot both be so."""
    return when(left, right) in APART or where(left.ground, right.ground) in APART


def _fits(left: Sketch, right: Sketch, policy: Policy) -> bool:
    """Whether time, place and parties bear it."""
    rows = [policy.rows[row] for row in fired(left, right, policy)]
    total = sum(row.points for row in rows if row.feature not in _DEED)
    return total >= policy.linked and not any(row.id in APART for row in rows)
