"""Which installation this is: a name by chance and by place, so that two on one machine are not taken for each other, nor a copy for what it was copied from."""

import os
import secrets
from hashlib import sha256

from django.conf import settings

from wardmote.platform import places, secret_files


def name() -> str:
    """The installation's name: what was made at its first need and is kept in its home folder, and where that is. It is no secret: the health page tells it."""
    kept = secret_files.kept("installation", lambda: secrets.token_hex(16))
    return sha256(f"{kept} {places.home().resolve()}".encode()).hexdigest()[:32]


def site() -> str:
    """The address that letters lead to: the first name that the site answers to."""
    name = settings.ALLOWED_HOSTS[0].lstrip(".")
    return f"https://{name}" if settings.TLS else f"http://{name}:{os.environ.get('WARDMOTE_PORT', '8000')}"
