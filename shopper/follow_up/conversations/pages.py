"""The pages of one conversation, one customer and all customers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _

from shopper.dashboards.months import day_in_words, short_day
from shopper.dashboards.pages import Page, page_at
from shopper.follow_up.actions import queries as actions
from shopper.follow_up.actions.words import standing
from shopper.follow_up.conversations import queries
from shopper.follow_up.conversations.forms import CustomersForm
from shopper.follow_up.conversations.letters import Letter, proposal
from shopper.follow_up.conversations.reaching import address, is_closed, steps
from shopper.follow_up.conversations.weeks import today_of
from shopper.follow_up.conversations.words import CHANNEL_NAMES, reach_in_words, stopped, where
from shopper.models import WAITING, Action, Channel, Conversation, Customer, Person, Wish
from shopper.permissions import Can
from shopper.reach import places

SIZE = 40


@dataclass(frozen=True)
class Step:
    """One way to reach them: what to do, and the address that does it."""

    words: str
    label: str
    address: str


@dataclass(frozen=True)
class Reach:
    """How to reach a customer now; `stopped` says that nobody may."""

    stopped: str
    words: str
    steps: Sequence[Step]
    letter: Letter | None


@dataclass(frozen=True)
class Earlier:
    """An earlier conversation: when, with whom of ours, and what was promised in it."""

    talk: Conversation
    when: str
    actions: Sequence[tuple[Action, str]]
    next: str


@dataclass(frozen=True)
class Prep:
    """What to know before talking."""

    reach: Reach
    visits: Sequence[tuple[str, str, object]]
    open: Sequence[tuple[Action, str]]
    earlier: Sequence[Earlier]


@dataclass(frozen=True)
class CustomerRow:
    customer: Customer
    where: str
    reach: str
    last: str
    next: str
    late: bool


def prep(person: Person, talk: Conversation) -> Prep:
    """The prep card of a conversation."""
    today, customer = today_of(person), talk.customer
    waiting = [each for each in actions.at_branch(person, customer.branch) if each.state in WAITING]
    return Prep(
        reach(person, customer, today),
        [_visit(each) for each in queries.latest_visits(person, customer.branch)],
        [(each, standing(each, today)) for each in waiting],
        earlier(person, customer, today),
    )


def reach(person: Person, customer: Customer, today: date) -> Reach:
    """The ways to take in their order, with the draft of a letter where that is the first."""
    found = steps(customer)
    unasked = customer.wish == Wish.UNSTATED
    letter = proposal(customer, person, today) if Channel.EMAIL in found and customer.email else None
    return Reach(
        stopped(customer) if is_closed(customer) else "",
        reach_in_words(customer),
        [_step(customer, each, at, letter, unasked) for at, each in enumerate(found)],
        letter,
    )


def _step(customer: Customer, channel: Channel, at: int, letter: Letter | None, unasked: bool) -> Step:
    known = address(customer, channel)
    if channel == Channel.EMAIL:
        words = _("A short e-mail that proposes times") if unasked else _("By e-mail, as they asked")
        return Step(words, customer.email, letter.address if letter else "")
    if channel == Channel.PHONE:
        words = _("Then the call") if at else _("The call") if unasked else _("By phone, as they asked")
        return Step(words, known, f"tel:{_dialled(known)}" if known else "")
    if channel == Channel.TEXT:
        words = _("A text message") if unasked else _("By text message, as they asked")
        return Step(words, known, f"sms:{_dialled(known)}" if known else "")
    return Step(_("In person, at the branch") if unasked else _("In person, as they asked"), "", "")


def _dialled(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def _visit(seen: queries.Seen) -> tuple[str, str, object]:
    from shopper.dashboards.words import number, outcome_name  # noqa: PLC0415 - numpy loads when somebody asks

    if seen.points is None:
        return short_day(seen.visited_on), _("not scored"), seen.visit_id
    points = number(Decimal(seen.points) / 100, 1)
    told = _("%(points)s of 100, %(outcome)s", points=points, outcome=outcome_name(seen.outcome))
    return short_day(seen.visited_on), told, seen.visit_id


def earlier(person: Person, customer: Customer, today: date) -> list[Earlier]:
    """What was said and promised before, the latest first."""
    talks = queries.earlier(person, customer)
    opened = queries.actions_of(person, talks)
    return [_earlier(each, opened[each.id], today) for each in talks]


def _earlier(talk: Conversation, opened: Sequence[Action], today: date) -> Earlier:
    how = (
        _("%(day)s, %(person)s", day=day_in_words(talk.held_on), person=talk.by.name) if talk.held_on else ""
    )
    promised = _("Next contact promised for %(day)s", day=short_day(talk.next_on)) if talk.next_on else ""
    return Earlier(talk, how, [(each, standing(each, today)) for each in opened], promised)


def closed_facts(talk: Conversation) -> list[tuple[str, str]]:
    """A closed log in rows of words."""
    facts = [
        (_("When"), day_in_words(talk.held_on) if talk.held_on else ""),
        (_("Who began it"), _("We did") if talk.ours else _("They did")),
        (_("How"), str(CHANNEL_NAMES[Channel(talk.channel)]) if talk.channel else ""),
        (_("Logged by"), talk.by.name),
        (_("Next contact"), day_in_words(talk.next_on) if talk.next_on else _("None: they asked not to be contacted")),
    ]  # fmt: skip
    return [(name, words) for name, words in facts if words]


@dataclass(frozen=True)
class Listing:
    form: CustomersForm
    label: str
    part: Page[Customer]
    rows: Sequence[CustomerRow]


def customers_page(person: Person, args: Mapping[str, str]) -> Listing:
    """One page of the customers that an address asks for."""
    known = places(person, Can.CONVERSE)
    form = CustomersForm(args, meta={"csrf": False})
    form.offer(known)
    here = next((one for one in known if str(one.region.id) == form.region.data), None)
    asked = (here.region.path if here else "", form.words.data or "")
    total = queries.count(person, *asked)
    part = page_at(
        total, args.get("page", ""), SIZE, lambda first: queries.customers(person, *asked, first, SIZE)
    )
    last, today = queries.last_words(part.items), today_of(person)
    return Listing(
        form, here.label if here else "", part, [_row(each, last.get(each.id), today) for each in part.items]
    )


def _row(customer: Customer, last: Conversation | None, today: date) -> CustomerRow:
    promised = last.next_on if last and not is_closed(customer) else None
    return CustomerRow(
        customer,
        where(customer),
        reach_in_words(customer),
        _("Last talked to on %(day)s", day=short_day(last.held_on))
        if last and last.held_on
        else _("Never talked to yet"),
        _("Next contact on %(day)s", day=short_day(promised)) if promised else "",
        bool(promised and promised < today),
    )
