"""On which line of a TOML file something stands: what a parser tells nobody, and whoever mends a definition needs.

`line_of(text, ("stages", 2, "moves", 0, "to"))` is the line of that key; where the key is missing, the line of the nearest table, array or key around it. The text is TOML that a
parser has accepted; this reads only where tables begin, where keys stand, and what is inside of quotes and brackets.
"""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]
HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
NAME = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*([.=]?)""")


def line_of(text: str, path: Path) -> int:
    """The number, from 1, of the line on which a path begins; of what is nearest to it when it is not there."""
    known = dict(places(text))
    for length in range(len(path), 0, -1):
        if path[:length] in known:
            return known[path[:length]]
    return 1


def places(text: str) -> Iterator[tuple[Path, int]]:
    """Each path of tables, keys, and elements of arrays, with its line, in the order of the file."""
    counts: dict[Path, int] = {}
    table: Path = ()
    at, number = 0, 1
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if header := HEADER.match(line):
            table = opened(names(header[2]), counts, array=header[1] == "[[")
            yield table, number
            at, number = end + 1, number + 1
        elif line.strip() and not line.lstrip().startswith("#"):
            path, start = key_at(text, at, table)
            yield path, number
            at, number, inside = value(text, start, number, path)
            yield from inside
            end = text.find("\n", at)
            at, number = (len(text) if end < 0 else end + 1), number + 1
        else:
            at, number = end + 1, number + 1


def names(dotted: str) -> list[str]:
    """The parts of a dotted key."""
    found, at = [], 0
    while at < len(dotted) and (part := NAME.match(dotted, at)):
        found.append(part[1] or part[2] or part[3])
        at = part.end()
    return found


def opened(parts: list[str], counts: dict[Path, int], *, array: bool) -> Path:
    """The path of a table that a header opens; the tables of an array are numbered as they come."""
    path: Path = ()
    for place, part in enumerate(parts):
        path = (*path, part)
        last = place == len(parts) - 1
        if array and last:
            counts[path] = counts.get(path, -1) + 1
            path = (*path, counts[path])
        elif path in counts:
            path = (*path, counts[path])
    return path


def key_at(text: str, at: int, table: Path) -> tuple[Path, int]:
    """The path of the key that begins at a place, and where its value begins."""
    path = table
    while part := NAME.match(text, at):
        path, at = (*path, part[1] or part[2] or part[3]), part.end()
        if part[4] != ".":
            break
    return path, at


def value(text: str, at: int, number: int, path: Path) -> tuple[int, int, list[tuple[Path, int]]]:
    """Where a value ends, on which line, and the paths within it."""
    while text[at] in " \t":
        at += 1
    if text[at] == "[":
        return array(text, at + 1, number, path)
    if text[at] == "{":
        return inline(text, at + 1, number, path)
    if text[at] in "\"'":
        end = quoted(text, at)
        return end, number + text.count("\n", at, end), []
    while at < len(text) and text[at] not in ",]}#\n":
        at += 1
    return at, number, []


def quoted(text: str, at: int) -> int:
    """Where a string that begins at a place ends."""
    mark = text[at : at + 3] if text[at : at + 3] in ('"""', "'''") else text[at]
    at += len(mark)
    while text[at : at + len(mark)] != mark:
        at += 2 if text[at] == "\\" and mark[0] == '"' else 1
    at += len(mark)
    while len(mark) == 3 and text[at : at + 1] == mark[0]:  # a string may end in quotes of its own
        at += 1
    return at


def between(text: str, at: int, number: int) -> tuple[int, int]:
    """Past spaces, commas, comments and ends of lines."""
    while text[at] in " \t\r\n,#":
        if text[at] == "#":
            at = text.index("\n", at)
            continue
        number += text[at] == "\n"
        at += 1
    return at, number


def array(text: str, at: int, number: int, path: Path) -> tuple[int, int, list[tuple[Path, int]]]:
    found: list[tuple[Path, int]] = []
    place = 0
    at, number = between(text, at, number)
    while text[at] != "]":
        found.append(((*path, place), number))
        at, number, inside = value(text, at, number, (*path, place))
        found += inside
        at, number = between(text, at, number)
        place += 1
    return at + 1, number, found


def inline(text: str, at: int, number: int, path: Path) -> tuple[int, int, list[tuple[Path, int]]]:
    found: list[tuple[Path, int]] = []
    at, number = between(text, at, number)
    while text[at] != "}":
        key, at = key_at(text, at, path)
        found.append((key, number))
        at, number, inside = value(text, at, number, key)
        found += inside
        at, number = between(text, at, number)
    return at + 1, number, found
