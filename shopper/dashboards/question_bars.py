"""What was answered to one question, as bars with their words."""

from flask_babel import gettext as _

from scoring.comparison import NOBODY, STATES, AnswerCounts
from scoring.figures import AnswerBar, AnswerWords, Chart, answer_bars
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.question_words import Speaker, commonest
from shopper.dashboards.words import number, visits


def chart(speaker: Speaker, counts: AnswerCounts) -> Chart | None:
    """A bar for every answer; none where all that is counted is that something was answered."""
    if len(speaker.ways.answers) == 1 or not counts.asked:
        return None
    apart = [each for each in STATES if counts.by_name[each] or (each == NOBODY and speaker.question.nobody)]
    bars = [
        AnswerBar(speaker.said(name), counts.by_name[name], name in speaker.ways.best)
        for name in speaker.ways.answers
    ]
    bars += [AnswerBar(speaker.said(state), counts.by_name[state], apart=True) for state in apart]
    words = AnswerWords(
        answer=_("Answer"),
        visits=_("Visits"),
        share=_("Share, %"),
        label=_("{n}, {share} %"),
        step="{name} {n}",
        alt=_(
            "Bar chart of the answers of {asked} visits: {steps}. The same numbers are in the table below."
        ),
    )
    return answer_bars(bars, counts.asked, words, number)


def title(speaker: Speaker, counts: AnswerCounts) -> str:
    if not counts.asked or not sum(counts.by_name[name] for name in speaker.ways.answers):
        return _("What was answered")
    return _("Most often: %(answer)s", answer=speaker.said(commonest(speaker.ways, counts)))


def caption(showing: Showing, speaker: Speaker, counts: AnswerCounts) -> str:
    told = _(
        "Answers of %(visits)s that were asked. %(region)s, %(period)s, %(version)s.",
        visits=visits(counts.asked),
        region=showing.place.label,
        period=showing.period,
        version=version_in_words(showing.asked),
    )
    if speaker.question.type == "choices":
        return " ".join(
            [told, _("A visit may have ticked several, so the shares add up to more than 100 %.")]
        )
    return told
