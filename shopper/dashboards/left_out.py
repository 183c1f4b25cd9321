"""Visits that a page leaves out because they are not like those that it shows, and where they are shown."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.dashboards import queries
from shopper.dashboards.choosing import version_in_words
from shopper.dashboards.queries import Scope, Version, WaveRow
from shopper.models import Person


class LeftOut(NamedTuple):
    """So many visits of the months and the place shown; `version` shows them instead, None: all waves do."""

    words: str
    version: int | None


def left_out(
    person: Person, scope: Scope, shown: Version, versions: Sequence[Version]
) -> tuple[tuple[WaveRow, ...], tuple[LeftOut, ...]]:
    """The waves that may be chosen, and what is left out and why."""
    others = {each.id: each for each in versions if each.id != shown.id and _meets(each, scope)}
    found = queries.beside(person, scope, [each.id for each in versions], others)
    told = [_version(others[each], shown, n) for each, n in sorted(found.others.items()) if n]
    apart = queries.outside_wave(person, scope) if scope.wave is not None else 0
    return found.waves, (*told, *([_waves(apart)] if apart else []))


def _meets(version: Version, scope: Scope) -> bool:
    return version.first <= scope.last and scope.first <= version.last


def _version(other: Version, shown: Version, n: int) -> LeftOut:
    why = (
        _("another channel")
        if other.channel != shown.channel
        else _("another version")
        if other.set_id == shown.set_id
        else _("another question set")
    )
    told = ngettext(
        "One visit of these months is left out, for it was made with %(version)s (%(why)s).",
        "%(num)s visits of these months are left out, for they were made with %(version)s (%(why)s).",
        n,
        version=version_in_words(other),
        why=why,
    )
    return LeftOut(told, other.id)


def _waves(n: int) -> LeftOut:
    told = ngettext(
        "One visit of these months is left out, for it does not belong to the wave.",
        "%(num)s visits of these months are left out, for they do not belong to the wave.",
        n,
    )
    return LeftOut(told, None)
