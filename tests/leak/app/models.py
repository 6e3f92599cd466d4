"""Panels, who sits on them, and what they hear.

Who sees a case: members of its partnership whose role has to do with cases, who have signed the sharing agreement, sit on its panel with a clearance as high as the case's level, and are
vetted where that is protected or closed. Caseworkers see only the cases assigned to them; providers only those of their agency.
"""

from django.db import models

from wardmote.accounts.models import Agency, Member, Partnership
from wardmote.accounts.rows import in_my_partnerships, in_my_partnerships_as, mine, of_my_agency, with_credential
from wardmote.accounts.states import CredentialKind, Role
from wardmote.platform.keys import new_key
from wardmote.platform.rows import NOBODY, Function, Rows, among, says, with_its

LEVELS = ("open", "audited", "protected", "closed")


def cleared_for(level: str):
    """I sit on its panel today, for the agency worn, with a clearance as high as this."""
    return among("panel_id", f"my_panels('{level}')", f"members of its panel cleared for {level}")


CLEARED = (
    (says("level", "open", words="open cases") & cleared_for("open"))
    | (says("level", "audited", words="audited cases") & cleared_for("audited"))
    | (says("level", "protected", words="protected cases") & cleared_for("protected"))
    | (says("level", "closed", words="closed cases") & cleared_for("closed"))
)
IN_MY_WORK = (
    in_my_partnerships_as(Role.COORDINATOR, Role.CHAIR, Role.REPRESENTATIVE)
    | (in_my_partnerships_as(Role.CASEWORKER) & mine("assigned_id"))
    | (in_my_partnerships_as(Role.PROVIDER) & of_my_agency("agency_id"))
)
VETTED = says("level", "open", "audited", words="ordinary levels") | with_credential(CredentialKind.VETTING)
SEEN = IN_MY_WORK & with_credential(CredentialKind.AGREEMENT) & CLEARED & VETTED
RUN = in_my_partnerships_as(Role.COORDINATOR, Role.CHAIR)
AS_THE_CASE = with_its("case_id", "leak_case", "whoever sees its case")

MY_PANELS = Function(
    "my_panels(clearance text)",
    returns="SETOF uuid",
    body="""
        SELECT DISTINCT s.panel_id FROM leak_seat s
         WHERE s.member_id = asking_member() AND s.agency_id = asking_agency()
           AND s.valid_from <= today_in_london() AND (s.valid_to IS NULL OR s.valid_to > today_in_london())
           AND array_position(ARRAY['open', 'audited', 'protected', 'closed'], s.clearance)
               >= array_position(ARRAY['open', 'audited', 'protected', 'closed'], my_panels.clearance)
    """,
)


class Panel(models.Model):
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    name = models.TextField()

    rows = Rows(see=in_my_partnerships(), add=NOBODY, change=NOBODY, recorded=False)

    class Meta:
        app_label = "leak"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A member sits on a panel for an agency, from one day to another."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    clearance = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    rows = Rows(see=mine(), add=NOBODY, change=NOBODY)

    class Meta:
        app_label = "leak"
        default_permissions = ()

    def __str__(self) -> str:
        return self.clearance


class Case(models.Model):
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    assigned = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    level = models.TextField()
    title = models.TextField()
    linked = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    rows = Rows(see=SEEN, add=SEEN & RUN, change=SEEN & RUN)

    class Meta:
        app_label = "leak"
        default_permissions = ()

    def __str__(self) -> str:
        return self.title


class Note(models.Model):
    """Something written about a case, with a paper attached."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    text = models.TextField()
    paper_name = models.TextField()
    paper = models.TextField()

    rows = Rows(see=AS_THE_CASE, add=AS_THE_CASE, change=NOBODY)

    class Meta:
        app_label = "leak"
        default_permissions = ()

    def __str__(self) -> str:
        return self.paper_name


class SafeAddress(models.Model):
    """Where somebody is safe: for whoever sees the case and is cleared for what is protected, even where the case is not."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, related_name="safe_address")
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    text = models.TextField()

    rows = Rows(
        see=AS_THE_CASE & cleared_for("protected") & with_credential(CredentialKind.VETTING), add=NOBODY, change=NOBODY
    )

    class Meta:
        app_label = "leak"
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


MODELS = (Panel, Seat, Case, Note, SafeAddress)
