"""The tables of who works with whom. Everything is dated: a grant or an area ends, it is not deleted."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from wardmote.accounts.history import OF_BODIES, OF_MEMBERS, OF_WORK, tracked
from wardmote.accounts.rows import (
    AT_THE_COMMAND_LINE,
    COMING_IN,
    HOLDING_THE_LINK,
    in_my_partnerships,
    in_my_partnerships_as,
    mine,
    of_others,
)
from wardmote.accounts.states import AgencyKind, CredentialKind, Role
from wardmote.platform.fields import EncryptedTextField
from wardmote.platform.keys import new_key
from wardmote.platform.models import INSTALLATION
from wardmote.platform.rows import NOBODY, Open, Rows

ADMINISTRATORS = in_my_partnerships_as(Role.ADMINISTRATOR)
BUSINESS = in_my_partnerships_as(Role.ADMINISTRATOR, Role.MANAGER)
KEPT = ADMINISTRATORS | AT_THE_COMMAND_LINE
GIVEN = (ADMINISTRATORS & of_others()) | AT_THE_COMMAND_LINE  # nobody grants to themselves
HOLDER = mine() | AT_THE_COMMAND_LINE
OPEN_OR_FORWARD = Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
OPEN_OR_NOT_BACKWARD = Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))  # equal: taken back, and never held


def choices(words: type[AgencyKind] | type[CredentialKind]) -> list[str]:
    return [word.value for word in words]


@tracked(rows=OF_BODIES)
class Partnership(models.Model):
    """A Community Safety Partnership. Its area is the dated set of districts in PartnershipArea. `ended_on` is the first day on which it is no more: it is read then, and written no more."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.TextField()
    slug = models.SlugField(unique=True)
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")

    rows = Open("Names of partnerships are public.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


@tracked(rows=OF_BODIES)
class PartnershipArea(models.Model):
    """A district that belongs to a partnership from one day to another (half-open)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="areas")
    code = models.TextField()
    vintage = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")

    rows = Open("Which districts a partnership covers is public.")

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=OPEN_OR_FORWARD, name="partnership_area_ends_after_it_starts"),
            models.UniqueConstraint(fields=["partnership", "code", "valid_from"], name="partnership_area_starts_once"),
            models.UniqueConstraint(
                fields=["partnership", "code"], condition=Q(valid_to__isnull=True), name="partnership_area_open_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} from {self.valid_from}"


@tracked(rows=OF_BODIES)
class Agency(models.Model):
    """A body that people act for. One agency may sit in many partnerships."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.TextField()
    slug = models.SlugField(unique=True)
    kind = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")

    rows = Open("Names of public bodies are public.")

    class Meta:
        default_permissions = ()
        constraints = (models.CheckConstraint(condition=Q(kind__in=choices(AgencyKind)), name="agency_kind_is_known"),)

    def __str__(self) -> str:
        return self.name


@tracked(rows=OF_MEMBERS, exclude=("password", "signed_in_at"))
class Member(AbstractBaseUser):
    """A person who signs in. What they may do follows from their grants, never from this row."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    email = models.EmailField()
    name = models.TextField()
    is_active = models.BooleanField(default=True)
    signed_in_at = models.DateTimeField(null=True)
    wake_asked_at = models.DateTimeField(null=True)
    woken_at = models.DateTimeField(null=True)
    woken_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    last_login = None  # Django's own is written by a signal; `signed_in_at` is written by `changes`
    objects = models.Manager["Member"]()

    USERNAME_FIELD = "email"

    rows = Open(
        "Signing in reads it before anybody is somebody; queries show it only beside a guarded row, such as a grant."
    )

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(Lower("email"), name="member_email_once"),)

    def __str__(self) -> str:
        return self.email


@tracked(rows=OF_BODIES)
class RoleDefinition(models.Model):
    """A role in plain words, and the rules that follow from it. The keys are those of `states.Role`.

    `sees_cases`: who holds it may be given case content. `dormant_after_days`: days without a sign-in after which the account sleeps.
    """

    key = models.TextField(primary_key=True)
    name = models.TextField()
    description = models.TextField()
    sees_cases = models.BooleanField()
    dormant_after_days = models.PositiveIntegerField()

    rows = Open("What roles there are is public.")

    class Meta:
        default_permissions = ()
        db_table = "accounts_role"

    def __str__(self) -> str:
        return self.name


@tracked(rows=OF_WORK)
class Grant(models.Model):
    """A member acts for an agency in a partnership, in a role, from one day to another (half-open)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="grants")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="grants")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="grants")
    role = models.ForeignKey(RoleDefinition, models.PROTECT, db_column="role", related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = Rows(see=mine() | in_my_partnerships() | AT_THE_COMMAND_LINE, add=GIVEN, change=GIVEN)

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=OPEN_OR_NOT_BACKWARD, name="grant_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["member", "agency", "partnership", "role"],
                condition=Q(valid_to__isnull=True),
                name="grant_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role_id} from {self.valid_from}"


@tracked(rows=OF_WORK)
class Credential(models.Model):
    """What a member has that a panel can require: vetting, training, a signature under the sharing agreement; from one day to another (half-open)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="credentials")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="credentials")
    kind = models.TextField()
    name = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = Rows(see=mine() | ADMINISTRATORS | AT_THE_COMMAND_LINE, add=KEPT, change=KEPT)

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=OPEN_OR_NOT_BACKWARD, name="credential_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(kind__in=choices(CredentialKind)), name="credential_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.kind} from {self.valid_from}"


class CredentialNotice(models.Model):
    """Letters were posted so many days before the end of a credential: of that end, once."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    credential = models.ForeignKey(Credential, models.CASCADE, related_name="+")
    ends = models.DateField()
    days = models.PositiveSmallIntegerField()
    posted_at = models.DateTimeField()

    rows = Rows(see=INSTALLATION, add=INSTALLATION, change=NOBODY, recorded=False)

    class Meta:
        default_permissions = ()
        db_table = "accounts_credential_notice"
        constraints = (
            models.UniqueConstraint(fields=["credential", "ends", "days"], name="credential_notice_posted_once"),
        )

    def __str__(self) -> str:
        return f"{self.days} days before {self.ends}"


@tracked(rows=OF_WORK, exclude=("secret_digest",))
class Invitation(models.Model):
    """A member was asked by e-mail to come in. Of the link's secret only a digest is kept; it opens once, and not for long."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="invitations")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="invitations")
    secret_digest = models.TextField(unique=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = Rows(
        see=mine() | ADMINISTRATORS | AT_THE_COMMAND_LINE | HOLDING_THE_LINK, add=KEPT, change=KEPT | HOLDING_THE_LINK
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"invitation until {self.expires_at}"


class KeptText(models.Model):
    """What somebody had typed into a form when their session ended, sealed, until they have signed in again. Theirs alone, not for long, and not many.

    The installation's nightly job throws away what nobody came back for; it has no use for what is in it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    path = models.TextField()
    sealed = EncryptedTextField()
    expires_at = models.DateTimeField()

    rows = Rows(
        see=mine() | INSTALLATION, add=COMING_IN | mine(), change=NOBODY, remove=mine() | INSTALLATION, recorded=False
    )

    class Meta:
        default_permissions = ()
        db_table = "accounts_kept_text"
        indexes = (models.Index(fields=["member", "path"], name="kept_text_of_page"),)

    def __str__(self) -> str:
        return f"until {self.expires_at}"


class FactorSecret(models.Model):
    """What an authenticator app or the recovery codes of a member are made from, sealed. allauth's own table holds the key of this row in its place."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    secret = EncryptedTextField()

    rows = Rows(see=HOLDER, add=HOLDER, change=NOBODY, remove=HOLDER, recorded=False)

    class Meta:
        default_permissions = ()
        db_table = "accounts_factor_secret"

    def __str__(self) -> str:
        return "a sealed secret"


class PartnershipNotice(models.Model):
    """What a partnership tells its members: whom to ask, and what everybody should know. `version` counts its changes, so that no editor overwrites another."""

    partnership = models.OneToOneField(Partnership, models.PROTECT, primary_key=True, related_name="+")
    contact = models.TextField(default="")
    notice = models.TextField(default="")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    rows = Rows(see=in_my_partnerships(), add=BUSINESS, change=BUSINESS, recorded=False)

    class Meta:
        default_permissions = ()
        db_table = "accounts_partnership_notice"

    def __str__(self) -> str:
        return f"version {self.version}"


class Visit(models.Model):
    """When a member was at Home of a partnership: this time, and at the end of the time before. Nobody but they themselves is told.

    A visit is not a page: it goes on until nothing was opened for a while (`visits.AWAY`), and `before_at`, from which they are told what happened, stays where it is all the while.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True)

    rows = Rows(see=HOLDER, add=mine() & in_my_partnerships(), change=mine(), recorded=False)

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(seen_at__gte=F("began_at")), name="visit_ends_after_it_begins"),
            models.UniqueConstraint(fields=["member", "partnership"], name="visit_kept_once"),
        )

    def __str__(self) -> str:
        return f"visit of {self.began_at}"
