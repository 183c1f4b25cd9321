"""The tables of a simulation, on the page and as CSV."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _

from scoring.figures import Chart, pointed
from scoring.figures.before_after import BeforeAfterWords, Range, before_after
from scoring.simulating import Simulation
from shopper.language import spoken
from shopper.question_sets.simulating import words
from survey_defs import QuestionSet, say


class Table(NamedTuple):
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def tens(found: Simulation) -> Chart | None:
    """Visits by ranges of ten points, the best first; None without any."""
    if not found.compared:
        return None
    told = BeforeAfterWords(
        scores=_("Score"),
        before=_("before"),
        after=_("after"),
        label="{side} {n}",
        step=_("{name}: {before} before, {after} after"),
        alt=_(
            "Bar chart of visits by score, before and after: {steps}. The same numbers are in the table below."
        ),
    )
    return before_after([Range(*row) for row in scores(found).rows], told)


def scores(found: Simulation) -> Table:
    """The same as a table."""
    rows = [(words.ten(at), *each) for at, each in enumerate(found.tens)]
    return Table((_("Score"), _("Before"), _("After")), rows[::-1])


def bands(found: Simulation) -> Table:
    """Visits by band, the best first."""
    rows = [(words.level(name), each.before, each.after) for name, each in found.bands.items()]
    return Table((_("Band"), _("Before"), _("After")), rows)


def moves(found: Simulation) -> Table:
    """Who changes band, from where to where."""
    rows = [
        (words.level(each.before), words.level(each.after), words.way_words(each.way), each.n)
        for each in found.moves
    ]
    return Table((_("From"), _("To"), _("Way"), _("Visits")), rows)


def branches(found: Simulation, names: Mapping[int, str]) -> Table:
    """Each branch against the others, the largest change first."""
    head = (_("Branch"), _("Visits"), _("Mean before"), _("Mean after"), _("Above the others before"), _("Above the others after"), _("Says"))  # fmt: skip
    rows = [
        (
            names[each.branch],
            each.n,
            int(pointed(float(each.before.mean), 0)),
            int(pointed(float(each.after.mean), 0)),
            words.above(each.before),
            words.above(each.after),
            words.says(each),
        )
        for each in found.branches
    ]
    return Table(head, rows)


def refused(found: Simulation, draft: QuestionSet) -> Table:
    """Why visits cannot be scored by the draft."""
    language = spoken(draft)
    rows = [
        (_title(draft, each.question, language), words.why_words(each.why), each.n) for each in found.refused
    ]
    return Table((_("Question"), _("Why"), _("Visits")), rows)


def _title(draft: QuestionSet, key: str, language: str) -> str:
    return say(draft.by_key[key].text, language) if key else _("the whole set")
