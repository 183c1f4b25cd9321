"""What a phone sends. Answers are judged against the question set elsewhere; here only their form."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shopper import clock
from shopper.api.types import Body, Count, Key, Moment, Number, Sha256, Uuid, Whole, Words
from shopper.models import VisitEvidence
from shopper.troubles import Refused, Trouble
from shopper.visits.announced import Announced
from shopper.visits.commands import DraftTold
from shopper.visits.report import Report

MOST_ANSWERS = 1_000
MOST_STAMPS = 500
MOST_SECONDS = 10_000_000

Short = Annotated[str, StringConstraints(max_length=64, pattern=r"^[^\x00]*$")]
Note = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^[^\x00]*$")]
Index = Annotated[Whole, Field(ge=0, lt=VisitEvidence.SLOTS)]
Tally = Annotated[Whole, Field(ge=0, le=MOST_SECONDS)]
Tallies = Annotated[dict[Key, Tally], Field(max_length=MOST_ANSWERS)]


class EntryBody(Body):
    """One answer: a value or a state, what was said about it, and when by the clock of the phone."""

    value: Any = None
    state: Any = None
    comment: Words | None = None
    at: Moment

    def told(self) -> dict[str, Any]:
        return {**self.model_dump(exclude_unset=True), "at": clock.stamp(self.at)}


class StampBody(Body):
    """A moment on site: `at` may be moved by minutes, `tapped_at` stays as it was first tapped."""

    id: Uuid
    name: Key
    at: Moment
    tapped_at: Moment
    offset_ms: Number | None = Field(None, description="The phone's own timer, which no clock change moves.")
    zone: Short | None = None
    run: Short | None = Field(None, description="Offsets compare within one run of the timer only.")
    changed_at: Moment
    removed: bool = False
    text: Note | None = None

    def told(self) -> dict[str, Any]:
        times = {name: clock.stamp(getattr(self, name)) for name in ("at", "tapped_at", "changed_at")}
        told = {**self.model_dump(exclude_unset=True), **times, "id": str(self.id)}
        return {**told, "removed": self.removed}


class FillingBody(Body):
    """How it was filled in on this phone so far; numbers only grow."""

    touchpoints: Tallies = Field(default_factory=dict)
    changes: Tallies = Field(default_factory=dict)
    reloads: Tally = 0


Answers = Annotated[dict[Key, EntryBody], Field(max_length=MOST_ANSWERS)]
Stamps = Annotated[list[StampBody], Field(max_length=MOST_STAMPS)]


class DraftBody(Body):
    device: Uuid
    answers: Answers = Field(default_factory=dict)
    stamps: Stamps = Field(default_factory=list)
    filling: FillingBody | None = None
    left_early: bool | None = None

    def told(self) -> DraftTold:
        return DraftTold(
            device=str(self.device),
            answers={key: entry.told() for key, entry in self.answers.items()},
            stamps=[stamp.told() for stamp in self.stamps],
            filling=self.filling.model_dump() if self.filling else None,
            left_early=self.left_early,
        )


class EvidenceBody(Body):
    """A photo that belongs to the report, sent before or after it."""

    question: Key
    index: Index
    sha256: Sha256


class SubmissionBody(Body):
    """A whole report; `base` is the one that it corrects, null at first. Without an id it is refused."""

    submission_id: Uuid | None = None
    base: Uuid | None = None
    left_early: bool = False
    answers: Annotated[dict[Key, Any], Field(max_length=MOST_ANSWERS)]
    stamps: Stamps = Field(default_factory=list)
    filling: FillingBody | None = None
    evidence: Annotated[list[EvidenceBody], Field(max_length=MOST_STAMPS)] = Field(default_factory=list)
    device: Uuid | None = None

    def report(self) -> Report:
        """Raises Refused NO_SUBMISSION_ID: without one, sending it again would make a second report."""
        if self.submission_id is None:
            raise Refused(Trouble.NO_SUBMISSION_ID)
        return Report(
            submission_id=self.submission_id,
            base_id=self.base,
            left_early=self.left_early,
            answers=self.answers,
            stamps=[stamp.told() for stamp in self.stamps],
            evidence=[
                Announced(question=one.question, index=one.index, sha256=one.sha256) for one in self.evidence
            ],
            filling=self.filling.model_dump() if self.filling else None,
            device=str(self.device or self.submission_id),
        )


class SlotQuery(Body):
    """Where a photo goes; a question has as many places as this allows, each filled once."""

    question: Key
    index: Count = Field(ge=0, lt=VisitEvidence.SLOTS)
