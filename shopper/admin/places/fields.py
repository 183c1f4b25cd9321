"""What the fields of a branch hold and how they are written, alike on the page and in a sheet."""

import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _

from shopper.currencies import in_use
from shopper.sheets import Unclear

DAY_EXAMPLE = "2026-11-30"


@cache
def zones() -> dict[str, str]:
    """Every time zone by its name without capitals."""
    return {name.casefold(): name for name in sorted(available_timezones())}


@lru_cache(maxsize=1000)
def _zones_like(wanted: str) -> list[str]:
    """Zones whose city this is, else those that begin alike and are spelled much alike."""
    cities = [name for key, name in zones().items() if wanted and key.rsplit("/", 1)[-1] == wanted]
    begin_alike = [key for key in zones() if key.startswith(wanted[:2])]
    return cities or [zones()[key] for key in get_close_matches(wanted, begin_alike, n=2)]


def words(longest: int) -> Callable[[str], str]:
    """A reader of words that are at most so long."""

    def read(text: str) -> str:
        if len(text) > longest:
            raise Unclear(_("This is over %(max)s characters.", max=longest), _("Shorten it."))
        return text

    return read


def time_zone(text: str) -> str:
    """The zone as it is spelled. Raises Unclear, with the nearest ones."""
    found = zones().get(text.casefold())
    if found:
        return found
    told = _("“%(words)s” is not a time zone.", words=text[:40])
    raise Unclear(told if text else _("There is nothing here."), _nearest_zone(text))


def _nearest_zone(text: str) -> str:
    wanted = text.strip().replace(" ", "_").casefold()
    near = _zones_like(wanted)
    if len(near) > 1:
        return _("Did you mean %(zone)s or %(other)s?", zone=near[0], other=near[1])
    if near:
        return _("Did you mean %(zone)s?", zone=near[0])
    return _("Write where its clocks stand, for example Europe/London.")


def currency(text: str) -> str:
    """The code of a currency; nothing where it is not known. Raises Unclear."""
    code = text.upper()
    if code and code not in in_use():
        told = _("“%(words)s” is no currency in use.", words=text[:40])
        raise Unclear(told, _("Write its three letters of ISO 4217, for example EUR or GBP."))
    return code


def day(text: str) -> date | None:
    """A calendar day, or nothing. Raises Unclear."""
    if not text:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as wrong:
        told = _("“%(words)s” is not a date.", words=text[:40])
        mend = _("Write it as year-month-day, for example %(example)s.", example=DAY_EXAMPLE)
        raise Unclear(told, mend) from wrong


def write_day(value: date | None) -> str:
    return value.isoformat() if value else ""


def region_path(text: str) -> tuple[str, ...]:
    """The names from below the client down; a slash alone is the client itself. Raises Unclear.

    Names are parted by slashes; a slash inside a name is written twice."""
    if not text:
        raise Unclear(_("There is nothing here."), _("Write the region, for example North / Leeds."))
    parts = [part.strip().replace("//", "/") for part in re.split(r"(?<!/)/(?!/)", text)]
    if not any(parts):
        return ()
    if not all(parts):
        raise Unclear(_("A name is missing between two slashes."), _("Write the region like North / Leeds."))
    return tuple(parts)


def write_region_path(path: tuple[str, ...]) -> str:
    return " / ".join(name.replace("/", "//") for name in path) or "/"


def same(value: Any) -> str:
    """Words are written as they are."""
    return str(value)
