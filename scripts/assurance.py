"""Write the documents of docs/assurance that follow from the code: the field register, the record of processing, routes, roles and rows, and the
map to OWASP ASVS.

    python scripts/assurance.py [--check]

The same code gives the same bytes: no dates, no order but the code's own. With --check nothing is written: it fails where a
document is not what it would be.
"""

import argparse
import ast
import csv
import inspect
import os
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs/assurance"
MADE = (
    "<!-- Made by scripts/assurance.py from the code. Change the code, then run it: python scripts/assurance.py -->\n\n"
)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table in Markdown."""
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *([str(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


# The field register


def fields() -> str:
    from wardmote.platform import field_register

    register = field_register.register()
    levels = [field.level for entry in register.values() for field in entry.columns.values()]
    counted = ", ".join(f"{levels.count(level)} {level.value}" for level in field_register.Level)
    said = [
        "# Field register\n",
        f"{len(register)} tables with {len(levels)} fields: {counted}. A test fails on a field that is not classified and on an entry for one that does not exist.\n",
        (
            "**Level**: open (says nothing about a person), personal, special (UK GDPR Articles 9 and 10), protected (could cost somebody their safety, or open the system). "
            "**Subject access**: yes (belongs into the answer), no (secret or bookkeeping), third-party (about another person too: Data Protection Act 2018 schedule 2 paragraph 16). "
            "**Rows**: guarded (a forced policy of row-level security; [rows](rows.md)), open (nothing about a person in it), exempt (with its reason), no-table.\n"
        ),
    ]
    return MADE + "\n".join([*said, *(_table_of_fields(label, entry) for label, entry in register.items())])


def _table_of_fields(label: str, entry: Any) -> str:
    because = f" {entry.because}" if entry.because else ""
    rows = [(name, f.level.value, f.access.value, f.remark) for name, f in entry.columns.items()]
    return (
        f"## {entry.label} (`{label}`)\n\n{entry.purpose}\n\n"
        f"Lawful basis: {entry.basis}. Kept: {entry.retention}. Rows: {entry.rows.value}.{because}\n\n"
        + table(("field", "level", "subject access", "remark"), rows)
    )


# The record of processing activities


def processing() -> str:
    from wardmote.platform import field_register

    said = [
        "# Record of processing activities",
        ("What UK GDPR Article 30(1) asks a controller to write down, as far as the software knows it. The controllers' names, their data protection officers and the periods "
        "that their own retention schedules set are theirs to fill in: ______ marks each place. Casework is not in the software yet and so not here."),
        "Controller (each agency that signs the [arrangement](joint-controllers.md)): ______  ",
        "Data protection officer: ______  ",
        "Representative: not needed for a controller in the United Kingdom  ",
        "Transfers to a third country (Article 30(1)(e)): none by the software, which sends nothing anywhere but mail to the council's mail server; the host must be in the United Kingdom ([hosting](hosting.md))  ",
        "Security measures (Article 30(1)(g)): the [impact assessment](dpia.md), the [map to OWASP ASVS](asvs.md), the [cloud security principles](cloud-security-principles.md)",
        *(_activity(key, activity) for key, activity in field_register.activities().items()),
        "## How long things are kept",
        "Proposals: the controller's own schedule decides, and a legal hold stops every deletion. Where \"a person\" does it, no command deletes anything yet.",
        table(
            ("class", "what", "how long", "counted from", "what happens then", "done by"),
            ((key, r.label, r.period, r.start, r.afterwards, r.done_by) for key, r in field_register.retention().items()),
        ),
        "## Lawful bases",
        table(("key", "in words", "law"), ((key, b.label, b.law) for key, b in field_register.bases().items())),
    ]  # fmt: skip
    return MADE + "\n\n".join(said)


def _activity(key: str, activity: Any) -> str:
    from wardmote.platform.field_register import Level, register, retention

    tables = {label: entry for label, entry in register().items() if entry.activity == key}
    bases = sorted({entry.basis for entry in tables.values()} - {"none"})
    kept = sorted({retention()[entry.retention].label for entry in tables.values() if entry.personal})
    held = [
        (entry.label, ", ".join(name for name, field in entry.columns.items() if field.level is not Level.OPEN))
        for entry in tables.values()
        if entry.personal
    ]
    return "\n".join(
        [
            f"## {activity.label}\n",
            f"- Purpose: {activity.purpose}",
            f"- About: {activity.subjects}",
            f"- Seen by: {activity.recipients}",
            f"- Lawful basis: {', '.join(bases) or 'none needed'}",
            f"- Kept as: {'; '.join(kept) or 'nothing personal'}\n",
            table(("what is kept", "fields about people"), held),
        ]
    )


# Routes


def routes() -> str:
    from django.urls import get_resolver

    rows = [_route(address, pattern) for address, pattern in patterns(get_resolver().url_patterns)]
    said = [
        "# Routes and commands",
        (f"{len(rows)} addresses, each with its door. Whoever a door refuses gets the page that a missing address gets. \"Roles\" are those of the hat worn; what depends on the "
        "thing itself is asked inside as well. Where the second factor is asked again, it was last given more than 10 minutes ago. Row-level security decides about rows ([rows](rows.md)). \"Writes to the log\" is what the code behind the address can write, "
        "refusals and failures of every address apart, which the transaction itself records."),
        table(("address", "name", "door", "roles that may", "second factor", "writes to the log"), rows),
        "## Commands",
        "Commands have no sign-in. `operator`: whoever may use the installation's own account, and so holds its register and keys already. `anybody`: open data and definitions alone.",
        table(("command", "believes", "what it does"), commands()),
    ]  # fmt: skip
    return MADE + "\n\n".join(said)


def patterns(urls: Iterable[Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Every address pattern with its whole address."""
    from django.urls import URLResolver

    for entry in urls:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, address)
        else:
            yield "/" + address, entry


def _route(address: str, pattern: Any) -> tuple[str, ...]:
    door, roles = _door(pattern.callback)
    verbs = ", ".join(sorted(verbs_of(pattern.callback)))
    again = "asked again" if getattr(pattern.callback, "recently_proved", False) else ""
    return f"`{address}`", pattern.name or "", door, roles, again, verbs


def _door(view: Any) -> tuple[str, str]:
    from wardmote.accounts.policies import MAY

    policy = getattr(view, "policy", None)
    if policy is None:
        return ("public", "anybody") if not getattr(view, "login_required", True) else ("none", "")
    verb = policy.__name__.removeprefix("may_").replace("_", "-")
    if verb not in MAY:
        return f"`{policy.__name__}`", " ".join((policy.__doc__ or "").split())
    return f"`{verb}`", _roles(MAY[verb])


def _roles(roles: Iterable[Any]) -> str:
    from wardmote.accounts.states import Role

    found = [role for role in Role if role in set(roles)]
    return "every role" if len(found) == len(Role) else ", ".join(found)


def verbs_of(view: Callable[..., Any]) -> set[str]:
    """The verbs that the code behind a view can write into the log: its calls are followed to `record("verb", ...)`."""
    found: set[str] = set()
    seen: set[Any] = set()
    waiting = [inspect.unwrap(view)]
    while waiting:
        function = waiting.pop()
        if function not in seen and str(getattr(function, "__module__", "")).startswith("wardmote."):
            seen.add(function)
            verbs, called = _behind(function)
            found |= verbs
            waiting += called
    return found


@cache
def _behind(function: Callable[..., Any]) -> tuple[frozenset[str], tuple[Any, ...]]:
    """The verbs that a function writes itself, and the functions that it names."""
    verbs: set[str] = set()
    called: dict[Any, None] = {}
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        if isinstance(node, ast.Call) and _name(node.func).rpartition(".")[2] == "record" and node.args:
            words = (one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant))
            verbs |= {word for word in words if isinstance(word, str)}
        elif isinstance(node, ast.Name | ast.Attribute) and inspect.isfunction(found := _found(function, _name(node))):
            called[inspect.unwrap(found)] = None
    return frozenset(verbs), tuple(called)


def _name(node: ast.expr) -> str:
    """A dotted name as it is written; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := _name(node.value)):
        return f"{before}.{node.attr}"
    return ""


def _found(function: Any, name: str) -> Any:
    first, *rest = name.split(".")
    thing = getattr(function, "__globals__", {}).get(first)
    for part in rest:
        thing = getattr(thing, part, None)
    return thing


def commands() -> Iterator[tuple[str, str, str]]:
    from wardmote import cli

    assert cli.COMMANDS
    yield from _commands(cli.app, "wardmote")


def _commands(group: Any, before: str) -> Iterator[tuple[str, str, str]]:
    for entry in group.registered_commands:
        name = entry.name or entry.callback.__name__.replace("_", "-")
        told = " ".join((entry.callback.__doc__ or "").split())
        yield f"`{before} {name}`", str(getattr(entry.callback, "needs", "not said")), told
    for inner in group.registered_groups:
        yield from _commands(inner.typer_instance, f"{before} {inner.name}")


# Roles and rows


def roles() -> str:
    from importlib import import_module

    from wardmote.accounts.policies import MAY, describe

    written = import_module("wardmote.accounts.migrations.0002_roles_credentials_invitations").ROLES
    verbs = {key: ", ".join(verb for verb in MAY if key in MAY[verb]) for key, *_rest in written}
    rows = [
        (name, description, "may be" if sees else "never", f"{days} days", verbs[key])
        for key, name, description, sees, days in written
    ]
    said = [
        "# Roles",
        "A member acts for an agency, in a partnership, in one or more roles, from one day to another. Nothing follows from the account itself. Nobody gives a role to themselves.",
        table(("role", "what it is", "given case content", "sleeps after", "may"), rows),
        "## What each verb is open to",
        table(("verb", "roles"), ((f"`{row['verb']}`", _roles(MAY[row["verb"]])) for row in describe())),
    ]
    return MADE + "\n\n".join(said)


def rows() -> str:
    from wardmote.platform import field_register

    said = [
        "# Who sees which rows",
        ("Enforced by PostgreSQL itself, with policies that are forced on the owner too; the application's role is no superuser, owns nothing and cannot bypass them. A row of "
        "somebody else's is not refused: it is not there, in lists, counts and searches alike."),
        table(("table", "who"), ((f"`{label}`", _who(label)) for label, entry in field_register.register().items() if entry.personal)),
    ]  # fmt: skip
    return MADE + "\n\n".join(said)


def _who(label: str) -> str:
    from django.apps import apps

    from wardmote.accounts.rows import OF_ALLAUTH
    from wardmote.platform.field_register import register

    entry = register()[label]
    model = apps.get_model(label) if "." in label else None
    declared = getattr(model, "rows", None) or (OF_ALLAUTH.get(model._meta.db_table) if model else None)
    if declared is None:
        return f"{entry.rows.value}. {entry.because}".strip()
    from wardmote.platform.rows import describe

    return " ".join(describe("", declared)).lstrip(":. ")


# The map to OWASP ASVS

STATES = {
    "met": "met",
    "partly": "partly met",
    "not met": "not met",
    "host": "the host's to do, told in the hosting guide",
    "not applicable": "nothing of the kind here",
    "not assessed": "nobody has looked yet",
}


def asvs_lines() -> list[dict[str, str]]:
    """The lines of the map as they are written: id, level, about, state, answer, proof."""
    with (FOLDER / "asvs.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def asvs() -> str:
    lines = asvs_lines()
    chapters = list(dict.fromkeys(line["id"].partition(".")[0] for line in lines))
    counted = [
        (level, *(sum(line["level"] == level and line["state"] == state for line in lines) for state in STATES))
        for level in ("1", "2", "3")
    ]
    said = [
        "# Map to OWASP ASVS 5.0",
        (
            "Level 2 in full; level 3 for authentication (V6), session (V7), authorisation (V8), data protection (V14) and logging (V16). The identifiers are those of the OWASP "
            "Application Security Verification Standard 5.0.0 (Creative Commons BY-SA 4.0); the words are ours and short: read the requirement itself beside each line. "
            "The answers are the makers' own: nobody independent has verified them. A test checks that every pointer points at something that exists."
        ),
        table(("level", *STATES), counted),
        table(("state", "meaning"), STATES.items()),
        *(_chapter(name, [line for line in lines if line["id"].partition(".")[0] == name]) for name in chapters),
    ]
    return MADE + "\n\n".join(said)


def _chapter(name: str, lines: list[dict[str, str]]) -> str:
    rows = [(line["id"], line["level"], line["about"], f"**{line['state']}**", _answer(line)) for line in lines]
    return f"## {name}\n\n" + table(("id", "level", "about", "state", "answer"), rows)


def _answer(line: dict[str, str]) -> str:
    proof = ", ".join(f"`{one}`" for one in line["proof"].split())
    return f"{line['answer']} {proof}".strip()


def made() -> dict[str, str]:
    """Every document by the name of its file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    import django

    django.setup()
    parts = (fields, processing, routes, roles, rows, asvs)
    return {f"{part.__name__}.md": part() for part in parts}


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the documents of docs/assurance that follow from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a document is stale")
    asked = parser.parse_args()
    documents = made()
    stale = [name for name, text in documents.items() if not _same(FOLDER / name, text)]
    if asked.check:
        sys.exit(f"stale: {', '.join(stale)}. Run 'python scripts/assurance.py'" if stale else 0)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in documents.items():
        (FOLDER / name).write_text(text)
    print(f"docs/assurance: {len(stale)} written anew")


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text() == text


if __name__ == "__main__":
    main()
