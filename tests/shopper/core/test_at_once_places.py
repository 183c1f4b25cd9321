"""Two admins, or two invitations, at the same moment: exactly one wins, on either database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from shopper import clock
from shopper.accounts.commands import accept as take_up_role
from shopper.accounts.commands import join, reset_password
from shopper.accounts.commands.links import new_link
from shopper.accounts.tokens import hashed
from shopper.admin.people.commands import Guest, deactivate, invite, remove_grant
from shopper.admin.places.commands import add_branch, add_region, change_branch, change_region
from shopper.extensions import db
from shopper.models import (
    Branch,
    Grant,
    Invitation,
    LinkPurpose,
    OneTimeLink,
    Person,
    Region,
    Role,
)
from tests.support.at_once import ROUNDS, at_once, of, refused
from tests.support.builders import (
    PASSWORD,
    House,
    make_branch,
    make_person,
    saved,
)

# people


def test_an_invitation_makes_one_account(app: Flask, house: House) -> None:
    for number in ROUNDS:
        guest = Guest("Cleo", f"cleo{number}@example.test", Role.SHOPPER)
        invitation_id = invite(house.client, guest, by=house.asha)[0].id

        def take_up(invitation_id: int = invitation_id) -> Callable[[], Any]:
            row = of(Invitation, invitation_id)
            return lambda: _join(app, row)

        assert refused(at_once(app, take_up, take_up)) == ["invitation_taken_up"]
        assert db.session.query(Person).filter_by(sign_in=guest.sign_in).count() == 1


def _join(app: Flask, row: Invitation) -> None:
    with app.test_request_context():
        join(db.session.merge(row, load=True), "Cleo", PASSWORD)


def test_two_invitations_to_one_newcomer_make_one_account(app: Flask, house: House) -> None:
    for number in ROUNDS:
        sign_in = f"nova{number}@example.test"
        rows = [
            invite(house.client, Guest("Nova", sign_in, role), by=house.asha)[0].id
            for role in (Role.SHOPPER, Role.REVIEWER)
        ]

        def take_up(invitation_id: int) -> Callable[[], Any]:
            row = of(Invitation, invitation_id)
            return lambda: _join(app, row)

        told = at_once(app, *[lambda each=each: take_up(each) for each in rows])
        assert len(refused(told)) == 1
        assert db.session.query(Person).filter_by(sign_in=sign_in).count() == 1


def test_a_role_by_invitation_is_taken_up_once(app: Flask, house: House) -> None:
    guest = Guest("Eve", house.eve.sign_in, Role.SHOPPER)
    invitation = Invitation(
        token_hash="x" * 64, name="Eve", sign_in=guest.sign_in, role=Role.SHOPPER, region_id=house.client.id,
        created_at=clock.now(), expires_at=clock.now() + timedelta(days=1),
    )  # fmt: skip
    invitation_id, eve = saved(invitation).id, house.eve.id

    def take_up() -> Callable[[], Any]:
        row, by = of(Invitation, invitation_id), of(Person, eve)
        return lambda: take_up_role(row, by=by)

    assert refused(at_once(app, take_up, take_up)) == ["invitation_taken_up"]
    assert db.session.query(Grant).filter_by(person_id=eve).count() == 1


def test_a_link_for_a_password_works_once(app: Flask, house: House) -> None:
    link = new_link(LinkPurpose.PASSWORD, house.eve, hashed("token"), clock.now() + timedelta(days=1))
    link_id = saved(link).id

    def use(password: str) -> Callable[[], Any]:
        row = of(OneTimeLink, link_id)
        return lambda: reset_password(row, password)

    assert refused(at_once(app, lambda: use("one inch further"), lambda: use("two inches further"))) == [
        "link_used"
    ]


@pytest.mark.parametrize("how", ["roles", "accounts"])
def test_two_admins_cannot_remove_each_other_and_leave_nobody(app: Flask, house: House, how: str) -> None:
    for _ in ROUNDS:
        db.session.query(Grant).filter_by(role=Role.ADMIN, region_id=house.client.id).delete()
        pair = [make_person(name, (Role.ADMIN, house.client)).id for name in ("Ada", "Abe")]
        client_id = house.client.id

        def remove(whom: int, by: int, client_id: int = client_id) -> Callable[[], Any]:
            other, me, client = of(Person, whom), of(Person, by), of(Region, client_id)
            if how == "roles":
                return lambda: remove_grant(Role.ADMIN, other, client, by=me)
            return lambda: deactivate(other, by=me)

        told = at_once(app, lambda p=pair: remove(p[0], p[1]), lambda p=pair: remove(p[1], p[0]))
        assert refused(told) == ["last_admin"]
        left = db.session.query(Grant).join(Grant.person).filter(Grant.role == Role.ADMIN, Person.active)
        assert left.filter(Grant.region_id == client_id).count() == 1


# places


def test_one_code_belongs_to_one_branch_whatever_its_case(app: Flask, house: House) -> None:
    north = house.north.id
    for number in ROUNDS:
        codes = [f"Åre-{number}", f"åRE-{number}"]

        def add(code: str) -> Callable[[], Any]:
            region = of(Region, north)
            return lambda: add_branch(region, {"code": code, "name": code}, by=None)

        assert refused(at_once(app, *[lambda each=each: add(each) for each in codes])) == ["name_taken"]
        assert db.session.query(Branch).filter(Branch.code.in_(codes)).count() == 1


def test_one_name_belongs_to_one_region_whatever_its_case(app: Flask, house: House) -> None:
    client_id = house.client.id
    for number in ROUNDS:
        names = [f"Österland {number}", f"österLAND {number}"]

        def add(name: str) -> Callable[[], Any]:
            parent = of(Region, client_id)
            return lambda: add_region(parent, name=name, by=None)

        assert refused(at_once(app, *[lambda each=each: add(each) for each in names])) == ["name_taken"]


def test_two_regions_cannot_be_put_under_each_other(app: Flask, house: House) -> None:
    for _ in ROUNDS:
        pair = [add_region(house.client, name=f"Part {uuid4()}", by=None).id for _ in range(2)]

        def put(region_id: int, under: int) -> Callable[[], Any]:
            region, parent = of(Region, region_id), of(Region, under)
            return lambda: change_region(region, name=region.name, parent=parent, by=None)

        told = at_once(app, lambda p=pair: put(p[0], p[1]), lambda p=pair: put(p[1], p[0]))
        assert refused(told) == ["region_loop"]


def test_of_two_edits_of_a_branch_the_second_is_told(app: Flask, house: House) -> None:
    branch_id = make_branch(house.north).id
    for number in ROUNDS:

        def change(name: str) -> Callable[[], Any]:
            branch = of(Branch, branch_id)
            seen, region = branch.edit_number, branch.region
            return lambda: change_branch(branch, region=region, facts={"name": name}, seen=seen, by=None)

        told = at_once(app, lambda n=number: change(f"One {n}"), lambda n=number: change(f"Other {n}"))
        assert refused(told) == ["branch_changed"]
