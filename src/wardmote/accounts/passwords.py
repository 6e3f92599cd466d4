"""What a password may be: long, and not what everybody tries first. No rules of composition: they make passwords alike.

The list is the one that Django carries (about 20,000, from breaches, by Royce Williams), read offline. A word of the list with digits or signs round it,
or with letters written as digits, is a word of the list; and so is whatever is made of the reader's own name, agency or partnership.
"""

import re
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator

from wardmote.words import gettext as _

SHORTEST = 12
DISTINCT = 5  # fewer different characters than this is a pattern
ALWAYS = ("wardmote", "community safety partnership", "correct horse battery staple")
LETTERS = str.maketrans("013457@$!", "oleastasi")
ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm")
PART = 4  # letters from which on a name is looked for in a password


@cache
def listed() -> frozenset[str]:
    """The passwords that everybody tries first, in small letters."""
    return frozenset(CommonPasswordValidator().passwords)


def objection(password: str, *, about: tuple[str, ...] = ()) -> str | None:
    """Why this may not be a password, in a sentence for whoever chose it; None when it may. `about`: their name, address, agency, partnership."""
    if len(password) < SHORTEST:
        return _("Use at least {n} characters").format(n=SHORTEST)
    small = password.lower()
    if len(set(small)) < DISTINCT or _left(small, RUNS) < DISTINCT:
        return _("Choose something less regular")
    if _known(small):
        return _("That password, or one much like it, is on the list of those tried first. Choose another")
    if _left(ENDS.sub("", small), _words(about)) < SHORTEST // 2:
        return _("Choose something that is not made of your name, address, agency or partnership")
    return None


def _known(small: str) -> bool:
    """Whether it is on the list: as it is, bare of what stands round it, with digits read as letters, or the same thing twice."""
    bare = ENDS.sub("", small)
    forms = {small, bare, small.translate(LETTERS), ENDS.sub("", small.translate(LETTERS))}
    forms |= {one[: len(one) // 2] for one in tuple(forms) if one[: len(one) // 2] * 2 == one}
    return any(one in listed() for one in forms if len(one) >= PART)


def _words(about: tuple[str, ...]) -> tuple[str, ...]:
    found = {part for text in (*about, *ALWAYS) for part in re.split(r"[\W_]+", text.lower()) if len(part) >= PART}
    return tuple(sorted(found, key=len, reverse=True))


def _left(small: str, parts: tuple[str, ...]) -> int:
    """How many characters are left of a password when the parts are taken out, or pieces of the runs; without what stands at its ends then."""
    for part in parts:
        for piece in [part[at : at + PART] for at in range(len(part) - PART + 1)] if parts is RUNS else [part]:
            small = small.replace(piece, " ")
    return len((small if parts is RUNS else ENDS.sub("", small)).replace(" ", ""))
