"""Holds a draft to the sizes of a question set, and says where the journey ends."""

from itertools import pairwise

from survey_defs.checks import MOST_QUESTIONS
from survey_defs.formats.draft import Draft, DraftTouchpoint
from survey_defs.formats.keys import MOST_OF_TOUCHPOINT, fit_key
from survey_defs.formats.telling import Teller
from survey_defs.sentence import N_, Sentence

MOST_IN_ONE = 100
MOST_TOUCHPOINTS = 50


def shape(draft: Draft, teller: Teller, is_ours: bool) -> None:
    """`is_ours`: the form says itself what is leaving, or that nothing is."""
    _cut(draft, teller)
    _divide(draft, teller)
    _join(draft, teller)
    if draft.touchpoints and not is_ours:
        _leave(draft, teller)
        what = N_(
            "Every touchpoint ends with the question whether it pulled the shopper forward; the form has none such."
        )
        teller.whole("told", what, N_("Switch it off at the touchpoints that should do without."), "survey")


def _cut(draft: Draft, teller: Teller) -> None:
    """More questions than a set may have, each momentum question counted."""
    room = MOST_QUESTIONS - 2 * MOST_TOUCHPOINTS
    for touchpoint in draft.touchpoints:
        over = touchpoint.questions[max(room, 0) :]
        del touchpoint.questions[max(room, 0) :]
        room -= len(touchpoint.questions)
        rows = [one.row for one in over if one.row is not None]
        if rows:
            for row in rows:
                teller.became.pop(("survey", row), None)
            what = Sentence("A set may have about %(most)s questions; these are beyond that and were left out.", most=MOST_QUESTIONS)  # fmt: skip
            teller.tell("lost", "survey", rows, "", what, N_("Divide the form into several."))


def _divide(draft: Draft, teller: Teller) -> None:
    taken = {one.data["key"] for one in draft.touchpoints}
    divided: list[DraftTouchpoint] = []
    for touchpoint in draft.touchpoints:
        divided.append(touchpoint)
        if len(touchpoint.questions) > MOST_IN_ONE:
            parts = _parts(touchpoint, taken)
            divided += parts
            what = Sentence("“%(key)s” has more than %(most)s questions, so it was divided into %(parts)s.", key=touchpoint.data["key"], most=MOST_IN_ONE, parts=len(parts) + 1)  # fmt: skip
            teller.tell(
                "changed", "survey", touchpoint.row or (), "", what, N_("Give the parts titles of their own.")
            )
    draft.touchpoints[:] = divided


def _parts(touchpoint: DraftTouchpoint, taken: set[str]) -> list[DraftTouchpoint]:
    """What is beyond the first hundred, in touchpoints of its own."""
    parts = []
    for start in range(MOST_IN_ONE, len(touchpoint.questions), MOST_IN_ONE):
        key = fit_key(touchpoint.data["key"], taken, MOST_OF_TOUCHPOINT)
        taken.add(key)
        questions = touchpoint.questions[start : start + MOST_IN_ONE]
        parts.append(DraftTouchpoint(None, {**touchpoint.data, "key": key}, questions))
    del touchpoint.questions[MOST_IN_ONE:]
    return parts


def _join(draft: Draft, teller: Teller) -> None:
    """More touchpoints than a set may have: the smallest neighbours become one."""
    parts = draft.touchpoints
    while len(parts) > MOST_TOUCHPOINTS:
        sizes = [len(one.questions) + len(two.questions) for one, two in pairwise(parts)]
        at = sizes.index(min(sizes))
        gone = parts.pop(at + 1)
        parts[at].questions += gone.questions
        what = Sentence("A set may have %(most)s touchpoints, so “%(gone)s” joined “%(key)s” before it.", most=MOST_TOUCHPOINTS, gone=gone.data["key"], key=parts[at].data["key"])  # fmt: skip
        row = (
            gone.row
            if gone.row is not None
            else next((q.row for q in gone.questions if q.row is not None), None)
        )
        teller.tell("changed", "survey", row if row is not None else (), "", what, N_("Put questions that belong together into one group."))  # fmt: skip


def _leave(draft: Draft, teller: Teller) -> None:
    last = draft.touchpoints[-1]
    last.data["leaving"] = True
    what = Sentence(
        "“%(key)s” is taken for the end of the visit, because it comes last.", key=last.data["key"]
    )
    mend = N_("If it is not, move what is asked on leaving to the end: it weighs most in the score.")
    teller.tell("told", "survey", last.row if last.row is not None else (), "", what, mend)
