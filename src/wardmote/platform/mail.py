"""Letters as e-mail: one plain text, sent to a real SMTP server.

WARDMOTE_SMTP_URL    smtp://user:password@host:587 (STARTTLS, and the certificate must be good), smtps://host:465 (TLS from the first byte),
                     smtp://host:25?tls=none (in the clear: a server on the same machine). Without it nothing is sent, and letters wait.
WARDMOTE_MAIL_FROM   the sender, such as "Wardmote <wardmote@council.example>"
"""

import os
import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

from wardmote.engine.errors import WardmoteError
from wardmote.words import gettext as _

PORTS = {"smtp": 587, "smtps": 465}
PATIENCE = 20.0  # seconds for each answer of the server


class BadMailSettings(WardmoteError):
    """The variables of the environment about mail are no address of a server, or no sender."""


class NotNow(Exception):
    """The server cannot be reached, or asked to try again later: a second try may succeed."""


class Never(Exception):
    """The server will not take this letter, however often it is tried."""


@dataclass(frozen=True)
class Server:
    """Where letters go. `password` does not show."""

    host: str
    port: int
    tls: str  # "begin": from the first byte; "starttls"; "none"
    user: str
    password: str = field(repr=False)
    sender: str


@dataclass(frozen=True)
class Letter:
    """One letter. `key` makes its Message-ID: the same at every try, so that whoever gets it twice can tell."""

    key: str
    to: str = field(repr=False)
    subject: str
    body: str = field(repr=False)
    posted_at: datetime


def is_set() -> bool:
    """Whether the environment names a server at all: without one letters wait."""
    return bool(os.environ.get("WARDMOTE_SMTP_URL"))


def server() -> Server | None:
    """The server that the environment names; None when it names none. Raises BadMailSettings."""
    told = os.environ.get("WARDMOTE_SMTP_URL")
    if not told:
        return None
    sender = os.environ.get("WARDMOTE_MAIL_FROM", "")
    if "@" not in parseaddr(sender)[1]:
        raise BadMailSettings(_("set WARDMOTE_MAIL_FROM to the address that letters come from"))
    try:
        parts = urlsplit(told)
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise BadMailSettings(
            _("WARDMOTE_SMTP_URL is no address of a mail server: write it as smtp://host:587")
        ) from None
    asked = parse_qs(parts.query).get("tls", [""])[0]
    tls = "begin" if parts.scheme == "smtps" else {"": "starttls", "none": "none"}.get(asked)
    if not parts.hostname or tls is None:
        raise BadMailSettings(_("WARDMOTE_SMTP_URL is no address of a mail server: write it as smtp://host:587"))
    return Server(parts.hostname, port, tls, unquote(parts.username or ""), unquote(parts.password or ""), sender)


def message(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it travels. Nobody's machine should answer it."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = sender, letter.to, letter.subject
    made["Date"] = format_datetime(letter.posted_at)
    made["Message-ID"] = f"<{letter.key}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made.set_content(letter.body)
    return made


def send(letter: Letter, to: Server) -> None:
    """Give the letter to the server. Raises NotNow, Never."""
    try:
        written = message(letter, to.sender)
    except (
        ValueError,
        MessageError,
        LookupError,
    ):  # an address or a subject that no letter can carry, whatever checked it before
        raise Never("cannot be written") from None
    try:
        with _opened(to) as smtp:
            smtp.send_message(written, from_addr=parseaddr(to.sender)[1], to_addrs=[letter.to])
    except smtplib.SMTPRecipientsRefused as problem:
        raise _judged(next(iter(problem.recipients.values()))[0]) from None
    except smtplib.SMTPAuthenticationError as problem:
        raise NotNow(f"sign-in {problem.smtp_code}") from None  # the operator's mistake, not the letter's
    except smtplib.SMTPResponseException as problem:
        raise _judged(problem.smtp_code) from None
    except (smtplib.SMTPException, OSError) as problem:
        raise NotNow(type(problem).__name__) from None


def _opened(to: Server) -> smtplib.SMTP:
    name = parseaddr(to.sender)[1].rpartition("@")[2]
    checked = ssl.create_default_context()
    if to.tls == "begin":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(to.host, to.port, name, timeout=PATIENCE, context=checked)
    else:
        smtp = smtplib.SMTP(to.host, to.port, name, timeout=PATIENCE)
    try:
        if to.tls == "starttls":
            smtp.starttls(context=checked)
        if to.user:
            smtp.login(to.user, to.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _judged(code: int) -> Exception:
    """RFC 5321, 4.2.1: 4yz may succeed later, 5yz will not. The server's words are not kept: they often repeat the address."""
    return Never(f"refused {code}") if 500 <= code < 600 else NotNow(f"answer {code}")
