"""YAML 1.2 core, read for people: exact numbers, few surprises, every refusal in words.

PyYAML's own resolvers speak YAML 1.1, where `no` is false, 8:30 is 510 and a date is an object.
Here only its parser is used, event by event, which also keeps anchors, tags and deep nesting out
before anything is built from them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from survey_defs import scalars
from survey_defs.problems import Path
from survey_defs.sentence import N_, Sentence

MAX_BYTES = 1_000_000
MAX_DEPTH = 40

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in the text that YAML or we refuse."""

    line: int | None
    path: Path
    message: str
    mend: str


@dataclass(slots=True)
class Reading:
    """The plain data of a document, the line of every path in it, and the troubles met."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    complete: bool = False


class _Refused(Exception):
    """Ends the reading: what follows could not be understood."""


def read(text: str) -> Reading:
    """Reads one document; never raises. `complete` is False where the text broke off."""
    reading = Reading()
    try:
        _Builder(reading, yaml.parse(text, Loader=_LOADER)).document()
        reading.complete = True
    except yaml.YAMLError as error:
        reading.troubles.append(_syntax(error, text))
    except _Refused:
        pass
    return reading


class _Builder:
    """Turns events into data, noting the line of each path on the way."""

    def __init__(self, reading: Reading, events: Iterator[Any]) -> None:
        self.reading, self.events = reading, events

    def document(self) -> None:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return
        self.reading.data = self.value(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.trouble(
                after,
                (),
                N_("There is more than one document in this file (`---`)."),
                N_("Keep one set a file."),
            )
            raise _Refused

    def trouble(self, event: Any, path: Path, message: str, mend: str) -> None:
        self.reading.troubles.append(Trouble(event.start_mark.line + 1, path, message, mend))

    def value(self, event: Any, path: Path) -> object:
        self.reading.lines[path] = event.start_mark.line + 1
        self.refuse_cleverness(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if len(path) >= MAX_DEPTH:
            self.trouble(
                event,
                path[:3],
                Sentence("This is nested more than %(most)s deep.", most=MAX_DEPTH),
                N_("Flatten it."),
            )
            raise _Refused
        return self.mapping(path) if isinstance(event, yaml.MappingStartEvent) else self.sequence(path)

    def refuse_cleverness(self, event: Any, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.trouble(
                event,
                path,
                Sentence("`*%(anchor)s` repeats another part.", anchor=event.anchor),
                N_("Write the part out in full."),
            )
            raise _Refused
        if event.anchor:
            self.trouble(
                event,
                path,
                Sentence("`&%(anchor)s` is an anchor; anchors are not used here.", anchor=event.anchor),
                N_("Take it out."),
            )
        if event.tag and event.tag != "!":
            self.trouble(
                event,
                path,
                Sentence("`%(tag)s` is a tag; tags are not used here.", tag=event.tag[:60]),
                N_("Take it out."),
            )

    def sequence(self, path: Path) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        return items

    def mapping(self, path: Path) -> dict[str, object]:
        pairs: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, path)
            again = self.reading.lines.get((*path, key)) if key in pairs else None
            value = self.value(next(self.events), (*path, key))
            self.reading.lines[(*path, key)] = again or event.start_mark.line + 1
            if again:
                self.trouble(
                    event,
                    (*path, key),
                    Sentence(
                        "`%(key)s` is given twice; the first is in line %(again)s.", key=key, again=again
                    ),
                    N_("Keep one."),
                )
            pairs.setdefault(key, value)
        return pairs

    def key(self, event: Any, path: Path) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self.trouble(
                event,
                path,
                N_("A list or mapping cannot be a key."),
                N_("Use a plain word before the colon."),
            )
            raise _Refused
        self.refuse_cleverness(event, path)
        return str(self.usable(event, path, scalars.words))

    def scalar(self, event: Any, path: Path) -> object:
        plain = event.style in (None, "") and event.implicit[0]
        return self.usable(event, path, scalars.resolve if plain else scalars.words)

    def usable(self, event: Any, path: Path, meaning: Callable[[str], object]) -> object:
        """The meaning of the scalar; where it has none that we can use, a trouble and null."""
        try:
            return meaning(event.value)
        except scalars.Unusable as refusal:
            self.trouble(event, path, refusal.message, refusal.mend)
            return None


def _syntax(error: yaml.YAMLError, text: str) -> Trouble:
    """PyYAML's complaint in plain words."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else None
    row = text.splitlines()[line - 1] if line and line <= len(text.splitlines()) else ""
    if row[: len(row) - len(row.lstrip())].count("\t") or "'\\t'" in str(error):
        return Trouble(
            line, (), N_("This line is indented with a tab."), N_("Use spaces: two for each level.")
        )
    said = getattr(error, "problem", None) or N_("this is not YAML")
    mend = N_("Check indentation, colons, brackets and quotes in this line and the one before.")
    return Trouble(line, (), Sentence("This cannot be read as YAML: %(said)s.", said=said), mend)
