"""What people read passes through the translators: no sentence stands bare in code or templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[2]
TRANSLATES = {"_", "_l", "N_", "gettext", "ngettext", "lazy_gettext", "lazy_ngettext", "pgettext", "Sentence"}
TERMINAL = (
    "shopper/cli/",
    "shopper/demo/",
    "shopper/fieldwork/past/",
    "shopper/migrations/",
    "shopper/mail/server.py",
    "shopper/serve.py",
    "shopper/database_words.py",
    "shopper/database_address.py",
    "shopper/operations/",
    "shopper/lan/",
    "shopper/api/document.py",
    "shopper/api/called.py",
)
"""Read by whoever runs the server or writes programs for it, in English: commands, settings, the import of past
visits, the document of the API; and demo data."""
DOCUMENTS = "call", "description"
"""What a call of the API is about and what a field of it is: words of that document."""
OTHERWISE = (
    "survey_defs/text.py",
    "survey_defs/formats/our_words.py",
    "survey_defs/linting/lexicon",
    "survey_defs/editor_schema.py",
    "scoring/presets.py",
)
"""Hold words in several languages themselves, are read by an editor of YAML, or make up answers."""
JINJA = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
SENTENCE = re.compile(r"^[A-Z“][^<>_=]*[a-z”,] [a-z“(%]|[a-z] [a-z][^<>]*[.!?]$")

MODULES = [
    path
    for folder in ("shopper", "scoring", "survey_defs")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if not str(path.relative_to(ROOT)).startswith((*TERMINAL, *OTHERWISE))
]
TEMPLATES = sorted(
    path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.*")
)


def bare(node: ast.AST) -> Iterator[str]:
    """Sentences that nothing translates; what an exception or a log says is for programmers."""
    if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return
    if isinstance(node, ast.Call) and _name(node.func) in TRANSLATES | {
        "exception",
        "warning",
        "text",
        DOCUMENTS[0],
    }:
        for fact in node.keywords:
            yield from bare(fact)
        return
    if isinstance(node, ast.keyword) and node.arg == DOCUMENTS[1]:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.search(node.value):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from bare(child)


def _name(called: ast.AST) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_stands_bare_in_the_code(path: Path):
    assert not list(bare(ast.parse(path.read_text()))), "wrap it in _(), or in Sentence() below shopper"


def spoken(node: nodes.Node) -> Iterator[str]:
    """Strings in the expressions of a template that nothing translates."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TRANSLATES:
        for fact in node.kwargs:
            yield from spoken(fact.value)
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and SENTENCE.search(node.value):
        yield node.value
    for child in node.iter_child_nodes():
        yield from spoken(child)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_sentence_stands_bare_in_a_template(name: str):
    """Text and attributes are looked at by test_templates.py, expressions here."""
    source = (ROOT / "templates" / name).read_text()
    assert not list(spoken(JINJA.parse(source))), "wrap it in _()"


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name.endswith(".txt")])
def test_mail_has_no_word_of_its_own(name: str):
    parts = JINJA.lex((ROOT / "templates" / name).read_text())
    told = "".join(value for _line, kind, value in parts if kind == "data")
    assert not re.findall(r"(?<![/\w-])[A-Za-z]{2,}", told), "wrap it in _()"


def test_the_terminal_is_named_as_it_is():
    assert all((ROOT / place).exists() for place in (*TERMINAL, *OTHERWISE))
