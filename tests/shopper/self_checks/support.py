"""A self-check set of two parts, and the fields of its pages."""

from __future__ import annotations

from typing import Any

from shopper.models import SelfCheck
from tests.support.builders import House, make_version
from tests.support.pages import Client, Page
from tests.support.reports import fields

WALK = """\
slug: walk
title: Walk round
kind: self_check
scenario: Go round as a guest would. Touch nothing until you are done.
touchpoints:
  - key: outside
    title: Outside
    mode: mixed
    momentum: false
    questions:
      - {key: lamp, type: yes_no, text: Is any lamp dark?, points: 2, p: prevention, na: false, reverse: true, comment_on: [yes]}
      - {key: sign, type: yes_no, text: Do the hours on the door match?, points: 2, p: policies, na: false}
      - {key: bench, type: yes_no, text: Is there a bench?, p: prevention, na: false}
      - {key: sight, type: photo, text: Photograph what a guest sees first., p: prevention, required: false}
  - key: way_out
    title: The way out
    mode: mixed
    leaving: true
    momentum: false
    questions:
      - {key: thanked, type: yes_no, text: Were the last three guests thanked?, points: 3, p: people, na: false, nobody: true}
      - {key: why, type: text, text: What was said instead?, p: people, max: 300, show_if: {question: thanked, is: no}}
      - {key: first, type: text, text: What will you put right first?, p: processes, required: true, max: 300}
"""
OUTSIDE = {"lamp": "yes", "sign": "yes", "bench": "no"}
"""A dark lamp, and no bench, for which nobody gets points."""
WAY_OUT = {"thanked": "yes", "first": "The lamp"}


def walk(house: House) -> Any:
    """The set, published."""
    return make_version(house.client, WALK)


def begun(client: Client, house: House, version: Any) -> tuple[Page, int]:
    """A self-check begun at Mill Lane by its button: where it led, and its number."""
    page = client.get("self_checks.branch", branch_id=house.mill_lane.id)
    page = page.submit("form.one-button")
    return page, int(page.path.rsplit("/", 1)[1])


def write(client: Client, check_id: int, key: str, *, expect: int = 200, **answers: Any) -> Page:
    """Open a touchpoint, fill in answers, press Continue."""
    page = client.get("self_checks.touchpoint", check_id=check_id, key=key)
    return page.submit("#report", expect=expect, go="continue", **fields(**answers))


def done(client: Client, house: House) -> int:
    """A self-check gone through to its end."""
    _page, check_id = begun(client, house, walk(house))
    write(client, check_id, "outside", **OUTSIDE)
    write(client, check_id, "way_out", **WAY_OUT).submit("form.step")
    return check_id


def row(check_id: int) -> SelfCheck:
    """The self-check as it is stored."""
    from shopper.extensions import db  # noqa: PLC0415 - read once the request is over

    db.session.expire_all()
    return db.session.get_one(SelfCheck, check_id)
