"""What is written when somebody comes in by their agency's own sign-in."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from wardmote.accounts.changes.writing import tell_holder
from wardmote.accounts.models import Member
from wardmote.accounts.queries.signing_in import may_be_linked
from wardmote.audit import changes as audit
from wardmote.platform.refusals import Refused


def forget_what_was_said(*, provider: str, uid: str) -> None:
    """Throw away what allauth has just kept of what the agency says of the person: it does so, before anybody is asked, for an account that it knows."""
    SocialAccount.objects.filter(provider=provider, uid=uid).update(extra_data={})


@transaction.atomic
def link_provider(*, member: Member, provider: str, uid: str) -> None:
    """The member has come all the way in by their agency's own sign-in: from now on by this account there, and no other. What else the agency said of them is not kept.

    Raises Refused when either has become somebody else's meanwhile.
    """
    if not may_be_linked(member, provider, uid):
        raise Refused("link-provider")
    SocialAccount.objects.create(user=member, provider=provider, uid=uid, extra_data={})
    tell_holder(member)
    audit.record("link-provider", kind="member", ids=[member.pk])
