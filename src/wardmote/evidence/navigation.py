"""Where evidence stands in the loop."""

from wardmote.accounts.navigation import Entry
from wardmote.accounts.policies import may_see_evidence

ENTRIES = (
    Entry(
        label="Evidence",
        url_name="evidence",
        order=1,
        policy=may_see_evidence,
        hint="Crime in an area, ranking, wards, and how good the data are",
    ),
)
