"""Two texts of one thing, written at the same time: put together so that no line of either is lost. Pure."""

from difflib import SequenceMatcher


def together(theirs: str, yours: str) -> str:
    """Every line of both, in the order of each; what both have stands once. Where they differ, theirs stands before yours."""
    one, other = theirs.split("\n"), yours.split("\n")
    found: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        found += one[a:b] if what == "equal" else [*one[a:b], *other[c:d]]
    return "\n".join(found)
