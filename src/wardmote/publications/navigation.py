"""Where publications stand in the loop."""

from wardmote.accounts.navigation import Entry
from wardmote.accounts.policies import may_see_publications

ENTRIES = (
    Entry(
        label="Publications",
        url_name="publications",
        order=8,
        policy=may_see_publications,
        hint="Reports to read here, and to take away as Word or PDF",
    ),
)
