"""Which themes several boards raise at once. Pure: tags come in, themes that cut across come out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

BOARDS = 2  # from so many boards on, a theme that they raise is one of all


def cutting_across(tags: Iterable[tuple[UUID, UUID]], parents: Mapping[UUID, UUID | None]) -> dict[UUID, set[UUID]]:
    """Themes that at least BOARDS boards raise, with these boards. `tags` are (theme, board).

    Who raises a part of a theme raises the theme; where one part alone already says all of it, the theme above is not said again.
    """
    own: dict[UUID, set[UUID]] = defaultdict(set)
    for theme, board in tags:
        own[theme].add(board)
    whole = {theme: set(boards) for theme, boards in own.items()}
    for theme, boards in own.items():
        if (above := parents.get(theme)) is not None:
            whole.setdefault(above, set()).update(boards)
    parts: dict[UUID, list[set[UUID]]] = defaultdict(list)
    for theme, boards in own.items():
        if (above := parents.get(theme)) is not None:
            parts[above].append(boards)
    return {
        theme: boards
        for theme, boards in whole.items()
        if len(boards) >= BOARDS and (theme in own or boards not in parts[theme])
    }
