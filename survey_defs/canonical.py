"""One text for one content, by RFC 8785: keys in order, numbers as ECMAScript writes them."""

from typing import Any

import orjson
import rfc8785

_EXACT = 2**53
_SMALLEST = 1e-5
"""From here on orjson and ECMAScript write the same digits of what is no whole number, and neither an exponent."""


class _Uncommon(Exception):
    """What orjson would write in another way than RFC 8785 has it."""


def canonical_json(value: Any) -> bytes:
    """RFC 8785 of JSON's own values; equal bytes are the same content.

    Raises rfc8785.CanonicalizationError for what JSON has no form for. orjson writes what reports are
    made of in less time; whatever it might write differently is left to rfc8785."""
    try:
        return orjson.dumps(_common(value), option=orjson.OPT_SORT_KEYS)
    except (_Uncommon, orjson.JSONEncodeError):
        return rfc8785.dumps(value)


def _common(value: Any) -> Any:
    """The same value as orjson is to be given it. Raises `_Uncommon`."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is dict:
        if not all(type(key) is str and key.isascii() for key in value):  # others sort by their UTF-16
            raise _Uncommon
        return {key: _common(one) for key, one in value.items()}
    if kind is list or kind is tuple:
        return [_common(one) for one in value]
    return _number(value)


def _number(value: Any) -> int | float:
    """A whole number without a point, as RFC 8785 has it. Raises `_Uncommon`."""
    if type(value) is float and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    if type(value) is int and abs(value) < _EXACT:
        return value
    if type(value) is float and not value.is_integer() and _SMALLEST <= abs(value) < _EXACT:
        return value
    raise _Uncommon
