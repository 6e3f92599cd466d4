"""Where governance stands in the loop."""

from wardmote.accounts.navigation import Entry
from wardmote.governance.policies import may_see_governance

ENTRIES = (
    Entry(
        label="Governance",
        url_name="governance",
        order=9,
        policy=may_see_governance,
        hint="Bodies, groups, meetings and actions",
    ),
)
