"""One object of each kind for each person who may open it, and those of others."""

from __future__ import annotations

import zlib
from datetime import timedelta
from typing import Any
from uuid import uuid4

from shopper import clock
from shopper.extensions import db
from shopper.models import (
    Annotation,
    Branch,
    BranchSheet,
    DraftCase,
    Grant,
    Invitation,
    Message,
    MessageState,
    Person,
    ProgrammeSheet,
    QuestionSetVersion,
    Region,
    Role,
    UploadedForm,
    VersionState,
    Visit,
    VisitState,
    Wave,
)
from tests.rules import followed_up, told
from tests.rules import objects_of_visits as of_visits
from tests.rules.kinds import Kind, Values
from tests.support.builders import (
    SHORT_SET,
    House,
    day,
    make_person,
    make_version,
    make_visit,
    make_wave,
    saved,
)
from tests.support.results import AVERAGE, released


def make_objects(house: House) -> dict[str, Kind]:
    """Every kind that the matrix names."""
    stranger = make_person("Stranger", (Role.SHOPPER, house.other_client), (Role.ADMIN, house.other_client))
    second = make_person("Second shopper", (Role.SHOPPER, house.client))
    theirs = make_version(house.other_client)
    places = {"own": house.mill_lane, "next_door": house.quayside, "elsewhere": house.other_branch}
    owners = {"own": house.chloe, "next_door": second, "elsewhere": stranger}
    versions = {"own": house.version, "next_door": house.version, "elsewhere": theirs}

    drafts = {
        side: _draft(owner) for side, owner in (("own", house.client), ("elsewhere", house.other_client))
    }
    waves = {side: make_wave(versions[side], places[side]) for side in ("own", "elsewhere")}

    def visits(state: VisitState, *, waved: bool = False, **more: Any) -> dict[str, Visit]:
        where = {**places, "next_door": places["own"]}
        return {
            side: make_visit(
                where[side], versions[side], shopper=owners[side], state=state,
                wave=waves.get(side) if waved else None, **more,
            )
            for side in places
        }  # fmt: skip

    sent = {"answers": {}, "sent_at": clock.now(), "visited_on": day(-1)}
    promised = followed_up.actions(places, house.dev)
    shown = {side: released(versions[side], [(places[side], day(-20), AVERAGE)])[0] for side in places}
    return {
        "assigned": of_visits.visits(visits(VisitState.ASSIGNED)),
        "waved": of_visits.without_neighbour(of_visits.visits(visits(VisitState.ASSIGNED, waved=True))),
        "offered": of_visits.visits(of_visits.offered(house, theirs)),
        "quizzed": of_visits.quizzed(house, theirs),
        "written": of_visits.visits(visits(VisitState.STARTED, started_at=clock.now())),
        "sent": of_visits.without_neighbour(
            of_visits.visits(of_visits.with_submissions(visits(VisitState.SENT, **sent)))
        ),
        "spent": of_visits.visits(of_visits.spent(visits(VisitState.SENT, **sent))),
        "asked": of_visits.visits(of_visits.asked(visits(VisitState.ASKED, **sent), house.ben)),
        "rejected": of_visits.visits(visits(VisitState.REJECTED, **sent)),
        **of_visits.disputed(shown, {**owners, "own": house.dev}),
        "accepted": of_visits.without_neighbour(of_visits.visits(visits(VisitState.ACCEPTED, **sent))),
        "released": of_visits.visits(shown),
        "action": Kind(*promised),
        "action_photo": Kind(*followed_up.photos(promised)),
        "customer": Kind(*followed_up.customers(places, house.dev)),
        "conversation": Kind(*followed_up.conversations(places, house.dev)),
        "moment": Kind(*followed_up.moments(places)),
        **followed_up.self_checks(places, versions, house),
        "photographed": of_visits.photographed(shown, house),
        "branch": Kind(*({"branch_id": places[s].id} for s in ("own", "elsewhere", "next_door"))),
        "region": Kind({"region_id": house.north.id}, {"region_id": house.other_client.id}),
        "client": Kind({"client_id": house.client.id}, {"client_id": house.other_client.id}),
        "branch_sheet": Kind(_sheet(house.client, house.asha), _sheet(house.other_client, stranger)),
        "programme_sheet": Kind(
            _programme(house.client, house.asha), _programme(house.other_client, stranger)
        ),
        "receipt": of_visits.receipts(shown, second),
        "uploaded_form": Kind(_form(house.client, house.asha), _form(house.other_client, stranger)),
        "seen_region": Kind(*({"region_id": places[s].region_id} for s in ("own", "elsewhere", "next_door"))),
        "note": Kind(*(_note(places[s], house.dev) for s in ("own", "elsewhere", "next_door"))),
        "wave": Kind({"wave_id": waves["own"].id}, {"wave_id": waves["elsewhere"].id}),
        "wave_branch": _wave_branch(waves, house),
        "version": Kind(_version(house.version), _version(theirs)),
        "published": Kind({"slug": "short", "number": 1}, _published(house.other_client)),
        "draft": Kind(*({"set_id": drafts[side].question_set_id} for side in ("own", "elsewhere"))),
        "draft_case": Kind(*(_case(drafts[side]) for side in ("own", "elsewhere"))),
        "question_set": Kind(*({"set_id": drafts[side].question_set_id} for side in ("own", "elsewhere"))),
        "pair": Kind(_pair(house.chloe, second), _pair(house.chloe, stranger)),
        "person": Kind({"person_id": house.chloe.id}, {"person_id": stranger.id}),
        "grant": Kind(_grant(house.chloe), _grant(stranger)),
        **told.webhooks(house.client, house.asha, house.other_client, stranger),
        "mail": Kind(_mail(house.chloe), _mail(stranger)),
        "invitation": Kind(_invitation(house.client, house.asha), _invitation(house.other_client, stranger)),
    }


def _draft(client: Region) -> QuestionSetVersion:
    return make_version(client, SHORT_SET.replace("slug: short", "slug: second"), state=VersionState.DRAFT)


def _published(client: Region) -> Values:
    version = make_version(client, SHORT_SET.replace("slug: short", "slug: theirs"))
    return {"slug": "theirs", "number": version.number}


def _case(draft: QuestionSetVersion) -> Values:
    about = {"question_set_id": draft.question_set_id, "name": "All best", "answers": {}}
    case = saved(DraftCase(**about, expected="100.00", created_at=clock.now()))
    return {"set_id": draft.question_set_id, "case_id": case.id}


def _wave_branch(waves: dict[str, Wave], house: House) -> Kind:
    def values(wave: Wave, branch: Branch) -> Values:
        return {"wave_id": wave.id, "branch_id": branch.id}

    return Kind(
        values(waves["own"], house.mill_lane),
        values(waves["elsewhere"], house.other_branch),
        values(waves["own"], house.other_branch),
    )


def _mail(person: Person) -> Values:
    """A mail that did not arrive."""
    key = uuid4()
    words = {"kind": "password_changed", "language": "en", "subject": "Zz 1", "body": "Zz 2"}
    row = Message(
        id=key, person_id=person.id, to_address=person.sign_in, message_id=f"<{key}@example.test>",
        state=MessageState.FAILED, created_at=clock.now(), **words,
    )  # fmt: skip
    saved(row)
    return {"message_id": key}


def _pair(goes: Person, stays: Person) -> Values:
    return {"person_id": goes.id, "stays_id": stays.id}


def _note(place: Branch, by: Person) -> Values:
    note = saved(
        Annotation(
            client_id=place.client_id, branch_id=place.id, on=day(), text="New till system", by_id=by.id,
            created_at=clock.now(),
        )
    )  # fmt: skip
    return {"note_id": note.id}


def _version(version: Any) -> Values:
    return {"set_id": version.question_set_id, "number": version.number}


def _grant(person: Person) -> Values:
    grant = db.session.query(Grant).filter_by(person_id=person.id).first()
    assert grant is not None
    return {"person_id": person.id, "grant_id": grant.id}


def _invitation(region: Region, by: Person) -> Values:
    now = clock.now()
    invitation = saved(
        Invitation(
            token_hash=f"{region.id}", name="Guest", sign_in=f"guest{region.id}@example.test",
            role=Role.SHOPPER, region_id=region.id, invited_by_id=by.id, created_at=now,
            expires_at=now + timedelta(days=14),
        )
    )  # fmt: skip
    return {"invitation_id": invitation.id}


def _form(client: Region, by: Person) -> Values:
    packed = zlib.compress(b"survey\n,type,name,label\n,text,why,Why did you come?\n")
    form = UploadedForm(id=uuid4(), client_id=client.id, person_id=by.id, name="a.csv", content=packed,
                        created_at=clock.now())  # fmt: skip
    return {"form_id": saved(form).id}


def _programme(client: Region, by: Person) -> Values:
    packed = zlib.compress(b"sign_in,role,region\r\nrobin@example.test,shopper,/\r\n")
    about = {"client_id": client.id, "person_id": by.id, "kind": "people", "created_at": clock.now()}
    return {"sheet_id": saved(ProgrammeSheet(id=uuid4(), name="a.csv", content=packed, **about)).id}


def _sheet(client: Region, by: Person) -> Values:
    packed = zlib.compress(b"code\n")
    sheet = BranchSheet(id=uuid4(), client_id=client.id, person_id=by.id, name="a.csv", content=packed,
                        created_at=clock.now())  # fmt: skip
    return {"sheet_id": saved(sheet).id}
