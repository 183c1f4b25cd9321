"""Records as plain JSON values."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def plain(value: Any) -> Any:
    """`value` JSON-ready: records and mappings as objects, exact numbers as text ("1121/16", "70.1")."""
    kind = type(value)
    if kind in AS_THEY_ARE:
        return value
    if issubclass(kind, Fraction | Decimal | StrEnum):
        return str(value)
    if is_dataclass(kind):
        return {each.name: plain(getattr(value, each.name)) for each in fields(kind)}
    if hasattr(kind, "_asdict"):
        return plain(value._asdict())
    return plain_mapping(value) if isinstance(value, Mapping) else [plain(one) for one in value]


def plain_mapping(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: plain(one) for key, one in value.items()}
