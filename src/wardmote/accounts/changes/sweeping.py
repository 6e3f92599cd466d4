"""What signing in leaves behind and nobody needs any more, thrown away by the installation itself."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from wardmote.accounts.models import KeptText
from wardmote.audit import changes as audit


@transaction.atomic
def sweep_sign_ins(*, at: datetime) -> int:
    """Throw away sessions whose time is over (an authenticator app that was never confirmed goes with its session), the lines about them, and texts that nobody came back for: how many."""
    sessions, _each = Session.objects.filter(expire_date__lt=at).delete()
    lines, _each = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    texts, _each = KeptText.objects.filter(expires_at__lte=at).delete()
    audit.record("sweep-sign-ins", facts={"sessions": sessions, "lines": lines, "texts": texts})
    return int(sessions + lines + texts)
