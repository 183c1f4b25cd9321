"""What holds for every template, whoever writes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
ALL = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
SHARED = ("layouts/", "components/", "email/")
PAGES = [name for name in ALL if not name.startswith(SHARED) and not Path(name).name.startswith("_")]
STAMPED_BY_THE_SERVER = '<style id="plotly.js-style-global" nonce="{{ style_nonce() }}"></style>'
NAMES = {"Last Inch", "Authorization: Bearer …"}  # names and headers are the same in every language


def read(name: str) -> str:
    return re.sub(r"\{#.*?#\}", "", (TEMPLATES / name).read_text(), flags=re.S)


def without_code(text: str) -> str:
    """The template with Jinja and scripts left out, so that only markup and bare words stand."""
    text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S)
    text = re.sub(r"\{% block (body|main)_class %\}.*?\{% endblock %\}", "", text, flags=re.S)
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.S)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # which one is all the same here
@pytest.mark.parametrize("name", ALL)
def test_it_compiles(app: Flask, name: str):
    app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_its_title(name: str):
    text = read(name)
    titled = "{% block title %}" in text or "layouts/pocket.html" in text  # pocket mode has one title for all
    assert titled, "add {% block title %}"


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_written_inline(name: str):
    text = read(name).replace(STAMPED_BY_THE_SERVER, "")
    bare = without_code(text)
    assert not re.search(r"\sstyle\s*=", bare), "the policy refuses style=; use a class"
    assert not re.search(r"\son[a-z]+\s*=", bare), "the policy refuses on…=; use a behaviour"
    assert "<style" not in text, "the policy refuses <style>; use a file in static/css"
    for tag in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in tag or 'type="application/json"' in tag, f"the policy refuses {tag}"


@pytest.mark.parametrize("name", ALL)
def test_no_request_leaves_for_somebody_else(name: str):
    loads = (
        r'<(?:script|img|link|iframe|source|video|audio|form|use)\b[^>]*(?:src|href|action)="(?:https?:)?//'
    )
    assert not re.search(loads, read(name))


@pytest.mark.parametrize("name", ALL)
def test_it_is_short(name: str):
    most = 120 if name.startswith(SHARED) else 60
    lines = len((TEMPLATES / name).read_text().splitlines())
    assert lines <= most, f"{lines} lines; move a part into a macro or a partial"


@pytest.mark.parametrize("name", ALL)
def test_its_words_can_be_translated(name: str):
    bare = without_code(read(name))
    between = re.sub(
        r'\s[\w-]+="[^"<>]*"(?=[^<>]*<)(?![^<>]*>)', "", bare
    )  # attributes that a macro hands out
    words = {w.strip() for w in re.findall(r">([^<>]*[A-Za-z]{2}[^<>]*)<", between)}
    spoken = re.findall(r'\b(?:aria-label|placeholder|alt|title)="([^"]*[A-Za-z]{2}[^"]*)"', bare)
    assert not (words | set(spoken)) - NAMES, "wrap these words in _('…')"
