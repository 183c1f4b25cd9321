"""The checks beside a report, in words. Importing it loads scipy; the view does so when somebody reads."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from scoring.screens import ALIKE, against_past, straight_line
from shopper.admin.client_settings.queries import settings_of
from shopper.geography import point
from shopper.language import counted, day, sentence_case, spoken
from shopper.models import Person, Visit
from shopper.review import queries as reports
from shopper.review.checks import queries, reading
from shopper.review.checks.parts import Beside, Check, ChecksPage, same, same_pairs
from shopper.review.checks.photos import photos
from shopper.visits.due import late_words
from shopper.visits.on_site import OUT, moment, standing
from survey_defs import say

FASTEST = 1.0
"""Seconds in which nobody reads a question and answers it."""
LEAST_CHOICES, LEAST_PLACES, FAR = 6, 3, 500
PAIRED = 30
"""Of how many earlier reports every two are compared, to tell how often texts are alike."""


def checks_page(person: Person | None, visit: Visit) -> ChecksPage:
    """All of them for one report, for a reviewer who may decide it; None: over all of the client."""
    here = queries.of_branch(person, visit)
    near = {one.id: one for one in (*queries.of_shopper(person, visit), *here)}
    beside = Beside(
        visit,
        queries.of_version(person, visit),
        list(near.values()),
        here,
        queries.waiting(person, visit),
        person,
    )
    made = (_late, _pace, _straight, _texts, photos, _far, _stamps)
    checks = tuple(make(beside) for make in made)
    return ChecksPage(_headline(sum(one.flagged for one in checks), len(checks)), checks)


def _headline(flagged: int, among: int) -> str:
    if not flagged:
        return _("No check asks for your eyes")
    words = ngettext(
        "%(count)s of %(among)s checks asks for your eyes",
        "%(count)s of %(among)s checks ask for your eyes",
        flagged,
        count=counted(flagged),
        among=counted(among),
    )
    return sentence_case(words)


def _late(beside: Beside) -> Check:
    sent = reports.submissions(beside.visit)
    words = late_words(beside.visit, sent[-1].received_at if sent else None)
    allowed = timedelta(hours=settings_of(beside.visit.branch.client_id).hard_due_hours)
    timed = [
        one.sent_at - moment(outs[-1])
        for one in beside.past
        if one.sent_at and (outs := standing(one.stamps, OUT))
    ]
    if not words:
        return Check(_("In time."), False, _("Sent within the hours that are allowed."))
    said = _("%(words)s.", words=sentence_case(words))
    return Check(_("Late."), True, said, same(sum(took > allowed for took in timed), len(timed)))


def _pace(beside: Beside) -> Check:
    own = reading.seconds_each(beside.visit.filling, beside.visit.answers or {})
    if own is None:
        return Check(_("Pace."), False, _("Not known: no time was told with this report."), known=False)
    others = [reading.seconds_each(one.filling, one.answers) for one in beside.past]
    past = [one for one in others if one is not None]
    screen = against_past(own, past, beside.looks, high=False)
    flagged = screen.flagged or own < FASTEST
    words = _("%(seconds)s seconds an answer.", seconds=format_decimal(round(own, 1)))
    base = same(sum(one <= own for one in past), len(past))
    return Check(_("Hardly possible pace.") if flagged else _("Pace."), flagged, words, base)


def _straight(beside: Beside) -> Check:
    definition = beside.visit.version.definition
    own = reading.positions(definition, beside.visit.answers or {})
    if len(own) < LEAST_CHOICES:
        return Check(_("Varied answers."), False, _("Too few choices to tell."), known=False)
    others = [reading.positions(definition, one.answers) for one in beside.past]
    past = [straight_line(one) for one in others if len(one) >= LEAST_CHOICES]
    share = straight_line(own)
    screen = against_past(share, past, beside.looks)
    words = _(
        "%(share)s of %(num)s choices stand in the same place of their list.",
        share=round(share * len(own)),
        num=len(own),
    )
    name = _("One straight line.") if screen.flagged else _("Varied answers.")
    return Check(name, screen.flagged, words, same(sum(one >= share for one in past), len(past)))


def _texts(beside: Beside) -> Check:
    mine = reading.texts(beside.visit.answers or {})
    if not mine:
        return Check(_("Own words."), False, _("No text is long enough to compare."), known=False)
    others = [(one, reading.texts(one.answers)) for one in beside.near]
    (share, key), twin = max(
        ((reading.most_alike(mine, texts), one) for one, texts in others),
        key=lambda found: found[0],
        default=((0.0, ""), None),
    )
    if twin is None or share < ALIKE:
        return Check(_("Own words."), False, _("No text is like an earlier one of this shopper or branch."))
    definition = beside.visit.version.definition
    words = _(
        "The text at “%(asked)s” shares %(share)s %% of its runs of five letters with %(branch)s, %(day)s.",
        asked=say(definition.by_key[key].text, spoken(definition)),
        share=round(100 * share),
        branch=twin.branch,
        day=day(twin.visited_on) if twin.visited_on else "–",
    )
    return Check(_("Too alike."), True, words, _alike_pairs([texts for _one, texts in others[:PAIRED]]))


def _alike_pairs(reports_: Sequence[Sequence[reading.Text]]) -> str:
    pairs = list(combinations([one for one in reports_ if one], 2))
    hits = sum(reading.most_alike(one, other)[0] >= ALIKE for one, other in pairs)
    return same_pairs(hits, len(pairs))


def _far(beside: Beside) -> Check:
    definition = beside.visit.version.definition
    own = reading.place(definition, beside.visit.answers or {})
    if own is None:
        return Check(_("Place."), False, _("The shopper shared none, which is their choice."), known=False)
    places = [found for one in beside.here if (found := reading.place(definition, one.answers))]
    stands = point(beside.visit.branch.latitude, beside.visit.branch.longitude)
    if stands:
        return _from_branch(own, reading.Place(*stands, 0.0), places)
    if len(places) < LEAST_PLACES:
        words = _("Too few earlier reports on this branch shared theirs to compare.")
        return Check(_("Place."), False, words, known=False)
    middle = reading.middle(places)
    away = reading.metres(own, middle)
    words = _(
        "%(metres)s m from where earlier reports on this branch were written.",
        metres=format_decimal(round(away)),
    )
    if away <= FAR:
        return Check(_("Near the branch."), False, words)
    hits = sum(reading.metres(one, middle) > FAR for one in places)
    return Check(_("Far away."), True, words, same(hits, len(places)))


def _from_branch(own: reading.Place, branch: reading.Place, places: Sequence[reading.Place]) -> Check:
    """Held against where the branch stands, which nobody has to guess from earlier reports."""
    away = reading.metres(own, branch)
    words = _("%(metres)s m from the branch.", metres=format_decimal(round(away)))
    if away <= FAR:
        return Check(_("Near the branch."), False, words)
    hits = sum(reading.metres(one, branch) > FAR for one in places)
    return Check(_("Far away."), True, words, same(hits, len(places)))


def _stamps(beside: Beside) -> Check:
    visit, definition = beside.visit, beside.visit.version.definition
    wrong, among = reading.contradictions(definition, visit.answers or {}, visit.stamps)
    if not among:
        words = _("No answer can be held against a stamp.")
        return Check(_("Stamps."), False, words, known=False)
    if not wrong:
        return Check(_("Stamps."), False, _("The waits are as they were stamped."))
    key, answered, stamped = wrong[0]
    words = _(
        "“%(asked)s”: %(answered)s seconds in the report, %(stamped)s by the stamps.",
        asked=say(definition.by_key[key].text, spoken(definition)),
        answered=answered,
        stamped=stamped,
    )
    others = [reading.contradictions(definition, one.answers, one.stamps) for one in beside.past]
    told = [found for found, of in others if of]
    return Check(_("Not as stamped."), True, words, same(sum(bool(one) for one in told), len(told)))
