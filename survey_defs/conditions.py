"""Conditions (`show_if`): which questions are asked, given the answers before them."""

from typing import Annotated

from pydantic import Discriminator, Field, StrictBool, Tag

from survey_defs.base import Key, Part, Quantity

OPERATORS = ("is", "is_not", "in", "at_least", "at_most", "includes", "answered")


class Compare(Part):
    """One test of one earlier answer. Exactly one of the operators is given."""

    question: Key
    is_: Quantity | None = Field(default=None, alias="is")
    is_not: Quantity | None = None
    in_: tuple[Quantity, ...] | None = Field(default=None, alias="in", min_length=1)
    at_least: Quantity | None = None
    at_most: Quantity | None = None
    includes: str | None = None
    answered: StrictBool | None = None

    @property
    def operators(self) -> dict[str, object]:
        """What is given, by the name of the operator; a sound comparison has exactly one."""
        given = ((name, getattr(self, f"{name}_" if name in {"is", "in"} else name)) for name in OPERATORS)
        return {name: operand for name, operand in given if operand is not None}


class AllOf(Part):
    all: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Part):
    any: tuple["Condition", ...] = Field(min_length=1)


class Not(Part):
    not_: "Condition" = Field(alias="not")


def shape(raw: object) -> str:
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
    Discriminator(shape),
]
for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()
