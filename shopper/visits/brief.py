"""The brief: what to do in five lines, what to catch on the spot, do and don't, and what is new."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from shopper.language import spoken, told
from shopper.models import Person, Visit
from shopper.visits import queries
from shopper.visits.board.words import names_rule
from shopper.visits.on_site import journey, stamp_words
from shopper.visits.phrases import visited_words
from survey_defs import QuestionSet, asked_otherwise, say
from survey_defs.kinds import Question

LINES, CUES, CHANGES = 5, 3, 8
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
SOON_FORGOTTEN = ("photo", "number", "money", "time", "text")
"""Kinds of questions whose answers nobody remembers exactly an hour later."""


@dataclass(frozen=True)
class Changed:
    """What is asked otherwise than on the last visit with the same set; `more` counts those left out."""

    day: str
    words: list[str]
    more: int


@dataclass(frozen=True)
class Brief:
    scenario: list[str]
    cues: list[str]
    do: list[str]
    dont: list[str]
    changed: Changed | None


def brief(mine: Visit, person: Person) -> Brief:
    """The brief of a visit; `changed` is None on the first visit of its kind."""
    definition = mine.version.definition
    language = spoken(definition)
    return Brief(
        scenario=in_lines(say(definition.scenario, language)) if definition.scenario else [],
        cues=cues(definition, language),
        do=[*_do(definition), *_naming(mine, allowed=True)],
        dont=[*_dont(definition), *_naming(mine, allowed=False)],
        changed=_changed(mine, person),
    )


def in_lines(text: str) -> list[str]:
    """The sentences of a text in at most five lines, none torn, the lines about as long as each other."""
    sentences = [one for one in BETWEEN_SENTENCES.split(text.strip()) if one]
    lines: list[str] = []
    for left in range(min(LINES, len(sentences)), 0, -1):
        fair, taken = sum(map(len, sentences)) / left, [sentences.pop(0)]
        while len(sentences) >= left and sum(map(len, taken)) + len(sentences[0]) / 2 <= fair:
            taken.append(sentences.pop(0))
        lines.append(" ".join([*taken, *(sentences if left == 1 else [])]))
    return lines


def cues(definition: QuestionSet, language: str) -> list[str]:
    """Three things to catch while they happen: the times, then what is soon forgotten, then the end."""
    return [*_times(definition), *_to_catch(definition, language), *_end(definition, language)][:CUES]


def _times(definition: QuestionSet) -> Iterator[str]:
    if definition.kind == "covert":
        names = ", ".join(stamp_words(name) for name in journey(definition))
        yield _("Tap the times as they happen: %(names)s.", names=names)


def _to_catch(definition: QuestionSet, language: str) -> Iterator[str]:
    asked = [question for _touchpoint, question in definition.walk() if question.show_if is None]
    for kind in SOON_FORGOTTEN:
        for question in [one for one in asked if one.type == kind][:1]:
            yield _to_note(question, language)


def _to_note(question: Question, language: str) -> str:
    words = say(question.text, language)
    if question.type == "photo":
        return _("You will need a photo: %(asked)s", asked=words)
    return _("You will be asked: %(asked)s", asked=words)


def _end(definition: QuestionSet, language: str) -> Iterator[str]:
    for question in definition.leaving.questions:
        yield _("To the very end: %(asked)s", asked=say(question.text, language))


def _do(definition: QuestionSet) -> list[str]:
    own = {
        "visit": _("Behave as any customer would, and let things happen."),
        "phone": _("Call from a quiet place, with time to spare."),
        "web": _("Use the pages as any customer would, without an account of the client."),
    }
    if definition.kind == "self_check":
        return [_("Look for yourself, and write what you see as you see it.")]
    return [
        own[definition.channel],
        _("Tap times and take notes in “Notes on site”: that page looks like a list."),
        _("Write the report soon after you have left, while it is fresh."),
    ]


def _dont(definition: QuestionSet) -> list[str]:
    if definition.kind == "self_check":
        return [_("Do not look for somebody to blame: it is the place that is looked at.")]
    return [
        _("Do not say or show why you are there, to anybody."),
        _("Do not help, test or provoke anybody beyond what the brief asks."),
        _("Do not photograph people, cards or anything with a name on it."),
    ]


def _naming(mine: Visit, *, allowed: bool) -> list[str]:
    """The rule of its wave on names of staff, among what to do or what not to."""
    wave = mine.wave
    return [names_rule(wave)] if wave is not None and wave.names_staff == allowed else []


def _changed(mine: Visit, person: Person) -> Changed | None:
    last = queries.last_of_this_kind(person, mine)
    if last is None:
        return None
    now, then = mine.version, last.version
    found = asked_otherwise(then.definition, now.definition) if then.id != now.id else ()
    words = [told(change.words) for change in found[:CHANGES]]
    return Changed(visited_words(last), words, max(0, len(found) - CHANGES))
