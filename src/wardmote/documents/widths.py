"""How a table's width is shared among its columns on paper, where nobody can scroll: by what stands in them."""

from wardmote.documents.blocks import Table
from wardmote.documents.runs import plain

LEAST, WIDEST = 15, 40  # letters of a column of words before it wraps, in a crowded table and in a roomy one
ROOM = 100  # letters between the margins
GAP = 3


def shares(table: Table) -> tuple[int, ...]:
    """How much of the table's width each column gets, in letters.

    Numbers whole, words as much as there is room for (15 at least), and no column less than its longest word, also that
    of its name.
    """
    found: tuple[int, ...] = ()
    for most in range(WIDEST, LEAST - 1, -1):
        found = tuple(_share(table, at, most) for at in range(len(table.columns)))
        if sum(found) <= ROOM:
            break
    return found


def _share(table: Table, at: int, most: int) -> int:
    cells = [plain(row[at]) for row in table.rows] or [""]
    words = [table.columns[at].label, *cells]
    longest_word = max(len(word) for text in words for word in (text.split(" ") or [""]))
    longest_cell = max(map(len, cells))
    return max(longest_word, longest_cell if table.columns[at].numeric else min(longest_cell, most)) + GAP
