"""What a page shows, judged from its address: nothing written there can break a page.

Whatever cannot be followed is told in a sentence and replaced by the nearest sensible thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from shopper.dashboards import queries
from shopper.dashboards.forms import FilterForm
from shopper.dashboards.months import QUARTER, in_words, iso, period_in_words, read_month
from shopper.dashboards.queries import Scope, Version
from shopper.models import Branch, Person, Region
from shopper.permissions import Can
from shopper.reach import Place, places


@dataclass(frozen=True)
class Showing:
    """The filter in force. `version` is None where nothing was released yet; months as in months.py."""

    place: Place
    places: tuple[Place, ...]
    versions: tuple[Version, ...]
    version: Version | None
    first: int
    last: int
    messages: tuple[str, ...] = ()
    branch: Branch | None = None

    @property
    def region(self) -> Region:
        return self.place.region

    @property
    def period(self) -> str:
        return period_in_words(self.first, self.last)

    @property
    def asked(self) -> Version:
        """The version, on pages that have visits to show."""
        if self.version is None:
            raise LookupError("nothing has been released here")
        return self.version

    @property
    def scope(self) -> Scope:
        """The same for queries, on pages that have visits to show."""
        branch = self.branch.id if self.branch else None
        return Scope(self.region.path, self.asked.id, self.first, self.last, branch)

    @property
    def address(self) -> dict[str, Any]:
        """The filter as arguments of an address."""
        if self.version is None:
            return {"region": self.region.id}
        dates = {"from": iso(self.first), "to": iso(self.last)}
        return {"region": self.region.id, "version": self.version.id, **dates}

    @property
    def above(self) -> list[Place]:
        """The regions over this one that the person may see, the highest first."""
        over = [each for each in self.places if self.region.path.startswith(each.region.path)]
        return sorted((each for each in over if each != self.place), key=lambda each: len(each.region.path))

    @property
    def months(self) -> range:
        """Every month that may be chosen."""
        return range(min(self.version.first, self.first), self.version.last + 1) if self.version else range(0)

    @property
    def sentence(self) -> Markup:
        """What is shown, in one line."""
        parts = [self.branch.name if self.branch else self.place.label]
        if self.version:
            parts += [self.period, version_in_words(self.version)]
        told = Markup(", ").join(Markup("<b>%s</b>") % part for part in parts)
        return Markup(_("Showing %(what)s", what=told))  # noqa: S704  the parts were escaped above

    @property
    def form(self) -> FilterForm:
        """The same as a form, with what may be chosen instead."""
        shown = {"region": str(self.region.id), "first": iso(self.first), "last": iso(self.last)}
        form = FilterForm(data={**shown, "version": str(self.version.id) if self.version else ""})
        form.region.choices = [(str(each.region.id), each.label) for each in self.places]
        form.version.choices = [(str(each.id), version_in_words(each)) for each in self.versions]
        form.first.choices = form.last.choices = [(iso(each), in_words(each)) for each in self.months]
        for field in self._settled:
            del form[field]
        return form

    @property
    def _settled(self) -> list[str]:
        """What nobody can choose here: a branch's region, and anything before the first release."""
        dates = [] if self.version else ["version", "first", "last"]
        return [*dates, *(["region"] if self.branch else [])]


def version_in_words(version: Version) -> str:
    return _("%(set)s version %(number)s", set=version.title, number=version.number)


def read(person: Person, asked: Mapping[str, str], branch: Branch | None = None) -> Showing:
    """The filter that an address asks for, mended where it cannot be followed.

    For a branch's page the region is its own and only its own visits decide what may be chosen."""
    told: list[str] = []
    known = tuple(places(person, Can.RESULTS_SEE))
    home = next((each for each in known if branch and each.region.id == branch.region_id), None)
    place = home or _choose_place(known, asked.get("region", ""), told)
    versions = tuple(queries.versions_in(person, place.region.path, branch.id if branch else None))
    version = _choose_version(versions, asked.get("version", ""), told)
    first, last = _choose_months(version, asked.get("from", ""), asked.get("to", ""), told)
    return Showing(place, known, versions, version, first, last, tuple(told), branch)


def _choose_place(known: tuple[Place, ...], asked: str, told: list[str]) -> Place:
    found = next((each for each in known if str(each.region.id) == asked), None)
    if asked and not found:
        told.append(_("That region is not among yours. Showing %(region)s.", region=known[0].label))
    return found or known[0]


def _choose_version(versions: tuple[Version, ...], asked: str, told: list[str]) -> Version | None:
    if not versions:
        return None
    found = next((each for each in versions if str(each.id) == asked), None)
    if asked and not found:
        told.append(
            _(
                "No visits here were made with that version. Showing %(version)s.",
                version=version_in_words(versions[0]),
            )
        )
    return found or versions[0]


def _choose_months(version: Version | None, start: str, end: str, told: list[str]) -> tuple[int, int]:
    """The first and last month: what was asked where it can be followed, else the latest three with data."""
    if version is None:
        return 0, 0
    first, last = _month(start, told), _month(end, told)
    if first is None and last is None:
        return version.last - QUARTER + 1, version.last
    first = min(version.last, last or version.last) - QUARTER + 1 if first is None else first
    last = version.last if last is None else last
    if first > last:
        told.append(_("The dates were the wrong way round. They are swapped."))
        first, last = last, first
    return _with_data(version, first, last, told)


def _month(written: str, told: list[str]) -> int | None:
    if not written.strip():
        return None
    found = read_month(written)
    if found is None:
        told.append(
            _(
                "“%(text)s” is not a month. Write it like 2026-07, or choose it in the list.",
                text=written[:40],
            )
        )
        return None
    month, cut = found
    if cut:
        told.append(_("Dates count in whole months, so all of %(month)s is shown.", month=in_words(month)))
    return month


def _with_data(version: Version, first: int, last: int, told: list[str]) -> tuple[int, int]:
    """Cut to the months that have visits, but for a start inside the default period."""
    earliest = min(version.first, version.last - QUARTER + 1)
    if earliest <= first and last <= version.last:
        return first, last
    known = period_in_words(version.first, version.last)
    if last < earliest or first > version.last:
        first, last = version.last - QUARTER + 1, version.last
    first, last = max(first, earliest), min(last, version.last)
    told.append(
        _(
            "This version has visits from %(known)s. Showing %(period)s.",
            known=known,
            period=period_in_words(first, last),
        )
    )
    return first, last
