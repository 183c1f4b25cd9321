"""How far the visits of a wave have come, in the words of its pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from shopper.models import Branch, VisitState, WaveState

_S = VisitState
STEPS: dict[str, frozenset[VisitState]] = {
    "open": frozenset({_S.OPEN}),
    "assigned": frozenset({_S.ASSIGNED}),
    "started": frozenset({_S.STARTED}),
    "sent": frozenset({_S.SENT, _S.ASKED, _S.RETURNED, _S.ACCEPTED}),
    "released": frozenset({_S.RELEASED}),
    "ended": frozenset({_S.REJECTED, _S.WITHDRAWN, _S.COULD_NOT_COMPLETE, _S.CANCELLED, _S.EXPIRED}),
}
"""Every state once: where a visit stands for the person who sends visits out."""

STEP_WORDS = {
    "open": lazy_pgettext("visits", "Open"),
    "assigned": _l("Assigned"),
    "started": _l("Started"),
    "sent": _l("Sent"),
    "released": _l("Released"),
    "ended": _l("Without result"),
}

WAVE_WORDS = {
    WaveState.PLANNED: _l("planned"),
    WaveState.RUNNING: _l("running"),
    WaveState.CLOSING: _l("closing"),
    WaveState.CLOSED: lazy_pgettext("wave", "closed"),
}


def steps(counts: Mapping[VisitState, int]) -> dict[str, int]:
    """Visits by step, from visits by state."""
    return {step: sum(counts.get(state, 0) for state in states) for step, states in STEPS.items()}


@dataclass(frozen=True)
class BranchProgress:
    """One branch of a wave: how many visits were planned and how far they are."""

    branch: Branch
    planned: int
    steps: dict[str, int]


def wave_words(state: WaveState | str) -> str:
    """Where a wave stands, in a word."""
    return str(WAVE_WORDS[WaveState(state)])


def progress_words(planned: int, steps: Mapping[str, int]) -> str:
    """How far a wave is: of the visits planned how many went to somebody, how many reports came, and count."""
    made = sum(steps.values())
    if not made:
        return _("%(planned)s planned, none made yet", planned=planned)
    return _(
        "%(given)s of %(planned)s given out, %(received)s reports received, %(released)s released",
        given=made - steps["open"] - steps["ended"],
        planned=planned,
        received=steps["sent"] + steps["released"],
        released=steps["released"],
    )
