"""What a device tells of a visit, merged into it; parts of commands, with no commit of their own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from shopper import clock
from shopper.database import key_of
from shopper.extensions import db
from shopper.models import OlderAnswer, Person, Submission, Visit
from shopper.visits import queries
from shopper.visits.controls import Entry
from shopper.visits.drafts import Drafted, Lost, merged
from shopper.visits.filling import Filling, grown
from shopper.visits.stamps import Stamp, merged_stamps, was_recognised

EARLY = timedelta(days=1)
"""How much before it was given to the shopper a visit may have begun, by the clock of a phone."""
IN = "In"


@dataclass(frozen=True)
class Told:
    """Everything that one device has to tell; answers and stamps in the forms of a draft."""

    device: str = Submission.WEB
    answers: Mapping[str, Entry] = field(default_factory=dict)
    stamps: Sequence[Stamp] = ()
    filling: Filling | None = None


class Changes(NamedTuple):
    """The questions whose answers are others now, and whether anything beside them is another."""

    questions: list[str]
    beside: bool

    def __bool__(self) -> bool:
        return bool(self.questions) or self.beside


def merge_in(visit: Visit, told: Told, by: Person) -> Changes:
    """Merge what a device tells into the locked visit; every answer that counts no longer is kept."""
    now = clock.now()
    contested = [key for key, entry in told.answers.items() if visit.draft.get(key, entry) != entry]
    known = queries.older_versions(visit, contested) if contested else frozenset()
    drafted = Drafted(visit.draft, visit.draft_devices)
    after = merged(drafted, told.answers, told.device, now, known)
    if after.changed:
        visit.draft, visit.draft_devices = after.draft, after.devices
    db.session.add_all([_older(visit, lost, now, by) for lost in after.lost])
    return Changes(sorted(after.changed), _merge_beside(visit, told))


def _merge_beside(visit: Visit, told: Told) -> bool:
    stamps = merged_stamps(visit.stamps, told.stamps) if told.stamps else visit.stamps
    filling = grown(visit.filling, told.device, told.filling)
    if stamps == visit.stamps and filling == visit.filling:
        return False
    visit.stamps, visit.filling, visit.recognised = stamps, filling, was_recognised(stamps)
    return True


def _older(visit: Visit, lost: Lost, now: datetime, by: Person) -> OlderAnswer:
    version, why = lost
    return OlderAnswer(
        visit_id=visit.id,
        person_id=key_of(by),
        question_key=version.key,
        entry=dict(version.told),
        at=datetime.fromisoformat(version.at) if version.at else None,
        device=version.device,
        received_at=now,
        why=why,
    )


def began_at(visit: Visit, told: Told, since: datetime) -> datetime:
    """When the visit began, as the phone tells: at In, else when the first thing was written, else now.

    `since` is when the visit was given to the shopper."""
    stamps = [*visit.stamps, *told.stamps]
    written = [str(entry.get("at") or "") for entry in told.answers.values()]
    return there_at(stamps, since) or _earliest(written, since) or clock.now()


def there_at(stamps: Iterable[Stamp], since: datetime) -> datetime | None:
    """When the shopper came in; None where no stamp tells, or none whose clock can be right."""
    return _earliest(
        [str(one["at"]) for one in stamps if one["name"] == IN and not one.get("removed")], since
    )


def _earliest(times: Iterable[str], since: datetime) -> datetime | None:
    """Leaving out what cannot be: from before the visit was the shopper's, or still to come."""
    now = clock.now()
    moments = [datetime.fromisoformat(at) for at in times if at]
    return min((at for at in moments if since - EARLY <= at <= now), default=None)
