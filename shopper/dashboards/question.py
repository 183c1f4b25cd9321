"""One question across branches: how it was answered, by whom best, and in which words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from scoring.comparison import (
    AnswerCounts,
    RateComparison,
    Ways,
    compare_rates,
    count_answers,
    ways_of,
)
from scoring.figures import Chart
from shopper.dashboards import queries, question_bars, question_quotes, question_words, sentences
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.months import QUARTER
from shopper.dashboards.overview import when
from shopper.dashboards.queries import RateCell, Sums, Version
from shopper.dashboards.question_form import QuestionForm, first_question, is_asked, question_form
from shopper.dashboards.question_quotes import Quote
from shopper.dashboards.question_words import Speaker
from shopper.dashboards.sentences import Headline
from shopper.language import spoken
from shopper.models import Person, QuestionSetVersion
from survey_defs import QuestionSet, say


@dataclass(frozen=True)
class QuestionPage:
    """`rates` are those of the whole client, None where no answer is better than another."""

    showing: Showing
    headline: Headline
    form: QuestionForm | None = None
    key: str = ""
    notes: Sequence[str] = ()
    best: str = ""
    chart: Chart | None = None
    chart_title: str = ""
    caption: str = ""
    rates: RateComparison | None = None
    names: Mapping[str, str] | None = None
    asks_words: bool = False
    quotes: Sequence[Quote] = ()
    looked_through: bool = False
    """Whether older visits may hold more words than were looked through."""


def question_page(person: Person, showing: Showing, asked: str) -> QuestionPage:
    """Everything the page says, in a fixed number of queries."""
    if showing.version is None:
        return QuestionPage(showing, sentences.nothing_yet(showing.place.label))
    versions = _same_set(person, showing, showing.version)
    definition = versions[showing.version.id].definition
    language = spoken(definition)
    key = asked or first_question(definition)
    form = question_form(definition, key, language)
    if not is_asked(definition, key):
        return QuestionPage(showing, _elsewhere(showing, key, versions), form)
    question = definition.by_key[key]
    speaker = Speaker(definition, question, ways_of(question), language)
    counts, scored = _counts(person, showing, key, speaker.ways)
    rates = _rates(person, showing, key, speaker.ways) if speaker.ways.best and counts.asked else None
    written = queries.written_about(person, showing.scope, key)
    return QuestionPage(
        showing=showing,
        headline=question_words.headline(speaker, counts, scored, when(showing)),
        form=form,
        key=key,
        notes=_notes(showing, key, versions),
        best=speaker.best() if speaker.ways.best else "",
        chart=question_bars.chart(speaker, counts),
        chart_title=question_bars.title(speaker, counts),
        caption=question_bars.caption(showing, speaker, counts),
        rates=rates,
        names={str(each.id): each.name for each in queries.branches_in(person, showing.region.path)},
        asks_words=question_quotes.asks_words(speaker),
        quotes=question_quotes.quotes(speaker, written),
        looked_through=len(written) == queries.LATEST,
    )


def _same_set(person: Person, showing: Showing, version: Version) -> dict[int, QuestionSetVersion]:
    """The versions of this question set that have visits here."""
    ids = [each.id for each in showing.versions if each.set_id == version.set_id]
    return {each.id: each for each in queries.versions_named(person, ids)}


def _elsewhere(showing: Showing, key: str, versions: Mapping[int, QuestionSetVersion]) -> Headline:
    told = {each.id: version_in_words(each) for each in showing.versions}
    asking = [row for row in versions.values() if is_asked(row.definition, key)]
    text = _text(asking[0].definition, key) if asking else ""
    return question_words.not_asked(key, showing.asked, text, [told[row.id] for row in asking])


def _text(definition: QuestionSet, key: str) -> str:
    return say(definition.by_key[key].text, spoken(definition))


def _notes(showing: Showing, key: str, versions: Mapping[int, QuestionSetVersion]) -> list[str]:
    """What the other versions with visits here have to do with the question."""
    told = {each.id: version_in_words(each) for each in showing.versions}
    others = [row for row in versions.values() if row.id != showing.asked.id]
    asking = [told[row.id] for row in others if is_asked(row.definition, key)]
    silent = [told[row.id] for row in others if not is_asked(row.definition, key)]
    notes = []
    if silent:
        notes.append(_("Not asked in %(versions)s.", versions=", ".join(silent)))
    if asking:
        notes.append(
            _(
                "Also asked in %(versions)s; like is compared with like, so those answers are not counted here.",
                versions=", ".join(asking),
            )
        )
    return notes


def _counts(person: Person, showing: Showing, key: str, ways: Ways) -> tuple[AnswerCounts, int]:
    """What was answered here, and how many visits were scored."""
    measures = {f"q:{key}={name}": name for name in ways.all}
    sums: Mapping[str, Sums] = queries.sums_in(person, showing.scope, ["overall", *measures])
    scored = sums["overall"].n if "overall" in sums else 0
    return count_answers(
        ways, {name: sums[each].n for each, name in measures.items() if each in sums}
    ), scored


def _rates(person: Person, showing: Showing, key: str, ways: Ways) -> RateComparison:
    best, counted = ([f"q:{key}={name}" for name in sorted(names)] for names in (ways.best, ways.counted))
    cells = queries.rate_cells(person, showing.scope, best, counted)
    overlapping = (showing.last - showing.first) // QUARTER
    before = sorted({each.quarter for each in cells if each.quarter > overlapping})
    return compare_rates(
        _added(each for each in cells if each.inside),
        [_added(each for each in cells if each.quarter == quarter) for quarter in before],
    )


def _added(cells: Iterable[RateCell]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for each in cells:
        hits, n = found.get(str(each.branch), (0, 0))
        found[str(each.branch)] = hits + each.hits, n + each.n
    return found
