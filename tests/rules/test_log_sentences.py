"""Every act has its sentence in the log, and every sentence says only what its act writes down."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from shopper.admin.log.sentences import COUNTED, KINDS, SENTENCES, actions_of, say
from shopper.audit import DECLARED

ROOT = Path(__file__).resolve().parents[2]


def recorded() -> Iterator[tuple[str, set[str]]]:
    """Acts that are written by `record` itself, without being commands."""
    for path in (ROOT / "shopper").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            plain = (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record"
            )
            if plain and isinstance(node.args[0], ast.Constant):
                facts = node.args[3]
                keys = facts.keys if isinstance(facts, ast.Dict) else []
                yield node.args[0].value, {key.value for key in keys if isinstance(key, ast.Constant)}


@pytest.fixture
def acts(app: Flask) -> dict[str, set[str]]:
    """All acts with the facts they write; the app has loaded every command."""
    return {**DECLARED, **dict(recorded())}


def test_every_act_has_a_sentence(acts: dict[str, set[str]]) -> None:
    assert not acts.keys() - SENTENCES.keys() - COUNTED.keys(), "say them in shopper/admin/log/sentences.py"


def test_every_sentence_is_of_an_act(acts: dict[str, set[str]]) -> None:
    assert not (SENTENCES.keys() | COUNTED.keys()) - acts.keys()


def test_every_fact_that_a_sentence_names_is_written_down(app: Flask, acts: dict[str, set[str]]) -> None:
    with app.test_request_context():
        for action in (*SENTENCES, *COUNTED):
            known = dict.fromkeys(("who", "about", *acts[action]), "x")
            for number in (1, 2):
                assert say(action, known, number)  # a KeyError names the fact that is missing
    for action, (fact, _say) in COUNTED.items():
        assert fact in acts[action], f"{action} counts {fact}, which it does not write down"


def test_every_act_belongs_to_one_kind() -> None:
    for action in (*SENTENCES, *COUNTED):
        kinds = [kind for kind in KINDS if action in actions_of(kind)]
        assert len(kinds) == 1, f"{action} is among {kinds}"
