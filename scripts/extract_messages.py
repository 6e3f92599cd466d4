"""Gather every word that a person may see into src/wardmote/locale/wardmote.pot, for translators.

    python scripts/extract_messages.py [--check]

Words come from calls of gettext in Python and in the pages, from the definitions (the keys in DEFINED), from what apps
put into the navigation, and from the values of the enumerations in SHOWN. The file has no dates and no line numbers, so
that it changes only when a word does. With --check nothing is written: it fails where the file is not what it would be.
"""

import argparse
import ast
import io
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/wardmote"
TEMPLATE = SOURCE / "locale/wardmote.pot"
CALLS = {"_": None, "gettext": None, "ngettext": (1, 2)}
DEFINED = {"label", "subject", "noun", "nouns", "note", "needs", "title", "subtitle", "rows_are", "revisions",
           "purpose", "recipients", "period", "start", "afterwards", "verify"}  # fmt: skip
SHOWN = {
    "engine/measures/results.py": {"Verdict", "Qualifier", "Access"},
    "engine/periods.py": {"MONTH_NAMES", "SHORT_NAMES"},
    "charts/lines.py": {"SIGNALS"},
    "charts/rankings.py": {"POSITIONS"},
    "evidence/presenters/ranking.py": {"POSITIONS"},
    "accounts/states.py": {"Role", "AgencyKind"},
}
NAVIGATION = {"label", "hint"}

Message = str | tuple[str, str]
Found = tuple[Message, str]  # the message, and the file that it is in


def _called(method: str, pattern: str, options: dict[str, Any]) -> Iterator[Found]:
    for path in sorted(SOURCE.rglob(pattern)):
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract(method, file, CALLS, options=options):
                yield message, _name(path)


def _defined(found: Any) -> Iterator[str]:
    """The words of a definition, however deep."""
    if isinstance(found, list):
        for one in found:
            yield from _defined(one)
    elif isinstance(found, dict):
        for key, value in found.items():
            if key in DEFINED and isinstance(value, str):
                yield value
            elif key == "category":  # the publisher's names of its categories, the present one first
                yield from (one["published"][0] for one in value)
            else:
                yield from _defined(value)


def _definitions() -> Iterator[Found]:
    for path in sorted((SOURCE / "definitions").rglob("*.toml")):
        for text in _defined(tomllib.loads(path.read_text())):
            yield text, _name(path)


def _texts(node: ast.AST) -> Iterator[str]:
    """The strings of a value: of a class what its names are given, of a dictionary the values, or the words among each."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.ClassDef(body=body):
            for line in body:
                yield from _texts(line.value) if isinstance(line, ast.Assign) else ()
        case ast.Dict(values=values):
            for value in values:  # beside the words stands at most the name of a shape
                yield max(_texts(value), key=len)
        case ast.Tuple(elts=elements):
            for element in elements:
                yield from _texts(element)


def _shown() -> Iterator[Found]:
    for name, wanted in SHOWN.items():
        for node in ast.parse((SOURCE / name).read_text()).body:
            own = {node.name} if isinstance(node, ast.ClassDef) else set()
            if isinstance(node, ast.Assign):
                own = {target.id for target in node.targets if isinstance(target, ast.Name)}
            if own & wanted:
                given = node.value if isinstance(node, ast.Assign) else node
                yield from ((text, f"src/wardmote/{name}") for text in _texts(given))


def _navigation() -> Iterator[Found]:
    for path in sorted(SOURCE.glob("*/navigation.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.keyword) and node.arg in NAVIGATION and isinstance(node.value, ast.Constant):
                yield str(node.value.value), _name(path)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def messages() -> Iterator[Found]:
    """Every message with its file; a message may come several times."""
    yield from _called("python", "*.py", {})
    yield from _called("jinja2", "*.html", {"silent": "false"})
    yield from _definitions()
    yield from _shown()
    yield from _navigation()


def catalogue() -> bytes:
    """The template of all catalogues; the same words give the same bytes."""
    made = Catalog(project="Wardmote", fuzzy=False, header_comment="# The words of Wardmote, to be translated.")
    for message, path in messages():
        if message and message != ("", ""):
            made.add(message, locations=[(path, None)])
    written = io.BytesIO()
    write_po(written, made, sort_output=True, omit_header=True, width=100, include_lineno=False)
    return HEADER + written.getvalue()


HEADER = b"""# The words of Wardmote, to be translated.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Gather the words that people see.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the file is stale")
    asked = parser.parse_args()
    found = catalogue()
    if asked.check:
        if not TEMPLATE.is_file() or TEMPLATE.read_bytes() != found:
            sys.exit(f"{_name(TEMPLATE)} is stale: run 'make messages'")
        return
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(found)
    print(f"{found.count(b'msgid ') - 1} messages in {_name(TEMPLATE)}")


if __name__ == "__main__":
    main()
