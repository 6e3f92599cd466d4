"""The manuals of the shipped panels, printed from their definitions into docs/panels. `--check` prints nothing and ends with 1 when one is not current."""

import sys
from pathlib import Path

from wardmote import panels
from wardmote.panels.manual import manual
from wardmote.panels.reading import shipped_tool

FOLDER = Path(__file__).parent.parent / "docs" / "panels"


def printed() -> dict[str, str]:
    """Each manual by the name of its file."""
    made = {key: panels.panel(key) for key in panels.panels()}
    return {f"{key}.md": manual(panel, shipped_tool(panel.risk_tool)) for key, panel in made.items()}


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    pages = printed()
    kept = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    if "--check" in sys.argv[1:]:
        return int(kept != pages)
    for name in kept.keys() - pages.keys():
        (FOLDER / name).unlink()
    for name, text in pages.items():
        (FOLDER / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
