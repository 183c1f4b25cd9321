"""The numbers on duty that a wave knows."""

from sqlalchemy import func, select

from shopper.admin.client_settings.queries import settings_of
from shopper.extensions import db
from shopper.models import Branch, Visit, Wave, WaveBranch
from shopper.privacy.duty.rules import hides_words

PAGE = 50


def branches(wave: Wave, page: int) -> tuple[list[WaveBranch], int]:
    """A page of the branches of a wave, by name, and how many pages there are."""
    of_wave = WaveBranch.wave_id == wave.id
    total = db.session.scalar(select(func.count()).select_from(WaveBranch).where(of_wave)) or 0
    found = select(WaveBranch).join(Branch, Branch.id == WaveBranch.branch_id).where(of_wave)
    rows = db.session.scalars(found.order_by(Branch.name, Branch.id).limit(PAGE).offset((page - 1) * PAGE))
    return list(rows), max(1, -(-total // PAGE))


def hides(visit: Visit) -> bool:
    """Whether managers may not read the words of this visit."""
    wave = visit.wave
    if wave is None or not wave.names_staff:
        return False
    planned = db.session.get(WaveBranch, (wave.id, visit.branch_id))
    least = settings_of(wave.client_id).least_on_duty
    return hides_words(True, planned.on_duty if planned else None, visit.day_part, least)
