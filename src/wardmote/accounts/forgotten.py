"""A forgotten password, and the link that leads to a new one. The link is Django's: signed, and worth nothing once the password has changed.

Nobody gets a first password here: who was asked in comes by the invitation, while it opens, and who comes by their agency's own sign-in has none.

Whose address it is, is looked up by the worker: the page does the same for every address, and so takes as long. Meanwhile the address lies sealed in the cache.
"""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from wardmote.accounts import known, ways
from wardmote.accounts.changes import signing_in
from wardmote.accounts.jobs import by_itself, job
from wardmote.accounts.queries import signing_in as queries
from wardmote.accounts.queries.standing import member_signing_in, member_with_key
from wardmote.accounts.states import Standing
from wardmote.platform import jobs, outbox, vault
from wardmote.platform.keys import new_key
from wardmote.words import gettext as _

MINUTES = settings.PASSWORD_RESET_TIMEOUT // 60


def send_link(request: HttpRequest, email: str) -> None:
    """Have a link sent to the address if it is a member's, and no more than a few an hour. Nothing that can be seen depends on it, nor how long it takes."""
    if not ratelimit.consume(request, action="reset_password", key=email.strip().lower()):
        return
    asked, site = new_key(), request.build_absolute_uri("/").rstrip("/")
    cache.set(_place(asked), vault.seal(f"{site} {email}", bound_to=_place(asked)), settings.PASSWORD_RESET_TIMEOUT)
    jobs.enqueue(answer_forgotten.name, ids={"asked": str(asked)})


def _place(asked: UUID) -> str:
    return f"wardmote:forgotten:{asked}"


@job(policy=by_itself)
def answer_forgotten(_by: Standing, *, asked: UUID) -> None:
    """Send the link that somebody asked for, if the address is that of a member who has a password."""
    sealed = cache.get(_place(asked))
    if sealed is None:
        return
    cache.delete(_place(asked))
    site, _space, email = vault.open_sealed(sealed, bound_to=_place(asked)).partition(" ")
    member = member_signing_in(email)
    if member is not None and member.has_usable_password() and not queries.has_left(member):
        signing_in.note_link_asked(member=member)
        _post(member, f"{site}{_address(member)}")


def _address(member: Any) -> str:
    return reverse("choose-password", args=[member.pk, default_token_generator.make_token(member)])


def _post(member: Any, link: str) -> None:
    text = _(
        "Somebody, probably you, asked for a new password for Wardmote.\n\n"
        "Choose it here, within {minutes} minutes:\n{link}\n\n"
        "If it was not you, do nothing: your password stays as it is."
    ).format(minutes=MINUTES, link=link)
    outbox.post(to=member.email, subject=_("A new password for Wardmote"), body=text, kind="new-password")


def member_of_link(key: UUID, token: str) -> Any:
    """Whose link this is, while it works; else None."""
    member = member_with_key(key)
    if member is None or not member.has_usable_password():
        return None
    return member if default_token_generator.check_token(member, token) else None


def choose(request: HttpRequest, response: HttpResponseBase, member: Any, password: str) -> None:
    """Keep the new password, end every session, and know this browser from now on: whoever guesses elsewhere does not hold its owner up."""
    signing_in.set_password(member=member, password=password)
    ways.end_everywhere(member)
    known.remember(request, response, member.email)
