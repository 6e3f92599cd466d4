"""A bar with the time left, on a terminal's standard error; silent elsewhere."""

from typing import TYPE_CHECKING, Any

from wardmote.words import gettext as _
from wardmote.words import ngettext

if TYPE_CHECKING:
    from wardmote.platform.progress import Progress


class bar:  # noqa: N801 - reads as the statement it is in
    """with bar() as show: work(show=show)"""

    def __enter__(self) -> Any:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
        self._bar = Progress(
            *columns,
            TextColumn("{task.fields[left]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._bar.start()
        self._tasks: dict[str, Any] = {}
        return self._show

    def _show(self, at: "Progress") -> None:
        if at.what not in self._tasks:
            self._tasks[at.what] = self._bar.add_task(at.what, total=1.0, left="")
        self._bar.update(self._tasks[at.what], total=max(at.total, 1), completed=at.done, left=left(at))

    def __exit__(self, *_exception: object) -> None:
        self._bar.stop()


def left(at: "Progress") -> str:
    """The time left, in words."""
    if at.seconds_left is None:
        return ""
    if at.seconds_left < 90:
        return _("{n} s left").format(n=round(at.seconds_left))
    minutes = round(at.seconds_left / 60)
    return ngettext("{n} minute left", "{n} minutes left", minutes).format(n=minutes)
