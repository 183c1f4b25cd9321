"""Opening an appeal, and deciding it: what is upheld moves the answer, the score and the tallies at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import survey_defs
from shopper import clock
from shopper.appeals import queries
from shopper.appeals.rules import due, refuse_decider, refuse_late, remedies
from shopper.audit import command
from shopper.database import insert_once, locked
from shopper.extensions import db
from shopper.messages.commands import tell
from shopper.messages.kinds import Kind
from shopper.messages.telling import path_of
from shopper.models import (
    Appeal,
    AppealSide,
    AppealState,
    Evidence,
    Person,
    Remedy,
    Visit,
    VisitScore,
    VisitState,
)
from shopper.review.commands import score_again
from shopper.troubles import Refused, Trouble
from shopper.visits.evidence import Stored
from shopper.visits.judging import judge
from shopper.visits.moves import move
from shopper.visits.under_way import still_theirs

DISPUTED = (VisitState.REJECTED, VisitState.RETURNED)
SET_ASIDE = {"state": "does_not_apply"}
"""How a question that was set aside is answered: what does not apply never moves a score."""


@command("appeal.open", "key", "reason")
def open_appeal(visit: Visit, *, key: str, reason: str, photo: Stored | None = None, by: Person) -> Appeal:
    """A manager disputes one answer of a released report, while there is time.

    Raises Refused NOT_RELEASED, APPEAL_TOO_LATE, NOT_ASKED_HERE, APPEAL_WAITS, REASON_UNSAID."""
    locked(visit)
    if visit.state != VisitState.RELEASED:
        raise Refused(Trouble.NOT_RELEASED)
    refuse_late(visit, visit.released_at)
    if key not in survey_defs.visible_questions(visit.version.definition, visit.answers or {}):
        raise Refused(Trouble.NOT_ASKED_HERE)
    return _open(visit, AppealSide.MANAGER, reason, by, key=key, photo=photo)


@command("appeal.open_own", "reason")
def open_own(visit: Visit, *, reason: str, by: Person) -> Appeal:
    """A shopper disputes that a report of theirs was returned or rejected; once for each decision.

    Raises Refused NO_LONGER_YOURS, NOTHING_TO_APPEAL, APPEAL_TOO_LATE, APPEAL_WAITS, APPEAL_DECIDED_BEFORE."""
    still_theirs(locked(visit), by)
    if visit.state not in DISPUTED:
        raise Refused(Trouble.NOTHING_TO_APPEAL)
    refuse_late(visit, visit.decided_at)
    if any(_is_of_now(visit, one) for one in queries.about(visit, AppealSide.SHOPPER)):
        raise Refused(Trouble.APPEAL_DECIDED_BEFORE)
    return _open(visit, AppealSide.SHOPPER, reason, by)


def _is_of_now(visit: Visit, appeal: Appeal) -> bool:
    """Whether it was a decided appeal against the decision that stands."""
    later = visit.decided_at is None or appeal.opened_at >= visit.decided_at
    return appeal.state != AppealState.OPEN and later


def _open(  # noqa: PLR0913 - what an appeal is made of
    visit: Visit, side: AppealSide, reason: str, by: Person, *, key: str = "", photo: Stored | None = None
) -> Appeal:
    if not reason.strip():
        raise Refused(Trouble.REASON_UNSAID)
    if queries.open_about(visit, side, key):
        raise Refused(Trouble.APPEAL_WAITS)
    owner = queries.decider_for(visit, [visit.shopper_id, visit.decided_by_id, by.id])
    appeal = Appeal(
        visit=visit,
        side=side,
        question_key=key,
        reason=reason,
        photo_sha256=_kept(photo),
        opened_by_id=by.id,
        opened_at=clock.now(),
        against_id=visit.decided_by_id,
        owner_id=owner.id if owner else None,
        due_at=due(visit),
        state=AppealState.OPEN,
    )
    db.session.add(appeal)
    db.session.flush()
    if owner:
        tell(owner, Kind.APPEAL_OPENED, about=appeal, facts=_facts(visit), due_at=appeal.due_at)
    return appeal


def _kept(photo: Stored | None) -> str | None:
    if photo is None:
        return None
    size = {"size": photo.size, "width": photo.width, "height": photo.height}
    insert_once(Evidence, sha256=photo.sha256, **size, stored_at=clock.now())
    return photo.sha256


def _facts(visit: Visit) -> dict[str, str]:
    return {"branch": visit.branch.name}


@dataclass(frozen=True)
class Decision:
    """What a decider chose: `remedy` None does not uphold; `answer` is the right one where it corrects."""

    remedy: Remedy | None
    words: str
    answer: Mapping[str, Any] | None = None

    @property
    def decided(self) -> str:
        """For the log."""
        return self.remedy or AppealState.DISMISSED


def decide(visit: Visit, appeal: Appeal, decision: Decision, *, by: Person) -> None:
    """Uphold an appeal or not, with a reason that every reader of the report sees.

    Upheld, the answer is corrected or set aside, the visit scored again by a new row that says why, and
    the tallies moved with it; or the decision is taken back and the report waits in the queue again.
    Raises Refused APPEAL_ALREADY_DECIDED, OWN_VISIT, OWN_BRANCH, OWN_APPEAL, OWN_DECISION, REASON_UNSAID,
    SAME_ANSWER, ANSWER_UNSOUND."""
    _decide(visit, appeal=appeal, decision=decision, decided=decision.decided, words=decision.words, by=by)


@command("appeal.decide", "decided", "words")
def _decide(  # noqa: PLR0913 - the facts of the line are arguments of the command
    visit: Visit, *, appeal: Appeal, decision: Decision, decided: str, words: str, by: Person
) -> None:
    locked(visit)
    locked(appeal)
    if appeal.state != AppealState.OPEN:
        raise Refused(Trouble.APPEAL_ALREADY_DECIDED)
    refuse_decider(appeal, by)
    if not words.strip():
        raise Refused(Trouble.REASON_UNSAID)
    if decision.remedy is not None:
        _uphold(visit, appeal, decision, by)
    appeal.state = AppealState.UPHELD if decision.remedy else AppealState.DISMISSED
    appeal.remedy, appeal.words = decision.remedy or "", words
    appeal.decided_by_id, appeal.decided_at = by.id, clock.now()
    _tell_outcome(visit, appeal)


def _tell_outcome(visit: Visit, appeal: Appeal) -> None:
    """Whoever appealed reads it where they look: the manager at the report, the shopper at their visit."""
    of_shopper = appeal.side == AppealSide.SHOPPER
    path = path_of(Kind.REPORT_RETURNED, visit) if of_shopper else ""
    tell(appeal.opened_by, Kind.APPEAL_DECIDED, about=visit, facts=_facts(visit), path=path)


def _uphold(visit: Visit, appeal: Appeal, decision: Decision, by: Person) -> None:
    definition, key = visit.version.definition, appeal.question_key
    if decision.remedy not in remedies(definition.by_key[key] if key else None):
        raise Refused(Trouble.SAME_ANSWER)
    if decision.remedy == Remedy.REOPENED:
        if visit.state in DISPUTED:  # else it was corrected and sent again meanwhile
            move(visit, VisitState.SENT)
        return
    appeal.before = (visit.answers or {}).get(key)
    aside = queries.set_aside_in(visit) - {key}
    if decision.remedy == Remedy.SET_ASIDE:
        aside, given = aside | {key}, SET_ASIDE
    else:
        given = dict(decision.answer or {})
    visit.answers = changed_answers(visit, key, given, aside)
    appeal.after = visit.answers.get(key)
    appeal.score_number = _rescored(visit, appeal, decision.words, by).number


def _rescored(visit: Visit, appeal: Appeal, words: str, by: Person) -> VisitScore:
    asked = survey_defs.say(visit.version.definition.by_key[appeal.question_key].text)
    why = f"appeal {appeal.id} upheld, “{asked}”: {words}"
    return score_again(visit, why[: VisitScore.WHY_MAX], by)


def changed_answers(
    visit: Visit, key: str, given: Mapping[str, Any], aside: frozenset[str]
) -> dict[str, Any]:
    """The answers with one of them changed. Raises Refused SAME_ANSWER, ANSWER_UNSOUND.

    What a correction opens to further questions stays unanswered: nobody was there to see it."""
    definition, before = visit.version.definition, visit.answers or {}
    told = {**before, **dict.fromkeys(aside, SET_ASIDE), key: given}
    found = judge(definition, told, sending=True, left_early=visit.left_early)
    if key not in aside and (words := found.problems.get(key)):
        raise Refused(Trouble.ANSWER_UNSOUND, words=words)
    shown = found.checked.visible
    sound = {**found.checked.answers, **{one: dict(SET_ASIDE) for one in aside if one in shown}}
    after = {one: sound[one] for one in definition.by_key if one in sound}
    if _plain(after.get(key)) == _plain(before.get(key)):
        raise Refused(Trouble.SAME_ANSWER)
    return after


def _plain(answer: Mapping[str, Any] | None) -> dict[str, Any]:
    """An answer without when it was given."""
    return {name: part for name, part in (answer or {}).items() if name != "at"}
