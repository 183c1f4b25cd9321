"""The ways through the product: what stands in whose menu, and where each person starts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from flask import Flask, request, url_for
from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _l

from shopper.accounts.sessions import signed_in_person
from shopper.models import Person, Role
from shopper.permissions import ROLE_CAN, Can
from shopper.roles.current import current_role, follow_pages, roles_of
from shopper.roles.words import ROLE_NAMES

OWN_ADDRESS = re.compile(r"/(?![/\\])[^\\\x00-\x1f]*")
"""A path on this site. Browsers read a backslash as a slash and drop tabs, so neither may be in it."""


@dataclass(frozen=True)
class Way:
    endpoint: str
    label: LazyString
    needs: Can
    icon: str = ""
    under: tuple[str, ...] = ()
    """How the endpoints of the pages that stand below it begin."""
    group: LazyString | str = ""
    """What it stands under with others where one line is to hold the menu."""

    def current(self, here: str) -> str:
        """The value of aria-current: `page` on the page itself, `true` below it."""
        return (
            "page" if here == self.endpoint else "true" if self.under and here.startswith(self.under) else ""
        )


RESULTS, FOLLOW_UP = _l("Results"), _l("Follow-up")
WAYS = (
    Way("visits.today", _l("Today"), Can.VISIT_WRITE, "today"),
    Way("visits.board", _l("Board"), Can.VISIT_WRITE, "board", under=("visits.offer", "visits.quiz")),
    Way("visits.outbox", _l("Outbox"), Can.VISIT_WRITE, "outbox"),
    Way("visits.history", _l("History"), Can.VISIT_WRITE, "history"),
    Way("review.queue", _l("Review"), Can.VISIT_REVIEW, under=("review.",)),
    Way("appeals.waiting", _l("Appeals"), Can.APPEAL_DECIDE, under=("appeals.appeal",)),
    Way("dashboards.overview", _l("Overview"), Can.RESULTS_SEE, group=RESULTS),
    Way(
        "dashboards.compare",
        _l("Compare"),
        Can.RESULTS_SEE,
        under=("dashboards.branch", "dashboards.report", "dashboards.planner", "dashboards.against"),
        group=RESULTS,
    ),
    Way(
        "dashboards.touchpoints",
        _l("Touchpoints"),
        Can.RESULTS_SEE,
        under=("dashboards.question",),
        group=RESULTS,
    ),
    Way(
        "dashboards.journey",
        _l("Journey"),
        Can.RESULTS_SEE,
        under=("dashboards.journey", "dashboards.drivers"),
        group=RESULTS,
    ),
    Way(
        "dashboards.change",
        lazy_pgettext("menu", "Change"),
        Can.RESULTS_SEE,
        under=("dashboards.change", "dashboards.note", "dashboards.effect"),
        group=RESULTS,
    ),
    Way(
        "follow_up.actions",
        _l("Actions"),
        Can.FOLLOW_UP,
        under=("follow_up.action", "follow_up.choose", "follow_up.new", "follow_up.change"),
        group=FOLLOW_UP,
    ),
    Way(
        "follow_up.moments",
        _l("Moments"),
        Can.FOLLOW_UP,
        under=("follow_up.moment", "follow_up.staff_room"),
        group=FOLLOW_UP,
    ),
    Way(
        "follow_up.conversations",
        _l("Conversations"),
        Can.CONVERSE,
        under=("follow_up.conversation", "follow_up.customer"),
        group=FOLLOW_UP,
    ),
    Way("self_checks.index", _l("Self-checks"), Can.FOLLOW_UP, under=("self_checks.",), group=FOLLOW_UP),
    Way("appeals.ours", _l("Appeals"), Can.APPEAL_OPEN, under=("appeals.open_appeal",), group=FOLLOW_UP),
    Way("fieldwork.waves", _l("Waves"), Can.WAVES_EDIT, under=("fieldwork.", "programme.")),
    Way("fees.ledger", _l("Fees"), Can.WAVES_EDIT),
    Way("question_sets.index", _l("Question sets"), Can.SETS_EDIT, under=("question_sets.",)),
    Way(
        "admin.places",
        _l("Places"),
        Can.PLACES_EDIT,
        under=("admin.region", "admin.branch", "admin.new_"),
    ),
    Way(
        "admin.people",
        _l("People"),
        Can.PEOPLE_EDIT,
        under=("admin.person", "admin.invite", "admin.find_other", "admin.merge", "admin.make_link"),
    ),
    Way("admin.audit_log", _l("Audit log"), Can.AUDIT_SEE),
    Way("admin.settings", _l("Settings"), Can.SETTINGS_EDIT, under=("admin.client_settings", "webhooks.")),
)


@dataclass(frozen=True)
class MenuItem:
    label: str
    url: str
    current: str
    icon: str
    group: str = ""


@dataclass(frozen=True)
class RoleChoice:
    role: Role
    label: str
    here: bool


def ways(role: Role) -> list[Way]:
    """The ways that this role opens, in order of the product."""
    return [way for way in WAYS if way.needs in ROLE_CAN[role]]


def first_page(person: Person) -> str | None:
    """Where this person starts, in the role they act in: a shopper at Today, a reviewer at the queue,
    a manager at the overview, an admin at the waves; None without a role."""
    role = current_role(person)
    if role is None:
        return None
    return url_for("fieldwork.waves" if role == Role.ADMIN else ways(role)[0].endpoint)


def is_own_address(address: str) -> bool:
    """Whether it leads to a page of ours, so that somebody may be sent there."""
    return OWN_ADDRESS.fullmatch(address) is not None


def start_navigation(app: Flask) -> None:
    """Offer the menu, the roles to choose from and the way out to every template: `nav` is all of the menu,
    `nav_wide` its one line, and `nav_within` what stands under the part of it that is open."""
    follow_pages(app)
    app.context_processor(
        lambda: {
            **_menus(),
            "my_roles": _roles(),
            "person_url": url_for("accounts.me"),
            "sign_out_url": url_for("accounts.sign_out"),
        }
    )


def _menus() -> dict[str, list[MenuItem]]:
    """The group in which a role's menu begins is its daily bread and stays laid out."""
    nav = _menu()
    laid_out = nav[0].group if nav else ""
    open_group = next((item.group for item in nav if item.current), "")
    within = [item for item in nav if item.group == open_group != laid_out] if open_group else []
    return {"nav": nav, "nav_wide": list(_gathered(nav, laid_out)), "nav_within": within}


def _gathered(items: list[MenuItem], laid_out: str) -> Iterator[MenuItem]:
    """One way for each other group, to the first page of it."""
    for group, found in groupby(items, lambda item: item.group):
        if not group or group == laid_out:
            yield from found
            continue
        first, *more = found
        current = any(item.current for item in (first, *more))
        yield replace(first, label=group, current="true" if current else "")


def _menu() -> list[MenuItem]:
    person = signed_in_person()
    role = current_role(person) if person else None
    here = str(request.endpoint or "")
    return [
        MenuItem(str(way.label), url_for(way.endpoint), way.current(here), way.icon, str(way.group))
        for way in (ways(role) if role else [])
    ]


def _roles() -> list[RoleChoice]:
    """For somebody with several roles, all of them; else nothing to choose."""
    person = signed_in_person()
    held = roles_of(person) if person else []
    here = current_role(person) if person and len(held) > 1 else None
    return [RoleChoice(role, str(ROLE_NAMES[role]), role == here) for role in held] if here else []
