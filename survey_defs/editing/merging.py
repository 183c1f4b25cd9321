"""Two people write at once: field by field, both are kept."""

from typing import Any, NamedTuple

from survey_defs.editing.places import Data

_ABSENT = object()


class Merged(NamedTuple):
    """The fields of both, and the names of those that both changed, differently; there mine stands and
    theirs is told."""

    fields: Data
    theirs: Data


def merge_fields(base: Data, mine: Data, now: Data) -> Merged:
    """What I made of `base` (`mine`) and what stands there by now (`now`), put together.

    A field that only one of us changed is as that one left it; taking out counts as a change. A field
    that both changed differently is mine, and theirs is told, so that nothing is lost unseen."""
    fields: Data = {}
    theirs: Data = {}
    for name in dict.fromkeys([*now, *mine]):
        old, wanted, there = (each.get(name, _ABSENT) for each in (base, mine, now))
        chosen = there if wanted == old else wanted
        if old not in (wanted, there) and wanted != there:
            theirs[name] = None if there is _ABSENT else there
        if chosen is not _ABSENT:
            fields[name] = chosen
    return Merged(fields, theirs)


def changed(base: Data, now: Data) -> list[str]:
    """Names of the fields in which two differ."""
    names: dict[str, Any] = dict.fromkeys([*base, *now])
    return [name for name in names if base.get(name, _ABSENT) != now.get(name, _ABSENT)]
