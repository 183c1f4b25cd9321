"""A report as it is sent: what belongs to it, and what makes two of them the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from shopper import clock
from shopper.models import Submission, Visit
from shopper.visits.announced import Announced, announced
from shopper.visits.filling import Filling
from shopper.visits.judging import Judged, judge
from shopper.visits.merging import Told
from shopper.visits.stamps import Stamp
from survey_defs import content_hash
from survey_defs.values import is_instant


@dataclass(frozen=True)
class Report:
    """What a device sends under an id of its own making; `answers` in long or short form."""

    submission_id: UUID
    base_id: UUID | None
    left_early: bool
    answers: Mapping[str, Any]
    stamps: Sequence[Stamp] = ()
    evidence: Sequence[Announced] = field(default=())
    filling: Filling | None = None
    device: str = Submission.WEB

    @property
    def content_hash(self) -> str:
        """Equal for the same content, whatever the order of keys, stamps and photos.

        How it was filled in and on which device are no part of it: both may differ when it is sent again."""
        content: dict[str, Any] = {
            "answers": self.answers,
            "base": str(self.base_id) if self.base_id else None,
            "left_early": self.left_early,
        }
        if self.stamps:
            content["stamps"] = sorted(self.stamps, key=lambda one: str(one["id"]))
        if self.evidence:
            content["evidence"] = sorted(self.evidence, key=lambda one: (one["question"], one["index"]))
        return content_hash(content)

    @property
    def told(self) -> Told:
        """What of it belongs into the draft, where the visit comes back to be corrected."""
        now = clock.stamp(clock.now())
        entries = {key: dict(one) for key, one in self.answers.items() if isinstance(one, Mapping)}
        for entry in entries.values():
            entry["at"] = entry["at"] if is_instant(str(entry.get("at"))) else now
        return Told(self.device, entries, self.stamps, self.filling)


def as_drafted(visit: Visit, submission_id: UUID, base_id: UUID | None, left_early: bool) -> Report:
    """The report that the draft makes as it stands, hidden answers left out."""
    sound = judged(visit, visit.draft, left_early).checked.answers
    return Report(
        submission_id,
        base_id,
        left_early,
        sound,
        visit.stamps,
        announced(visit.version.definition, sound),
        visit.filling or None,
    )


def judged(visit: Visit, answers: Mapping[str, Any], left_early: bool) -> Judged:
    """What is to mend before it can be sent."""
    return judge(visit.version.definition, answers, sending=True, left_early=left_early)


def taken_down(visit: Visit, report: Report, judged: Judged, kept: Mapping[str, Any]) -> Submission:
    """The row of a report: hidden answers, as they stand in `kept`, are left out of it and kept beside it."""
    return Submission(
        id=report.submission_id,
        visit_id=visit.id,
        base_id=report.base_id,
        content_hash=report.content_hash,
        answers=judged.checked.answers,
        hidden={key: kept[key] for key in judged.checked.hidden if key in kept},
        stamps=list(report.stamps),
        evidence=list(report.evidence),
        filling=dict(report.filling or {}),
        device=report.device,
        left_early=report.left_early,
        received_at=clock.now(),
    )
