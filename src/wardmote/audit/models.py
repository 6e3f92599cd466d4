"""The log's tables. They refer to nothing: what an event tells of may go, the event stays."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wardmote.audit.states import Outcome
from wardmote.platform.keys import new_key
from wardmote.platform.rows import ANYBODY, NOBODY, Condition, Rows, among, is_one
from wardmote.words import gettext as _

# What the conditions ask is made by accounts, which lies above: here it is known by its name alone.
AUDITORS = among("partnership", "my_partnerships_as('auditor')", _("auditors of the partnership"))
AUDITORS_OF_WHOM = Condition(
    "(partnership IS NULL AND (member = ANY (ARRAY(SELECT my_members_as('auditor'))) OR ids && ARRAY(SELECT my_members_as('auditor'))))",
    _(
        "auditors of a partnership in which the member has a part, where the event is of no partnership, such as a sign-in"
    ),
)
WHO_DID_IT = is_one("member", "asking_member()", _("whoever did it"))
WHOM_IT_IS_ABOUT = Condition(
    "(SELECT asking_member()) = ANY (ids)", _("the member whose own record was seen or changed")
)


class TransactionNumber(models.Field):  # type: ignore[type-arg]
    """PostgreSQL's xid8: the number of the transaction that wrote a row. It never comes twice in the life of a server."""

    def db_type(self, connection: object) -> str:  # noqa: ARG002 - what Django calls it with
        return "xid8"


class Event(models.Model):
    """One thing that was done, seen, searched, taken away or refused. Ids and counts; no names, no text of cases, no search terms.

    Who, for whom, why, from where, in which request and when are filled in by PostgreSQL from the transaction's settings: the application may
    not name those columns (it has the right to insert the others alone), may read rows, and may never change or delete one.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    at = models.DateTimeField()
    request = models.UUIDField(null=True)
    member = models.UUIDField(null=True)
    agency = models.UUIDField(null=True)
    partnership = models.UUIDField(null=True)
    purpose = models.TextField()
    origin = models.TextField()
    verb = models.TextField()
    kind = models.TextField()
    ids = ArrayField(models.UUIDField())
    outcome = models.TextField()
    facts = models.JSONField()
    transaction_number = TransactionNumber()
    serial = models.BigIntegerField()

    rows = Rows(see=AUDITORS | AUDITORS_OF_WHOM | WHO_DID_IT | WHOM_IT_IS_ABOUT, add=ANYBODY, change=NOBODY)

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=[word.value for word in Outcome]), name="event_outcome_is_known"
            ),
            models.CheckConstraint(condition=Q(verb__regex="^[a-z]+(-[a-z]+)*$"), name="event_verb_is_a_word"),
        )
        indexes = (
            models.Index(fields=["transaction_number", "serial"], name="event_in_order_of_writing"),
            models.Index(fields=["member", "id"], name="event_of_member"),
            models.Index(fields=["verb", "id"], name="event_of_verb"),
            models.Index(fields=["id"], name="event_not_done", condition=~Q(outcome=Outcome.DONE.value)),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M:%S}"


class Link(models.Model):
    """An event's place in the chain: `hash` is made of the link before and of the event's digest (see `canonical`)."""

    sequence = models.BigIntegerField(primary_key=True)
    event = models.UUIDField(unique=True)
    hash = models.BinaryField()

    rows = Rows(see=NOBODY, add=NOBODY, change=NOBODY, recorded=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"link {self.sequence}"


class Seal(models.Model):
    """How far the chain went at a moment, signed (see `seals`)."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    head = models.BinaryField()
    below = models.BigIntegerField()
    cluster = models.BigIntegerField()
    key = models.TextField()
    signature = models.BinaryField()

    rows = Rows(see=ANYBODY, add=NOBODY, change=NOBODY, recorded=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"seal {self.number}"


class About(models.Model):
    """Which events speak of a record: drawn from the events' ids by a trigger, for looking them up. The events are what counts."""

    record = models.UUIDField()
    event = models.UUIDField()
    pk = models.CompositePrimaryKey("record", "event")

    rows = Rows(see=NOBODY, add=NOBODY, change=NOBODY, recorded=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.record} in {self.event}"
