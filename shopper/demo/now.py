"""Today's open work in the demo: a wave under way, and a visit in every state for Chloé and Ben.

It is made by the same commands that people use, so that it is exactly what they would have made."""

from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import survey_defs
from shopper import clock
from shopper.demo import cast, queries
from shopper.demo.simulator import make_answers
from shopper.fieldwork.commands import Plan, assign, plan_wave, start_wave
from shopper.models import Person, QuestionSetVersion, Region, Visit
from shopper.review.commands import return_for_changes
from shopper.visits.commands import save_answers, start_visit
from shopper.visits.sending import send_report

SEED = 7
ASSIGNED, DRAFTED, SENT, RETURNED = (
    ("Market Hill", "Quayside"),
    "Castle Gate",
    ("Pier Head", "Mill Lane"),
    "Canal Side",
)
WHAT_TO_CHANGE = (
    "Which words did you hear at the counter? Please add them under Greeting, as near as you can."
)


def open_work(client: Region) -> None:
    """A wave over all branches, six of its visits with Chloé."""
    people = {name: queries.person(cast.sign_in_of(name)) for name in ("Asha", "Ben", "Chloé")}
    version, branches = queries.version(client), queries.branches(client)
    today = clock.now().date()
    plan = Plan(
        f"{today:%B %Y}", starts_on=today.replace(day=1), ends_on=today + timedelta(days=28), visits=2
    )
    wave = plan_wave(version, list(branches.values()), plan, by=people["Asha"])
    start_wave(wave, by=people["Asha"])
    names = (*ASSIGNED, DRAFTED, *SENT, RETURNED)
    visits = {name: queries.open_visit(wave, branches[name]) for name in names}
    assign(wave, list(visits.values()), people["Chloé"], by=people["Asha"])
    random = Random(SEED)
    _write(visits[DRAFTED], version, random, people["Chloé"], until=2)
    for name in (*SENT, RETURNED):
        _write(visits[name], version, random, people["Chloé"])
        _send(visits[name], random, people["Chloé"])
    return_for_changes(visits[RETURNED], words=WHAT_TO_CHANGE, by=people["Ben"])


def _write(
    visit: Visit, version: QuestionSetVersion, random: Random, by: Person, until: int | None = None
) -> None:
    """Start the visit and answer its touchpoints, the first `until` of them where that is given."""
    definition = version.definition
    quality = {touchpoint.key: random.uniform(0.6, 0.95) for touchpoint in definition.touchpoints}
    made = survey_defs.check_answers(definition, make_answers(definition, quality, random)).answers
    start_visit(visit, by=by)
    for touchpoint in definition.touchpoints[:until]:
        entries: dict[str, Any] = {q.key: made[q.key] for q in touchpoint.asked if q.key in made}
        save_answers(visit, entries, by=by)


def _send(visit: Visit, random: Random, by: Person) -> None:
    send_report(
        visit,
        submission_id=UUID(int=random.getrandbits(128), version=4),
        base_id=None,
        left_early=False,
        by=by,
    )
