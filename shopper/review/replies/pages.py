"""A question in its context: the answer that it is about, who asked when, and what came back."""

from dataclasses import dataclass

from shopper.language import spoken
from shopper.models import ReviewQuestion, Visit
from shopper.reporting import Row, report_sections
from shopper.review.replies import queries
from shopper.visits.phrases import moment_words


@dataclass(frozen=True)
class InContext:
    """`about` is None where the question is about the whole report; `replied` is '' while no answer came."""

    words: str
    about: Row | None
    by: str
    asked: str
    reply: str
    replied: str


def questions_about(visit: Visit) -> tuple[InContext, ...]:
    """Every question that was asked about a visit, the latest first."""
    asked = queries.asked_about(visit)
    return tuple(in_context(visit, one) for one in asked)


def in_context(visit: Visit, asked: ReviewQuestion) -> InContext:
    """One of them."""
    return InContext(
        words=asked.words,
        about=row_of(visit, asked.question_key),
        by=asked.asked_by.name,
        asked=moment_words(asked.asked_at, visit.branch),
        reply=asked.reply,
        replied=moment_words(asked.replied_at, visit.branch) if asked.replied_at else "",
    )


def row_of(visit: Visit, key: str) -> Row | None:
    """What was asked and answered under this key; None where it was not asked."""
    definition = visit.version.definition
    if key not in definition.by_key:
        return None
    sections = report_sections(definition, visit.answers or {}, None, spoken(definition))
    return next((row for section in sections for row in section.rows if row.key == key), None)
