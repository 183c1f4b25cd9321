"""The ways through the product: what stands in whose menu, and where each person starts."""

import re
from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from shopper.accounts.sessions import signed_in_person
from shopper.models import Person
from shopper.permissions import Can, can

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

    def current(self, here: str) -> str:
        """The value of aria-current: `page` on the page itself, `true` below it."""
        return (
            "page" if here == self.endpoint else "true" if self.under and here.startswith(self.under) else ""
        )


WAYS = (
    Way("visits.today", _l("Today"), Can.VISIT_WRITE, "today"),
    Way("visits.history", _l("History"), Can.VISIT_WRITE, "history"),
    Way("review.queue", _l("Review"), Can.VISIT_REVIEW, under=("review.",)),
    Way("dashboards.overview", _l("Overview"), Can.RESULTS_SEE),
    Way(
        "dashboards.compare",
        _l("Compare"),
        Can.RESULTS_SEE,
        under=("dashboards.branch", "dashboards.report"),
    ),
    Way("fieldwork.waves", _l("Waves"), Can.WAVES_EDIT, under=("fieldwork.",)),
    Way("question_sets.index", _l("Question sets"), Can.SETS_EDIT, under=("question_sets.",)),
    Way(
        "admin.places",
        _l("Places"),
        Can.PLACES_EDIT,
        under=("admin.region", "admin.branch", "admin.new_"),
    ),
    Way("admin.people", _l("People"), Can.PEOPLE_EDIT, under=("admin.person", "admin.invite")),
    Way("admin.audit_log", _l("Audit log"), Can.AUDIT_SEE),
)


@dataclass(frozen=True)
class MenuItem:
    label: str
    url: str
    current: str
    icon: str


def ways(person: Person) -> list[Way]:
    """The ways that this person's roles open, in order of the product."""
    return [way for way in WAYS if can(person, way.needs)]


def first_page(person: Person) -> str | None:
    """Where this person starts: a shopper at Today, a reviewer at the queue, an admin at the waves."""
    if can(person, Can.WAVES_EDIT):
        return url_for("fieldwork.waves")
    mine = ways(person)
    return url_for(mine[0].endpoint) if mine else None


def is_own_address(address: str) -> bool:
    """Whether it leads to a page of ours, so that somebody may be sent there."""
    return OWN_ADDRESS.fullmatch(address) is not None


def start_navigation(app: Flask) -> None:
    """Offer `nav` and the way out to every template."""
    app.context_processor(lambda: {"nav": _menu(), "sign_out_url": url_for("accounts.sign_out")})


def _menu() -> list[MenuItem]:
    person = signed_in_person()
    here = str(request.endpoint or "")
    return [
        MenuItem(str(way.label), url_for(way.endpoint), way.current(here), way.icon)
        for way in (ways(person) if person else [])
    ]
