"""One released visit: why it scored what it scored. Who the shopper was stays out of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from scoring.figures import Chart
from shopper.clock import local_date
from shopper.dashboards import charts, verdicts
from shopper.dashboards.months import day_in_words
from shopper.dashboards.sentences import Headline
from shopper.language import spoken
from shopper.models import Person, Visit, VisitScore
from shopper.privacy.duty.queries import answers_for_managers
from shopper.privacy.words import visit_words
from shopper.reporting import ScoreWorking, Section, report_sections, score_working
from shopper.visits.queries import missing_photos
from shopper.visits.showing import photo_urls
from shopper.visits.timeline import Timeline, timeline
from survey_defs import QuestionSet, say


@dataclass(frozen=True)
class ReportPage:
    visit: Visit
    day: str
    headline: Headline
    facts: str
    working: ScoreWorking
    sections: Sequence[Section]
    timeline: Timeline
    photo_url: Callable[[str, str], str]
    figures: Mapping[str, Chart] = field(default_factory=dict)
    addition: str = ""
    next_band: tuple[str, str] | None = None
    weighting: str = ""
    impression: str = ""
    looked_right: str = ""


def report_page(person: Person, visit: Visit, score: VisitScore) -> ReportPage:
    """Everything the page says, from the stored snapshot; nothing is computed anew."""
    definition, told = visit.version.definition, score.explanation
    language = spoken(definition)
    titles = {each.key: say(each.title, language) for each in definition.touchpoints}
    working = score_working(definition, told, language)
    day = day_in_words(visit.visited_on) if visit.visited_on else ""
    drawn = {"why": charts.waterfall(told, titles), "impression": charts.impression(told, titles)}
    return ReportPage(
        visit=visit,
        day=day,
        headline=verdicts.headline(visit.branch.name, day, working),
        facts=_facts(visit, working, definition, language),
        working=working,
        sections=report_sections(definition, answers_for_managers(visit), told, language, visit_words(visit)),
        timeline=timeline(visit.stamps, visit.branch.time_zone, whole=False),
        photo_url=photo_urls(visit, missing_photos(visit)),
        figures={name: chart for name, chart in drawn.items() if chart},
        addition=verdicts.addition(working) if working.scored else "",
        next_band=verdicts.next_band(definition, told, language),
        weighting=verdicts.weighting(definition, told),
        impression=verdicts.impression(told, titles),
        looked_right=verdicts.looked_right([titles[key] for key in told["felt_differs"]]),
    )


def _facts(visit: Visit, working: ScoreWorking, definition: QuestionSet, language: str) -> str:
    """Version, flat score, date of release, reference."""
    told = [
        _("%(set)s version %(number)s.", set=say(definition.title, language), number=visit.version.number)
    ]
    if working.flat:
        told.append(_("Flat score, every touchpoint alike: %(flat)s.", flat=working.flat))
    if visit.released_at:
        told.append(
            _("Released %(day)s.", day=day_in_words(local_date(visit.released_at, visit.branch.time_zone)))
        )
    if visit.reference:
        told.append(_("Reference %(reference)s.", reference=visit.reference))
    return " ".join(told)
