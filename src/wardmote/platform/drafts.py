"""Drafts: what somebody types into a form is kept before it is sent, sealed, one draft for each member and form. Nobody else sees it.

    page:  {{ draft_field(address) }} inside the form, {{ draft_notice(draft, address) }} above it; a script saves as one types, a button without it
    view:  @drafted(lambda: _("What the form is called")) below its door (accounts/drafting.py)
           address = drafts.address_of(request.path, request.standing.hat.key)     the hat, where the page shows another thing to another hat
           draft = drafts.found(member=request.standing.member, address=address)   form = Form(..., initial=draft.fields if draft else ...)

A form that is sent with success takes its draft away, in the same transaction (`SentDrafts`). What was typed into a form whose session had ended is
kept by accounts/kept.py.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from wardmote.platform import clock, once
from wardmote.platform.models import Draft, IdempotencyKey

FIELD = "draft"  # in a form: the address under which its draft is kept
UNSEEN = frozenset({FIELD, once.FIELD, once.WHOSE, "csrfmiddlewaretoken", "keep-draft"})
SECRET = ("password", "code", "secret", "token")  # no field with such a word in its name is ever kept
KEPT = timedelta(days=30)
MOST = 200_000  # characters of one draft
PLACE = UUID("7b0c1d52-5e0a-4c58-9b2c-0a4f9d3a6f11")

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Kept:
    """A draft: where its form is, what was typed, by the names of the form's fields, and when it was saved."""

    address: str
    values: dict[str, list[str]]
    saved_at: datetime

    @property
    def fields(self) -> dict[str, str | list[str]]:
        """What was typed, as a form takes it for its `initial`."""
        return {name: values[0] if len(values) == 1 else values for name, values in self.values.items()}


def typed(data: QueryDict) -> dict[str, list[str]]:
    """What a person typed, out of everything that a form sends. Passwords and codes are left out."""
    return {
        name: [str(value) for value in values]
        for name, values in data.lists()
        if name not in UNSEEN and not any(word in name.lower() for word in SECRET)
    }


def address_of(path: str, hat: str = "") -> str:
    """The address of the form on a page, as one hat sees it: a browser goes to the page with it."""
    return f"{path}#{hat}" if hat else path


def parts_of(address: str) -> tuple[str, str]:
    """The page of an address, and the hat; "" for none."""
    path, _sign, hat = address.partition("#")
    return path, hat


def keep(*, member: UUID, address: str, values: Fields, key: UUID | None = None) -> datetime | None:
    """Save what was typed so far, in place of what was saved before: when. None, and nothing kept, when it is too long, or when the form (its `key`) was sent meanwhile."""
    text = json.dumps({name: list(found) for name, found in values.items()})
    path, _hat = parts_of(address)
    if len(text) > MOST or (key and IdempotencyKey.objects.filter(member=member, key=key, path=path).exists()):
        return None
    at = clock.now()
    draft = Draft(id=_key(member, address), member=member, address=address, fields=text, saved_at=at)
    Draft.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["id"], update_fields=["fields", "saved_at"]
    )
    return at


def found(*, member: UUID | None, address: str) -> Kept | None:
    """The draft of a form, if there is one."""
    row = Draft.objects.filter(pk=_key(member, address)).first() if member else None
    return Kept(row.address, json.loads(row.fields), row.saved_at) if row else None


def waiting(*, member: UUID) -> list[tuple[str, datetime]]:
    """The forms that a member began and has not sent: address, and when it was saved; the latest first. Nothing is opened."""
    rows = Draft.objects.filter(member=member).order_by("-saved_at")
    return list(rows.values_list("address", "saved_at"))


def drop(*, member: UUID, address: str) -> bool:
    """Throw a draft away. False when there was none."""
    return bool(Draft.objects.filter(pk=_key(member, address)).delete()[0])


def sweep(*, before: datetime) -> int:
    """Forget what nobody went on with since a moment: how many."""
    return Draft.objects.filter(saved_at__lt=before).delete()[0]


def _key(member: UUID, address: str) -> UUID:
    return uuid5(PLACE, f"{member} {address}")


class SentDrafts:
    """Django middleware, inside the transaction: a form that was sent with success has no draft any more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        member = request.user.pk
        if request.method == "POST" and member and once.taken(request, response) and getattr(request, "once", None):
            address = request.POST.get(FIELD)
            if address:
                drop(member=member, address=address)
        return response
