"""Today's open work in the demo: a wave under way, one planned, and visits in every state.

It is made by the same commands that people use, each at the moment when they would have used it."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from shopper import clock
from shopper.accounts.home.commands import say_home
from shopper.demo import cast, places, queries, words
from shopper.demo.disputes import ask_chloe, dispute
from shopper.demo.evidence import photograph
from shopper.demo.photos import receipt
from shopper.demo.simulator import make_answers
from shopper.demo.voice import Voice
from shopper.demo.year import MONTHS, SEED, checked, references
from shopper.extensions import db
from shopper.fees.commands import claim_expenses
from shopper.fieldwork.commands import Plan, assign, plan_wave, start_wave
from shopper.fieldwork.terms import Terms
from shopper.geography import Point
from shopper.models import Branch, Person, Region, Visit, Wave
from shopper.review.commands import return_for_changes
from shopper.visits.commands import add_photo, save_answers, start_visit
from shopper.visits.sending import send_report

RUNNING_FOR, RUNS, VISITS = 9, 28, 2
"""For how many days the wave has run, how many it runs, and what it wants of each branch."""
TERMS = Terms(fee=1400, expense_limit=600, currency="EUR", rotation_days=7, on_board=True)


class Report(NamedTuple):
    """A visit of the wave: where, by whom, so many days ago."""

    branch: str
    shopper: str
    days_ago: int


WAITING = (
    Report("Old Town", "shopper2", 6),
    Report("Bridge Street", "shopper3", 5),
    Report("Harbour Street", "shopper4", 4),
    Report("Pier Head", "chloe", 3),
    Report("Kiln Yard", "shopper6", 2),
    Report("Corn Exchange", "shopper2", 2),
    Report("Mill Lane", "chloe", 1),
    Report("Station Road", "shopper5", 1),
)
LAID_OUT = Report("Pier Head", "chloe", 3)
"""For which report Chloé paid for something."""
ASKED = Report("Weaver Street", "chloe", 3)
RETURNED = Report("Canal Side", "chloe", 4)
DRAFT, DRAFTED = Report("Castle Gate", "chloe", 1), 3
"""The report that is not finished, and how many of its touchpoints are."""
TO_MAKE = {"Market Hill": 4, "Quayside": 9, "Orchard Way": 16}
"""What Chloé has still to make, and in how many days each is due."""
STEPS = len(WAITING) + 5


def open_work(client: Region, progress: Callable[[int], None]) -> None:
    """The wave under way with what has come of it, and the one that follows."""
    work = Work(client)
    with clock.standing_at(work.morning(RUNNING_FOR + 4)):
        wave = work.plan(first_day=-RUNNING_FOR)
    with clock.standing_at(work.morning(RUNNING_FOR)):
        start_wave(wave, by=work.asha)
    reports = {each: work.give(wave, each) for each in (*WAITING, RETURNED, DRAFT, ASKED)}
    for name, days in TO_MAKE.items():
        work.set_due(work.give(wave, Report(name, "chloe", RUNNING_FOR)), days)
    for each, visit in reports.items():
        work.write(visit, each)
        progress(1)
    work.claim(reports[LAID_OUT])
    with clock.standing_at(work.morning(RETURNED.days_ago - 2)):
        return_for_changes(reports[RETURNED], words=words.ASKED_BACK, by=work.ben)
    with clock.standing_at(work.morning(1)):
        ask_chloe(reports[ASKED], work.ben)
        work.plan(first_day=RUNS - RUNNING_FOR)
    progress(1)
    dispute(client, work.ben)
    progress(1)


class Work:
    """Whoever did it, did it on the day that a report names."""

    def __init__(self, client: Region) -> None:
        self.now, self.client = clock.now(), client
        self.asha, self.ben = (queries.person(cast.sign_in_of(name)) for name in ("Asha", "Ben"))
        self.version, self.branches = queries.version(client), queries.branches(client.id)
        self.keys = [touchpoint.key for touchpoint in self.version.definition.touchpoints]
        self.random, self.voice, self.pictures = Random(SEED + 7), Voice(Random(SEED + 8)), Random(SEED + 9)
        self.references = list(references())[::-1]

    def morning(self, days_ago: int) -> datetime:
        """Half past eight on that day."""
        return datetime.combine(self.now.date() - timedelta(days=days_ago), time(8, 30), tzinfo=UTC)

    def plan(self, first_day: int) -> Wave:
        """A wave over all branches that starts so many days from today."""
        starts = self.now.date() + timedelta(days=first_day)
        last = starts + timedelta(days=RUNS - 1)
        plan = Plan(f"{starts:%B %Y}", starts, last, visits=VISITS, terms=TERMS)
        return plan_wave(self.version, list(self.branches.values()), plan, by=self.asha)

    def give(self, wave: Wave, to: Report) -> Visit:
        """An open visit of the wave, put into the shopper's hands on its first day."""
        visit = queries.open_visit(wave, self.branches[to.branch])
        with clock.standing_at(self.morning(RUNNING_FOR)):
            shopper = queries.person(f"{to.shopper}@example.test")
            assign(wave, [visit], shopper, anyway=True, by=self.asha)
        return visit

    def set_due(self, visit: Visit, days: int) -> None:
        """Until when the visit is to be made."""
        visit.window_to = self.now.date() + timedelta(days=days)
        db.session.commit()

    def claim(self, visit: Visit) -> None:
        """What the shopper laid out for a visit whose report is sent, and around where she starts."""
        by = queries.person(f"{LAID_OUT.shopper}@example.test")
        with clock.standing_at(self.morning(LAID_OUT.days_ago) + timedelta(hours=10)):
            slip = receipt((visit.branch.name,), Decimal("4.70"), self.random)
            claim_expenses(visit, amount=470, note=words.LAID_OUT, photo=slip, by=by)
            say_home(by, Point(*places.CHLOE_STARTS), by=by)

    def write(self, visit: Visit, report: Report) -> None:
        """Make the visit, write it up, and send it unless it is the draft."""
        by, began = queries.person(f"{report.shopper}@example.test"), self._began(report)
        answers = self._answers(visit.branch)
        if report == RETURNED:
            answers |= {"first_contact": "spoken", "greeting_words": words.TOO_VAGUE}
        photos = {} if report == DRAFT else dict(photograph(answers, visit.branch, began, self.pictures))
        with clock.standing_at(began):
            start_visit(visit, by=by)
        with clock.standing_at(began + timedelta(minutes=70)):
            self._save(visit, answers, by, DRAFTED if report == DRAFT else len(self.keys))
            for key, photo in photos.items():
                add_photo(visit, key=key, photo=photo, by=by)
        if report != DRAFT:
            with clock.standing_at(began + timedelta(minutes=85)):
                self._send(visit, by)

    def _began(self, report: Report) -> datetime:
        return self.morning(report.days_ago) + timedelta(minutes=self.random.randrange(100))

    def _answers(self, branch: Branch) -> dict[str, Any]:
        """As things are there now."""
        region = branch.region.name
        truth = places.truth_of(region, branch.name)
        quality = truth.quality(self.keys, places.gain(region, MONTHS))
        return make_answers(self.version.definition, quality, self.random, self.voice)

    def _save(self, visit: Visit, answers: dict[str, Any], by: Person, parts: int) -> None:
        """Answer the touchpoints one after another; photos are added by themselves."""
        definition = self.version.definition
        given = checked(definition, answers)
        for touchpoint in definition.touchpoints[:parts]:
            asked = [q for q in touchpoint.asked if q.key in given and q.type != "photo"]
            save_answers(visit, {question.key: given[question.key] for question in asked}, by=by)

    def _send(self, visit: Visit, by: Person) -> None:
        visit.reference = self.references.pop(0)
        db.session.commit()
        submission_id = UUID(int=self.random.getrandbits(128), version=4)
        send_report(visit, submission_id=submission_id, base_id=None, left_early=False, by=by)
