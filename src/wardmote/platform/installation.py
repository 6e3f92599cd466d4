"""Which installation this is: a random name, so that two on one machine are not taken for each other."""

import secrets

from wardmote.platform import secret_files


def name() -> str:
    """The installation's name, made at its first need and kept in its home folder. It is no secret: the health page tells it."""
    return secret_files.kept("installation", lambda: secrets.token_hex(16))
