"""A question set as YAML that people read: one form for every set, so that loading and writing again changes nothing."""

import re
from typing import Any

import yaml

from survey_defs.dump import definition
from survey_defs.schema import QuestionSet

WIDTH = 110
"""Columns that a line may fill before it is broken; a list or a record that fits stands on one line."""

_BLOCK = {"questions", "touchpoints", "options", "scale"}
_LONG_TEXT = 90


_ORDER = {
    name: place
    for place, name in enumerate(
        (
            "slug", "key", "type", "title", "text", "label", "hint", "languages", "kind", "channel", "currency",
            "scenario", "scoring", "mode", "stamp", "weight", "leaving", "momentum", "touchpoints", "questions",
            "p", "unit", "points", "required", "na", "nobody", "reverse", "comment_on", "critical", "from_stamps",
            "min", "max", "good", "bad", "bands", "scale", "options", "upto", "mark", "show_if",
        )
    )
}  # fmt: skip
"""The order in which a person looks for things; what is not named here keeps the order of the format."""


def to_yaml(question_set: QuestionSet) -> str:
    """The definition as YAML 1.2, byte for byte the same for the same set.

    `load_question_set(to_yaml(x)) == x`. What equals a default is left out, but for the head of the
    set, which says what it is."""
    told = question_set.model_dump(mode="python", include={"languages", "kind", "channel"})
    data = {**told, "languages": list(question_set.languages), **definition(question_set)}
    node = _node(data, column=0, block=True)
    return str(yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=WIDTH - 5))


class _Dumper(yaml.SafeDumper):
    """Resolves plain words as YAML 1.2 does, and sets lists in by two."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Dumper.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", "nN~\0"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", "-+.0123456789"),
):  # fmt: skip
    _Dumper.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first))


def _node(value: Any, column: int, block: bool = False) -> yaml.Node:
    match value:
        case dict():
            return _mapping(value, column, block)
        case list() | tuple():
            return _sequence(value, column, block)
    return _scalar(value)


def _mapping(value: dict[str, Any], column: int, block: bool) -> yaml.Node:
    ordered = sorted(value.items(), key=lambda pair: _ORDER.get(pair[0], len(_ORDER)))
    pairs = [(_scalar(key), _node(one, column + 2, key in _BLOCK)) for key, one in ordered]
    flow = not block and _fits(value, column)
    if flow:
        pairs = [(key, _flow(node)) for key, node in pairs]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)


def _sequence(value: list[Any] | tuple[Any, ...], column: int, block: bool) -> yaml.Node:
    records = any(
        isinstance(one, dict) and ("type" in one or "questions" in one or "title" in one) for one in value
    )
    items = [_node(one, column + 4, block=records) for one in value]
    flow = not block and not records and _fits(value, column)
    return yaml.SequenceNode(
        "tag:yaml.org,2002:seq", [_flow(n) for n in items] if flow else items, flow_style=flow
    )


def _flow(node: yaml.Node) -> yaml.Node:
    """The same on one line, whatever stands inside."""
    if isinstance(node, yaml.ScalarNode):
        node.style = '"' if node.style == ">" else node.style
        return node
    assert isinstance(node, yaml.CollectionNode)  # noqa: S101 - there is no third kind
    node.flow_style = True
    inside = (
        node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
    )
    for one in inside:
        _flow(one)
    return node


def _fits(value: Any, column: int) -> bool:
    """Whether a list or record stands on one line, its key and the dash before it counted generously."""
    return column + len(_one_line(value)) + 8 <= WIDTH


def _one_line(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_one_line(one)}" for key, one in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(_one_line(one) for one in value) + "]"
    return str(value)


def _scalar(value: Any) -> yaml.Node:
    if isinstance(value, bool):
        return yaml.ScalarNode("tag:yaml.org,2002:bool", "true" if value else "false")
    if isinstance(value, int | float):
        return yaml.ScalarNode(f"tag:yaml.org,2002:{type(value).__name__}", repr(value))
    style = ("|" if "\n" in value else ">") if len(value) > _LONG_TEXT or "\n" in value else None
    return yaml.ScalarNode("tag:yaml.org,2002:str", value, style=style)
