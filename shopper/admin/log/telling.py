"""From a line of the log to the sentence that a reader sees."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from shopper.admin.log.queries.names import MENTIONED, Things, things
from shopper.admin.log.sentences import COUNTED, say
from shopper.fieldwork.progress import WAVE_WORDS
from shopper.language import NAMES, day
from shopper.models import AuditEvent, Person
from shopper.roles.words import ROLE_NAMES
from shopper.visits.giving_up.reasons import REASONS

WORDED: dict[str, Mapping[str, Any]] = {
    "role": {role.value: words for role, words in ROLE_NAMES.items()},
    "to": {state.value: words for state, words in WAVE_WORDS.items()},
    "language": NAMES,
    "reason": REASONS,
    "decided": {
        "corrected": _l("upheld, the answer corrected"),
        "set_aside": _l("upheld, the question set aside"),
        "reopened": _l("upheld, the report read again"),
        "dismissed": _l("not upheld"),
    },
}
"""Facts that are said in words of ours."""

DAYS = {"on", "ends_on", "taken_on", "week"}
"""Facts that are days."""


@dataclass(frozen=True)
class Told:
    """One line: when, the sentence, what it is about with its address where the reader may open it,
    and what else was written down."""

    at: datetime
    sentence: str
    about: str
    url: str
    rest: list[tuple[str, str]]


def told(person: Person, lines: list[AuditEvent]) -> list[Told]:
    """These lines in words, for this reader."""
    found = things(person, lines)
    return [_told(line, found) for line in lines]


def _told(line: AuditEvent, found: Things) -> Told:
    key = (line.subject_type, line.subject_id)
    page = found.pages.get(key)
    facts = {name: _fact(name, value, found) for name, value in line.facts.items()}
    about = found.names.get(key, "")
    spoken = defaultdict(str, facts, who=_who(line, found), about=about or _("something that is gone"))
    url = url_for(page[0], **page[1]) if page else ""
    return Told(line.at, say(line.action, spoken, _number(line)), about, url, _rest(line.facts, found))


def _who(line: AuditEvent, found: Things) -> str:
    if line.person_id is None:
        return _("The command line")
    return found.names.get(("person", str(line.person_id)), _("Somebody"))


def _number(line: AuditEvent) -> int:
    value = line.facts.get(COUNTED[line.action][0]) if line.action in COUNTED else 0
    return len(value) if isinstance(value, list) else value if isinstance(value, int) else 0


def _fact(name: str, value: Any, found: Things) -> str:
    """A fact in words: names instead of keys, roles and states as everywhere else."""
    if name in MENTIONED:
        return found.names.get((MENTIONED[name], str(value)), _("somebody or something that is gone"))
    if name in DAYS and isinstance(value, str):
        return day(date.fromisoformat(value))
    words = WORDED.get(name, {})
    return str(words.get(value, value)) if isinstance(value, str) else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_plain(part)}" for name, part in value.items() if part not in (None, ""))
    return "" if value is None else str(value)


def _rest(facts: Mapping[str, Any], found: Things) -> list[tuple[str, str]]:
    """All that was written down, as it was, for those who want it to the letter."""
    return [(name, words) for name, value in facts.items() if (words := _fact(name, value, found))]
