"""Conditions (`show_if`): which questions are asked, given the answers before them."""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from survey_defs.base import Exact, Key, Part

Operand = Exact | str


class Compare(Part):
    """One test of one earlier answer. Exactly one of the operators is given."""

    question: Key
    is_: Operand | None = Field(default=None, alias="is")
    is_not: Operand | None = None
    in_: tuple[Operand, ...] | None = Field(default=None, alias="in")
    at_least: Operand | None = None
    at_most: Operand | None = None
    includes: str | None = None
    answered: bool | None = None


class AllOf(Part):
    all: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Part):
    any: tuple["Condition", ...] = Field(min_length=1)


class Not(Part):
    not_: "Condition" = Field(alias="not")


def _shape(raw: object) -> str:
    """Which of the four shapes this is, so that problems are told about that shape alone."""
    if isinstance(raw, Part):
        return type(raw).__name__
    keys = raw.keys() if isinstance(raw, dict) else ()
    return {"all": "AllOf", "any": "AnyOf", "not": "Not"}.get(next(iter(keys), ""), "Compare")


Condition = Annotated[
    Annotated[Compare, Tag("Compare")]
    | Annotated[AllOf, Tag("AllOf")]
    | Annotated[AnyOf, Tag("AnyOf")]
    | Annotated[Not, Tag("Not")],
    Discriminator(_shape),
]
for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()
