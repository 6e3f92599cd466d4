"""The plan of a reorganisation: which partnerships end on a day, which stand in their place, and who takes over what. Pure: a TOML file that an operator writes over months."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path

from wardmote.definitions import definition, parse
from wardmote.engine.errors import WardmoteError
from wardmote.words import gettext as _

EVERYTHING_ELSE = "*"
# What a plan gives to one successor or another; all that is not listed here follows what it belongs to, or goes to each of them.
KINDS = ("district", "body", "group", "risk", "recommendation", "matter", "entry", "occasion")


@definition
class Plan:
    """`before` and `after` are short names of partnerships. `give` says for a kind of thing and its name, written "short name: name", to whom it goes; "*" is all that is not named.

    `into`: a group is carried into another of the successor, by its name there. `shared`: what such groups read behind closed doors, each before, all of them may read now.
    `framework`: whose framework document is the draft to begin with.
    """

    on: date
    reason: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    framework: str = ""
    shared: bool = False
    give: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    into: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.before or not self.after or not self.reason:
            raise ValueError("say what ends (before), what stands in its place (after), and why (reason)")
        if set(self.before) & set(self.after) or len(self.before) > 1 < len(self.after):
            raise ValueError(
                "several become one, or one becomes several: never both at once, and nothing its own successor"
            )
        if unknown := set(self.give) - set(KINDS):
            raise ValueError(f"give: {', '.join(sorted(unknown))}: there is {', '.join(KINDS)}")
        named = {name for things in self.give.values() for to in things.values() for name in to}
        if lost := named - set(self.after):
            raise ValueError(f"give: {', '.join(sorted(lost))}: no successor of this plan")

    def heirs(self, kind: str, name: str) -> tuple[str, ...]:
        """To whom a thing goes. With one successor everything goes to it; with several, only what is given."""
        things = self.give.get(kind, {})
        default = self.after if len(self.after) == 1 else ()
        return things.get(name, things.get(EVERYTHING_ELSE, default))


def read(path: Path) -> tuple[Plan, str]:
    """The plan in a file, and its text. Raises WardmoteError, BadDefinition."""
    try:
        text = path.read_text()
        return parse(tomllib.loads(text), Plan, where=path.name), text
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise WardmoteError(_("{file} is no plan: {why}").format(file=path.name, why=problem)) from None


def drafted(on: date, before: Sequence[str], after: Sequence[str], things: Mapping[str, Sequence[str]]) -> str:
    """A plan to begin with: every thing by its name, given to the first successor, for somebody to read and change."""
    quoted = [_list(names) for names in (before, after)]
    lines = [f"on = {on}", 'reason = ""', f"before = {quoted[0]}", f"after = {quoted[1]}", ""]
    for kind in KINDS if len(after) > 1 else ():
        lines += [f"[give.{kind}]", f'"{EVERYTHING_ELSE}" = {_list(after[:1])}']
        lines += [f"{_text(name)} = {_list(after[:1])}" for name in things.get(kind, ())] + [""]
    if len(before) > 1:
        lines += [
            "# One group of the successor in the place of several: [into] with lines such as",
            '# "short name: Executive" = "Executive"',
        ]
    return "\n".join(lines) + "\n"


def _list(names: Sequence[str]) -> str:
    return f"[{', '.join(_text(name) for name in names)}]"


def _text(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(one if one.isprintable() else " " for one in escaped)}"'
