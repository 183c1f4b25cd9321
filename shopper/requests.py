"""What arrives, before anybody reads it: no character and no number that a database cannot keep."""

from functools import cached_property
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.routing import IntegerConverter, Map

HIGHEST = 2**31 - 1
"""The highest number that a row of PostgreSQL can have; SQLite's are higher, but no row of ours is."""


class Number(IntegerConverter):
    """`<int:…>` in an address: one that no row can have leads nowhere, like any other that none has."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(map, *args, **{"max": HIGHEST, **kwargs})


class Fields(ImmutableMultiDict[str, str]):
    """Fields of an address or a form; a number that no row can have is no number."""

    def get(self, key: str, default: Any = None, type: Any = None) -> Any:  # type: ignore[override]  # in one for all
        return super().get(key, default, whole if type is int else type)


def whole(text: str) -> int:
    """The number that is written. Raises ValueError for any that no row can have."""
    if len(text) > len(str(HIGHEST)) + 1 or abs(int(text)) > HIGHEST:
        raise ValueError("no row has that number")
    return int(text)


class CleanRequest(Request):
    """A request without NULs in its fields: nobody types them, and PostgreSQL keeps none."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        return clean(super().args)

    def _load_form_data(self) -> None:
        super()._load_form_data()
        self.__dict__["form"] = clean(self.__dict__["form"])


def clean(fields: MultiDict[str, str]) -> Fields:
    """The same fields in the same order, without NULs."""
    return Fields(
        [(name.replace("\0", ""), value.replace("\0", "")) for name, value in fields.items(multi=True)]
    )


def read_requests(app: Flask) -> None:
    """Let every request of the app be read so."""
    app.request_class = CleanRequest
    app.url_map.converters["int"] = Number
