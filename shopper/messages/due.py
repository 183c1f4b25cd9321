"""What is still to be done by when, as any feature tells it to the reminders."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shopper.messages.kinds import Kind
from shopper.models import Model, Person

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """Something that is still to be done by `due_at`; the first reminder comes `ahead` of it, at most a day."""

    person: Person
    about: Model
    due_at: datetime
    facts: Mapping[str, str] = field(default_factory=dict)
    ahead: timedelta = DAY


@dataclass(frozen=True)
class Source:
    """`find(since, until)` lists what is still open and due between two moments."""

    soon: Kind
    due: Kind
    find: Callable[[datetime, datetime], Iterable[Due]]
