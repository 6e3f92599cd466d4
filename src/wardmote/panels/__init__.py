"""What a multi-agency panel is: stages, owners, questions, clocks, risk tools, repeats, and the numbers that leave it. Pure: no case is stored here.

A panel is data (`definitions/panels/*.toml`, or a file that a partnership uploads), parsed once into frozen dataclasses. Reading order: `states`, `definition`, `reading`.
"""

from wardmote.panels.definition import Panel
from wardmote.panels.reading import BadPanel, fingerprint, panel, panels, read_panel, tool, tools
from wardmote.panels.risk import Tool

__all__ = ["BadPanel", "Panel", "Tool", "fingerprint", "panel", "panels", "read_panel", "tool", "tools"]
