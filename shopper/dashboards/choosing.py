"""What an address asks for, judged part by part: what cannot be followed is told and mended."""

from collections.abc import Sequence

from flask_babel import gettext as _

from shopper.dashboards import queries
from shopper.dashboards.months import QUARTER, in_words, period_in_words, read_month
from shopper.dashboards.queries import Version, WaveAsked, WaveRow
from shopper.language import listed
from shopper.models import Person
from shopper.question_sets.words import channel_words
from shopper.reach import Place


def version_in_words(version: Version) -> str:
    return _("%(set)s version %(number)s", set=version.title, number=version.number)


def filter_words() -> dict[str, str]:
    """What may be asked for, as a column of a file names it."""
    return {
        "region": _("Filter: region"),
        "branch": _("Filter: branch"),
        "set": _("Filter: question set"),
        "version": _("Filter: version"),
        "channel": _("Filter: channel"),
        "wave": _("Filter: wave"),
        "from": _("Filter: from"),
        "to": _("Filter: to"),
        "measure": _("Filter: measure"),
        "question": _("Filter: question"),
        "by": _("Filter: by"),
        "day": _("Filter: day"),
    }


def channels_of(versions: Sequence[Version]) -> dict[str, str]:
    """The channels of these versions with their words, in that order."""
    return {each.channel: channel_words(each.channel) for each in versions}


def choose_place(known: tuple[Place, ...], asked: str, told: list[str]) -> Place:
    found = next((each for each in known if str(each.region.id) == asked), None)
    if asked and not found:
        told.append(_("That region is not among yours. Showing %(region)s.", region=known[0].label))
    return found or known[0]


def choose_version(
    versions: tuple[Version, ...], asked: str, channel: str, told: list[str]
) -> Version | None:
    """The version asked for, if it is of the channel asked for; else the first of the channel."""
    if not versions:
        return None
    found = next((each for each in versions if str(each.id) == asked), None)
    known = _of_channel(versions, channel, told)
    chosen = found if found in known else known[0]
    if found and chosen != found:
        told.append(
            _(
                "%(version)s is asked %(channel)s, not %(asked)s. Showing %(other)s.",
                version=version_in_words(found),
                channel=channel_words(found.channel),
                asked=channel_words(channel),
                other=version_in_words(chosen),
            )
        )
    elif asked and not found:
        told.append(
            _(
                "No visits here were made with that version. Showing %(version)s.",
                version=version_in_words(chosen),
            )
        )
    return chosen


def _of_channel(versions: tuple[Version, ...], channel: str, told: list[str]) -> tuple[Version, ...]:
    """The versions of a channel; all where none was asked for or nothing here was visited by it."""
    known = tuple(each for each in versions if each.channel == channel)
    if channel and not known:
        told.append(
            _(
                "No visits here were made by the channel “%(channel)s”. There are visits %(channels)s.",
                channel=channel[:20],
                channels=listed(list(channels_of(versions).values())),
            )
        )
    return known or versions


def choose_wave(  # noqa: PLR0913, PLR0917  what was judged so far
    person: Person, path: str, versions: Sequence[Version], asked: str, told: list[str], followed: bool
) -> WaveAsked | None:
    """The wave asked for, if the page can show one alone and it has released visits here."""
    if asked and not followed:
        told.append(_("This page looks over longer times, so all waves are shown."))
    if not asked or not followed:
        return None
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
    found = queries.wave_asked(person, path, [each.id for each in versions], number)
    if found is None:
        told.append(_("That wave has no released visits here. Showing all waves."))
    return found


def version_of_wave(
    version: Version, wave: WaveRow, versions: Sequence[Version], asked: str, told: list[str]
) -> Version:
    """The version that the wave asks, told where another one was asked for."""
    own = next(each for each in versions if each.id == wave.version_id)
    if asked and own != version:
        told.append(
            _(
                "The wave %(wave)s asks %(version)s, so that is shown.",
                wave=wave.name,
                version=version_in_words(own),
            )
        )
    return own


def months_of_wave(wave: WaveAsked, asked: tuple[str, str], told: list[str]) -> tuple[int, int]:
    """The months of the wave, or those asked for as far as it has visits in them."""
    own = wave.first, wave.last
    first, last = (_month(each, told) for each in asked)
    start, end = sorted((own[0] if first is None else first, own[1] if last is None else last))
    if own[0] <= start and end <= own[1]:
        return start, end
    start, end = (
        (own[0], own[1]) if end < own[0] or start > own[1] else (max(start, own[0]), min(end, own[1]))
    )
    told.append(
        _(
            "The wave %(wave)s has visits from %(known)s. Showing %(period)s.",
            wave=wave.wave.name,
            known=period_in_words(*own),
            period=period_in_words(start, end),
        )
    )
    return start, end


def choose_months(version: Version | None, start: str, end: str, told: list[str]) -> tuple[int, int]:
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
