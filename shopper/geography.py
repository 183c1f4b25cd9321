"""Places on the globe: reading their degrees, and how far one is from another."""

import re
from collections.abc import Callable
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.sheets import Unclear

EARTH_KM = 6371.0088
"""The mean radius of the earth."""
LATITUDE, LONGITUDE = 90, 180
DECIMALS = 6
"""A hand's breadth: nobody knows where a branch is to less."""
NUMBER = re.compile(r"[+-]?\d{1,3}([.,]\d{1,12})?")


class Point(NamedTuple):
    """Degrees north and east (WGS 84)."""

    latitude: float
    longitude: float


def point(latitude: float | None, longitude: float | None) -> Point | None:
    """The place of both; None where one of them is not known."""
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def kilometres(one: Point, other: Point) -> float:
    """The distance on the ground, by the haversine formula: 0 to 20015."""
    lat1, lat2 = radians(one.latitude), radians(other.latitude)
    way = radians(other.longitude - one.longitude)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(way / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def about(distance: float) -> int:
    """Kilometres as one says them: 1 at least, by fives from 20 on and by tens from 100 on."""
    step = 1 if distance < 20 else 5 if distance < 100 else 10
    return max(1, step * round(distance / step))


def about_words(distance: float) -> str:
    """`about 12 km`."""
    return ngettext("about %(num)s km", "about %(num)s km", about(distance))


def degrees(most: int) -> Callable[[str], float | None]:
    """A reader of degrees from -most to most; nothing written is None. Raises Unclear."""

    def read(text: str) -> float | None:
        if not text:
            return None
        number = float(text.replace(",", ".")) if NUMBER.fullmatch(text) else most + 1
        if abs(number) > most:
            told = _("“%(words)s” is no number from -%(most)s to %(most)s.", words=text[:40], most=most)
            raise Unclear(told, _("Write degrees with a point, as a map shows them: 51.5074."))
        return round(number, DECIMALS) + 0.0  # of -0.0 the sign goes

    return read


def write_degrees(value: float | None) -> str:
    """So that a reader reads the same."""
    return "" if value is None else f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


def read_point(text: str) -> Point:
    """`51.51, -0.13`, as maps give it to be copied. Raises Unclear."""
    parts = [part for part in re.split(r"[;\s]+|,(?=\s)|(?<=\.\d),|(?<=\d),(?=[+-])", text.strip()) if part]
    if len(parts) == 1 and parts[0].count(",") == 1:
        parts = parts[0].split(",")
    if len(parts) != 2:
        told = _("Two numbers are wanted here, degrees north and degrees east.")
        raise Unclear(told, _("Write them as a map shows them: 51.51, -0.13."))
    north, east = degrees(LATITUDE)(parts[0]), degrees(LONGITUDE)(parts[1])
    return Point(north or 0.0, east or 0.0)
