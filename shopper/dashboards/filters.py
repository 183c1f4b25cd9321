"""What a page shows, judged from its address: nothing written there can break a page.

Whatever cannot be followed is told in a sentence and replaced by the nearest sensible thing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from shopper.dashboards import choosing, queries
from shopper.dashboards.choosing import version_in_words
from shopper.dashboards.exports import Stated
from shopper.dashboards.forms import FilterForm
from shopper.dashboards.left_out import LeftOut, left_out
from shopper.dashboards.months import in_words, iso, period_in_words
from shopper.dashboards.queries import Scope, Version, WaveRow
from shopper.models import Branch, Person, Region
from shopper.permissions import Can
from shopper.question_sets.words import channel_words
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
    waves: tuple[WaveRow, ...] = ()
    wave: WaveRow | None = None
    """Only its visits are shown."""
    left_out: tuple[LeftOut, ...] = ()
    """Visits of the same months and place that are not like those shown."""

    @property
    def region(self) -> Region:
        return self.place.region

    @property
    def period(self) -> str:
        """The months, and the wave."""
        months = period_in_words(self.first, self.last)
        return _("%(months)s, wave %(wave)s", months=months, wave=self.wave.name) if self.wave else months

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
        return Scope(
            self.region.path,
            self.asked.id,
            self.first,
            self.last,
            branch,
            self.wave.id if self.wave else None,
        )

    @property
    def address(self) -> dict[str, Any]:
        """The filter as arguments of an address."""
        if self.version is None:
            return {"region": self.region.id}
        dates = {"from": iso(self.first), "to": iso(self.last)}
        wave = {"wave": self.wave.id} if self.wave else {}
        channel = {"channel": self.version.channel} if len(self.channels) > 1 else {}
        return {"region": self.region.id, "version": self.version.id, **channel, **wave, **dates}

    @property
    def channels(self) -> dict[str, str]:
        """The channels that may be chosen."""
        return choosing.channels_of(self.versions)

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

    def stated(self, **more: str) -> Stated:
        """The same for a file; `more`: what else the page was asked for, as `filter_words` names it."""
        asked = {"region": self.place.label, "branch": self.branch.name if self.branch else ""}
        if self.version:
            asked |= {
                "set": self.version.title,
                "version": str(self.version.number),
                "channel": channel_words(self.version.channel),
                "wave": self.wave.name if self.wave else "",
                "from": iso(self.first),
                "to": iso(self.last),
            }
        words = choosing.filter_words()
        return Stated(self.sentence, {words[name]: value for name, value in (asked | more).items()})

    @property
    def form(self) -> FilterForm:
        """The same as a form, with what may be chosen instead."""
        shown = {"region": str(self.region.id), "first": iso(self.first), "last": iso(self.last)}
        chosen = {"version": str(self.version.id), "channel": self.version.channel} if self.version else {}
        form = FilterForm(data={**shown, **chosen, "wave": str(self.wave.id) if self.wave else ""})
        form.region.choices = [(str(each.region.id), each.label) for each in self.places]
        form.version.choices = [(str(each.id), version_in_words(each)) for each in self.versions]
        form.channel.choices = list(self.channels.items())
        form.wave.choices = [("", _("All waves")), *((str(each.id), each.name) for each in self.waves)]
        form.first.choices = form.last.choices = [(iso(each), in_words(each)) for each in self.months]
        for field in self._settled:
            del form[field]
        return form

    @property
    def _settled(self) -> list[str]:
        """What nobody can choose here: a branch's region, and anything before the first release."""
        dates = [] if self.version else ["version", "first", "last"]
        alike = [] if len(self.channels) > 1 else ["channel"]
        waves = [] if self.waves else ["wave"]
        return [*dates, *alike, *waves, *(["region"] if self.branch else [])]


def read(
    person: Person, asked: Mapping[str, str], branch: Branch | None = None, *, waves: bool = True
) -> Showing:
    """The filter that an address asks for, mended where it cannot be followed.

    For a branch's page the region is its own and only its own visits decide what may be chosen. `waves`:
    whether the page can show one wave alone."""
    told: list[str] = []
    known = tuple(places(person, Can.RESULTS_SEE))
    home = next((each for each in known if branch and each.region.id == branch.region_id), None)
    place = home or choosing.choose_place(known, asked.get("region", ""), told)
    versions = tuple(queries.versions_in(person, place.region.path, branch.id if branch else None))
    wanted = asked.get("version", "")
    version = choosing.choose_version(versions, wanted, asked.get("channel", ""), told)
    dates = asked.get("from", ""), asked.get("to", "")
    if version is None:
        return Showing(place, known, versions, None, 0, 0, tuple(told), branch)
    wave = choosing.choose_wave(person, place.region.path, versions, asked.get("wave", ""), told, waves)
    if wave:
        version = choosing.version_of_wave(version, wave.wave, versions, wanted, told)
        first, last = choosing.months_of_wave(wave, dates, told)
    else:
        first, last = choosing.choose_months(version, *dates, told)
    row = wave.wave if wave else None
    showing = Showing(place, known, versions, version, first, last, tuple(told), branch, wave=row)
    listed, others = left_out(person, showing.scope, version, versions)
    return replace(showing, waves=listed if waves else (), left_out=others)
