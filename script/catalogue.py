"""The words of the product in other languages: collected from the code, kept in .po files, compiled."""

import sys
import tempfile
import tomllib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from script.typeset import set_in_french

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "shopper" / "translations"
OURS = {"survey_defs", "scoring", "shopper", "templates"}
CHURN = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Generated-By",
         "Report-Msgid-Bugs-To")  # fmt: skip
"""Lines of a header that change without a word having changed, or that nobody fills in."""


def kept() -> list[Path]:
    """The file of every language but the first, whose words stand in the code."""
    return sorted(FOLDER.glob("*/LC_MESSAGES/messages.po"))


def read(po: Path) -> Catalog:
    """What is translated so far."""
    with po.open("rb") as file:
        return read_po(file, locale=po.parts[-3])


def extracted() -> Catalog:
    """Every message in the code, with the files it stands in."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    methods = [(pattern, each["method"]) for each in mappings for pattern in each["pattern"]]
    options = {
        pattern: {**each, "keywords": parse_keywords(each.get("keywords", []))}
        for each in mappings
        for pattern in each["pattern"]
    }
    found = Catalog(project="Last Inch", charset="utf-8")
    for name, _line, message, comments, context in extract_from_dir(
        ROOT, methods, options, directory_filter=_is_ours
    ):
        found.add(message, None, [(name, None)], auto_comments=comments, context=context)
    return found


def _is_ours(folder: str) -> bool:
    inside = Path(folder).relative_to(ROOT)
    return inside.parts[0] in OURS and inside.name != "__pycache__"


def update(po: Path) -> Catalog:
    """Bring the file in line with the code: new messages empty, gone ones out, near ones fuzzy."""
    catalogue = read(po)
    catalogue.update(extracted())
    if po.parts[-3] == "fr":
        _set_in_print(catalogue)
    made = BytesIO()
    write_po(made, catalogue, width=0, sort_output=True, ignore_obsolete=True, include_lineno=False)
    lines = made.getvalue().decode().splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith(tuple(f'"{name}' for name in CHURN)))
    if text != po.read_text():
        po.write_text(text)
    return catalogue


def _set_in_print(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id and isinstance(message.string, str):
            message.string = set_in_french(message.string)
        elif message.id and message.string:
            message.string = tuple(map(set_in_french, message.string))


def lacking(catalogue: Iterable[Message]) -> list[Message]:
    """Messages without a translation, or with one that only may fit."""
    return [message for message in catalogue if message.id and (message.fuzzy or not _whole(message))]


def _whole(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def compile_stale() -> None:
    """Make the .mo file of every .po file that is newer; the readers of an old one keep it whole."""
    for po in kept():
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        with tempfile.NamedTemporaryFile(dir=mo.parent, suffix=".part", delete=False) as file:
            write_mo(file, read(po))
        made = Path(file.name)
        made.chmod(0o644)
        made.replace(mo)


def main(words: list[str]) -> int:
    """Update, say what is missing, compile; `--compile` only compiles."""
    missing = []
    for po in kept() if words != ["--compile"] else []:
        for message in lacking(update(po)):
            missing.append(message)
            where = ", ".join(sorted({name for name, _line in message.locations}))
            sys.stdout.write(f"{'fuzzy' if message.fuzzy else 'missing'}  {where}\n    {message.id}\n")
    compile_stale()
    if words != ["--compile"]:
        sys.stdout.write(f"{len(missing)} to translate.\n" if missing else "Nothing is missing.\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
