"""What people wrote about one question, with the visit it comes from and without who wrote it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.dashboards.months import short_day
from shopper.dashboards.queries import Written
from shopper.dashboards.question_words import WRITTEN, Speaker
from shopper.privacy.marks import ERASED
from shopper.reporting.words import in_words

QUOTED = ("“”", '""', "«»", "„“")


class Quote(NamedTuple):
    """What somebody wrote on a visit; `given` is the answer that it explains, '' where it is the answer."""

    visit_id: UUID
    branch: str
    day: str
    given: str
    words: str


def quotes(speaker: Speaker, written: Sequence[Written]) -> list[Quote]:
    """Words as answers, or the comment beside another kind of answer."""
    return [
        Quote(each.visit_id, each.branch, short_day(each.visited_on), given, words)
        for each in written
        if each.answer
        for given, words in [_words(speaker, each.answer, few=each.few)]
        if words
    ]


def _words(speaker: Speaker, answer: Mapping[str, Any], *, few: bool) -> tuple[str, str]:
    if speaker.question.type in WRITTEN:
        return "", shown(answer.get("value"), few=few and speaker.question.type != "moment")
    given = in_words(speaker.question, answer, speaker.language, speaker.currency)
    return given, shown(answer.get("comment"), few=few)


def shown(words: Any, *, few: bool) -> str:
    """What was written; where too few were on duty, that."""
    told = "" if words == ERASED else bare(str(words or ""))
    return _("Too few on duty to show.") if told and few else told


def asks_words(speaker: Speaker) -> bool:
    """Whether anybody may have written something."""
    return speaker.question.type in WRITTEN or bool(speaker.question.comment_on)


def title(found: Sequence[Quote]) -> str:
    """How many visits have words, over the list."""
    n = len(found)
    if not n:
        return _("Nobody wrote anything about it")
    return ngettext("One visit has words about it", "%(num)s visits have words about it", n)


def bare(words: str) -> str:
    """Without the quotation marks around the whole, which the page sets itself."""
    words = words.strip()
    around = words[:1] + words[-1:]
    return words[1:-1].strip() if around in QUOTED and len(words) > 2 else words
