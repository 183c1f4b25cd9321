"""The numbers on duty that a wave knows."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, and_, func, select

from shopper.admin.client_settings.queries import DUTY, settings_of
from shopper.extensions import db
from shopper.models import Branch, ClientSettings, Visit, Wave, WaveBranch
from shopper.privacy.duty.rules import hides_words, without_words

PAGE = 50
TOLD = (Wave.names_staff, WaveBranch.on_duty, Visit.day_part, ClientSettings.least_on_duty)


def branches(wave: Wave, page: int) -> tuple[list[WaveBranch], int]:
    """A page of the branches of a wave, by name, and how many pages there are."""
    of_wave = WaveBranch.wave_id == wave.id
    total = db.session.scalar(select(func.count()).select_from(WaveBranch).where(of_wave)) or 0
    found = select(WaveBranch).join(Branch, Branch.id == WaveBranch.branch_id).where(of_wave)
    rows = db.session.scalars(found.order_by(Branch.name, Branch.id).limit(PAGE).offset((page - 1) * PAGE))
    return list(rows), max(1, -(-total // PAGE))


def with_duty(found: Select[Any]) -> Select[Any]:
    """A selection of visits and their branches with four more columns at its end, for `too_few`."""
    planned = and_(WaveBranch.wave_id == Visit.wave_id, WaveBranch.branch_id == Visit.branch_id)
    return (
        found.add_columns(*TOLD)
        .outerjoin(Wave, Wave.id == Visit.wave_id)
        .outerjoin(WaveBranch, planned)
        .outerjoin(ClientSettings, ClientSettings.client_id == Branch.client_id)
    )


def too_few(row: Sequence[Any]) -> bool:
    """Whether managers may not read the words of a visit that was read `with_duty`."""
    names_staff, on_duty, part, least = row[-4:]
    return hides_words(names_staff, on_duty, part, DUTY if least is None else least)


def answers_for_managers(visit: Visit) -> Mapping[str, Any]:
    """What was answered, without words where too few were on duty."""
    answers: Mapping[str, Any] = visit.answers or {}
    if not _hides(visit):
        return answers
    kinds = {key: question.type for key, question in visit.version.definition.by_key.items()}
    return without_words(answers, kinds)


def _hides(visit: Visit) -> bool:
    wave = visit.wave
    if wave is None or not wave.names_staff:
        return False
    planned = db.session.get(WaveBranch, (wave.id, visit.branch_id))
    least = settings_of(wave.client_id).least_on_duty
    return hides_words(True, planned.on_duty if planned else None, visit.day_part, least)
