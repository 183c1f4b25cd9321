"""A question set as plain data, and its checksum."""

import hashlib
from decimal import Decimal
from typing import Any

import rfc8785

from survey_defs.schema import QuestionSet


def definition(question_set: QuestionSet) -> dict[str, Any]:
    """JSON-ready data that loads as the same set; what equals a default is left out.

    Numbers have at most 15 digits (`yaml12`), so a JSON number carries each of them exactly."""
    plain = question_set.model_dump(mode="python", by_alias=True, exclude_none=True, exclude_defaults=True)
    data: dict[str, Any] = _json_ready(plain)
    return data


def checksum(question_set: QuestionSet) -> str:
    """SHA-256 (hexadecimal) of the RFC 8785 bytes of the definition: layout and comments play no part."""
    return hashlib.sha256(rfc8785.dumps(definition(question_set))).hexdigest()


def _json_ready(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value) if value % 1 == 0 else float(value)
        case dict():
            return {str(key): _json_ready(one) for key, one in value.items()}
        case list() | tuple():
            return [_json_ready(one) for one in value]
    return value
