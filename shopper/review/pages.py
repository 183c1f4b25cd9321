"""What the reviewer's pages show: lines of the queue, and one report with its working."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from flask_babel import format_timedelta, ngettext
from flask_babel import gettext as _

import survey_defs
from shopper import clock
from shopper.appeals.pages import Told, questions_of, told
from shopper.appeals.queries import about
from shopper.language import spoken
from shopper.models import (
    AppealSide,
    Person,
    ReportChecks,
    ReviewQuestion,
    Submission,
    Visit,
    VisitScore,
    VisitState,
)
from shopper.privacy.words import visit_words
from shopper.reporting import (
    Correction,
    Row,
    ScoreWorking,
    Section,
    corrections,
    hidden_rows,
    report_sections,
    score_working,
)
from shopper.review import queries
from shopper.review.checks import queries as checks
from shopper.review.filling import FilledIn, filled_in
from shopper.review.replies.pages import InContext, questions_about
from shopper.review.replies.queries import standing_of
from shopper.review.rules import leaving_unseen
from shopper.review.scores import result_of
from shopper.visits.announced import Announced
from shopper.visits.due import late_words
from shopper.visits.giving_up.reasons import reason_words
from shopper.visits.moves import state_words
from shopper.visits.phrases import moment_words, visited_words, window_words
from shopper.visits.queries import missing_photos
from shopper.visits.showing import photo_urls
from shopper.visits.timeline import Timeline, timeline


@dataclass(frozen=True)
class Waiting:
    """One line of the queue."""

    id: UUID
    branch: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """One report as a reviewer reads it; `score` is None while the working is only provisional."""

    visit: Visit
    open: bool
    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    working: ScoreWorking
    score: VisitScore | None
    asks_leaving: bool
    hidden: tuple[Row, ...]
    earlier: tuple[tuple[str, list[Correction]], ...]
    read: str
    timeline: Timeline
    filled_in: FilledIn
    missing: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    asked: tuple[InContext, ...]
    appeals: tuple[Told, ...]
    photo_url: Callable[[str, str], str]


def waiting_lines(visits: Sequence[Visit]) -> list[Waiting]:
    """The queue in words."""
    asked, counted = standing_of(visits), checks.counted(visits)
    return [
        Waiting(
            visit.id,
            visit.branch.name,
            tuple(_line_facts(visit, asked.get(visit.id), counted.get(visit.id))),
        )
        for visit in visits
    ]


def _line_facts(visit: Visit, asked: ReviewQuestion | None, counted: ReportChecks | None) -> list[str]:
    told_of = [
        _("sent %(ago)s", ago=_ago(visit.sent_at)),
        _checks_words(counted) if visit.state == VisitState.SENT else "",
        _asked_words(asked) if asked and visit.state in (VisitState.SENT, VisitState.ASKED) else "",
        _set_words(visit),
        _("ref %(reference)s", reference=visit.reference) if visit.reference else "",
    ]
    return [words for words in told_of if words]


def _checks_words(counted: ReportChecks | None) -> str:
    if counted is None:
        return _("checks are being counted")
    if not counted.flagged:
        return _("no check asks")
    return ngettext("%(num)s check asks", "%(num)s checks ask", counted.flagged)


def _asked_words(asked: ReviewQuestion) -> str:
    if asked.replied_at is None:
        return _("asked %(ago)s, no answer yet", ago=_ago(asked.asked_at))
    return _("the shopper answered %(ago)s", ago=_ago(asked.replied_at))


def latest_lines(visits: Sequence[Visit]) -> list[Waiting]:
    """Reports of one shopper, whatever became of them."""
    return [Waiting(visit.id, visit.branch.name, tuple(_latest_facts(visit))) for visit in visits]


def _latest_facts(visit: Visit) -> list[str]:
    told = [visited_words(visit), state_words(visit), _set_words(visit)]
    return [words for words in told if words]


def not_completed_lines(visits: Sequence[Visit]) -> list[Waiting]:
    """Visits that could not be completed, with why."""
    return [Waiting(visit.id, visit.branch.name, tuple(_stopped_facts(visit))) for visit in visits]


def _stopped_facts(visit: Visit) -> list[str]:
    told = [
        reason_words(visit),
        _("“%(words)s”", words=visit.why_not_completed) if visit.why_not_completed else "",
        _("by %(shopper)s", shopper=visit.shopper.name) if visit.shopper else "",
        _("begun %(at)s", at=moment_words(visit.started_at, visit.branch)) if visit.started_at else "",
        _("the shopper may have been recognised") if visit.recognised else "",
    ]
    return [words for words in told if words]


def _ago(at: datetime | None) -> str:
    if at is None:
        return _("at an unknown time")
    return str(format_timedelta(at - clock.now(), granularity="minute", add_direction=True))


def _set_words(visit: Visit) -> str:
    definition = visit.version.definition
    title = survey_defs.say(definition.title, spoken(definition))
    return _("%(title)s, version %(number)s", title=title, number=visit.version.number)


def report_page(person: Person, visit: Visit) -> Report:
    """Everything that this reviewer sees of one report; a score that is not stored yet is worked out here."""
    definition, language = visit.version.definition, spoken(visit.version.definition)
    answers, score = visit.answers or {}, queries.score_in_force(visit)
    result = result_of(visit)
    explanation = score.explanation if score else result.to_dict()
    sent = queries.submissions(visit)
    missing = missing_photos(visit, sent[0]) if sent else []
    return Report(
        visit=visit,
        open=visit.state == VisitState.SENT,
        title=", ".join(filter(None, (visit.branch.name, visited_words(visit)))),
        facts=tuple(_facts(visit, sent)),
        sections=tuple(report_sections(definition, answers, explanation, language, visit_words(visit))),
        working=score_working(definition, explanation, language),
        score=score,
        asks_leaving=leaving_unseen(visit, result),
        hidden=tuple(hidden_rows(definition, sent[0].hidden, language)) if sent else (),
        earlier=tuple(_earlier(visit, definition, sent, language)),
        read=str(sent[0].id) if sent else "",
        timeline=timeline(visit.stamps, visit.branch.time_zone, whole=True),
        filled_in=filled_in(
            visit, sent[-1].received_at if sent else None, queries.others_filling(person, visit), language
        ),
        missing=tuple(_missing(missing, definition, language)),
        questions=tuple(questions_of(visit)),
        asked=questions_about(visit),
        appeals=tuple(told(one, names=True) for side in AppealSide for one in about(visit, side)),
        photo_url=photo_urls(visit, missing),
    )


def _missing(
    missing: Sequence[Announced], definition: survey_defs.QuestionSet, language: str
) -> Iterator[str]:
    """The questions whose photos have not come in, each with how many."""
    for key, count in Counter(one["question"] for one in missing).items():
        asked = survey_defs.say(definition.by_key[key].text, language)
        yield ngettext("%(asked)s: one photo", "%(asked)s: %(num)s photos", count, asked=asked)


def _facts(visit: Visit, sent: Sequence[Submission]) -> list[str]:
    shopper: Person | None = visit.shopper
    told = [
        _("by %(shopper)s", shopper=shopper.name) if shopper else "",
        _set_words(visit),
        _("wave %(wave)s", wave=visit.wave.name) if visit.wave else "",
        _("asked for %(window)s", window=window_words(visit)) if visit.window_to else "",
        _("received %(at)s", at=moment_words(visit.sent_at, visit.branch)) if visit.sent_at else "",
        late_words(visit, sent[-1].received_at if sent else None),
        _("ref %(reference)s", reference=visit.reference) if visit.reference else "",
        _("the customer left before the end") if visit.left_early else "",
    ]
    return [words for words in told if words]


def _earlier(
    visit: Visit, definition: survey_defs.QuestionSet, sent: Sequence[Submission], language: str
) -> list[tuple[str, list[Correction]]]:
    """What each correction changed, the latest first, under the words for when it came."""
    return [
        (
            _("Received %(at)s", at=moment_words(later.received_at, visit.branch)),
            corrections(definition, before.answers, later.answers, language),
        )
        for later, before in pairwise(sent)
    ]
