"""Setting the demonstration up, step by step. Doing it again finds everything there, and changes nothing."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wardmote.accounts.sample import demonstration_apps, demonstration_passwords
from wardmote.demo import people
from wardmote.engine import geography, lake, measures
from wardmote.engine.errors import WardmoteError
from wardmote.engine.geography import Level
from wardmote.engine.lake import IngestReport
from wardmote.engine.measures import Result
from wardmote.engine.periods import Month, Period
from wardmote.platform import places
from wardmote.words import gettext as _

AREA = "E07000126"
PERIOD = Period(Month(2021, 10), Month(2022, 9))
PACKAGED = Path(__file__).with_name("sample")

Say = Callable[[str], None]


@dataclass(frozen=True)
class Demonstration:
    """What was built, and what it found."""

    ingest: IngestReport
    areas: dict[Level, int]  # areas of the force, by level
    headline: Result
    force: Result
    sentence: str
    files: list[Path]
    passwords: dict[str, str]
    seconds: float


def sample_files() -> Path:
    """The folder of police files that comes with a checkout or inside the wheel."""
    root = places.checkout()
    for folder in (root / "sample" / "police" if root else PACKAGED / "police", PACKAGED / "police"):
        if folder.is_dir():
            return folder
    raise WardmoteError(_("the sample's police files are neither in sample/police nor inside the package"))


def build(say: Say) -> Demonstration:
    """Build what is missing: register, people, lake, report. `say` is told each step."""
    started = time.monotonic()
    say(_("Register: PostgreSQL, tables and a sample partnership of made-up people"))
    passwords = _people()
    say(_("Lake: Lancashire's published police files, October 2020 to October 2022"))
    taken = lake.ingest([sample_files()], places.lake_folder())
    say(_("Measures and report: HTML, Word and PDF"))
    headline, force, areas, files = _measured()
    return Demonstration(
        ingest=taken,
        areas=areas,
        headline=headline,
        force=force,
        sentence=measures.sentence(headline),
        files=files,
        passwords=passwords,
        seconds=time.monotonic() - started,
    )


def _people() -> dict[str, str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    import django

    django.setup()
    from wardmote.accounts import changes
    from wardmote.demo import governance
    from wardmote.platform import clock, register
    from wardmote.platform.transaction import AT_THE_COMMAND_LINE, acting_as

    register.migrate()
    passwords = demonstration_passwords(people.emails())
    with acting_as(AT_THE_COMMAND_LINE):
        for sample in people.SAMPLES:
            changes.welcome_sample(sample, passwords=passwords, valid_from=people.SINCE, at=clock.now())
        governance.build(people.SOUTH_RIBBLE.slug, at=clock.now())
        governance.build_reported(people.LINCOLNSHIRE.slug, people.SOUTH_GLOUCESTERSHIRE.slug, at=clock.now())
        _let_in(demonstration_apps(people.emails()), at=clock.now())
    return passwords


def _let_in(apps: dict[str, str], *, at: datetime) -> None:
    """Everybody has an authenticator app, whose secret is in the home folder; and nobody sleeps, however long ago the demonstration was made."""
    from wardmote.accounts import factors
    from wardmote.accounts.changes import second_factor, signing_in
    from wardmote.accounts.queries import member_signing_in
    from wardmote.accounts.queries import signing_in as queries

    for email, secret in apps.items():
        member = member_signing_in(email)
        if member is None:
            continue
        if not factors.kinds(member):
            second_factor.add_app(member=member, secret=secret, by=None)
            second_factor.confirm_codes(member=member, by=None)
        if queries.sleeps(member.pk):
            signing_in.wake(member=member, at=at, by=None)


def code_for(name: str) -> tuple[str, str]:
    """The address of a demonstration account, and the code that its app shows now. Raises WardmoteError."""
    emails = people.emails()
    found = [email for email in emails if name.lower() in {email, email.partition("@")[0]}]
    if not found:
        said = _("there is no demonstration account '{name}': choose one of {names}")
        raise WardmoteError(said.format(name=name, names=", ".join(email.partition("@")[0] for email in emails)))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    import django

    django.setup()
    from wardmote.accounts import factors

    return found[0], factors.code_now(demonstration_apps(emails)[found[0]])


def _measured() -> tuple[Result, Result, dict[Level, int], list[Path]]:
    from wardmote.publications import reports

    opened, atlas = lake.open_lake(places.lake_folder()), geography.load()
    area = atlas.find(AREA)
    force = atlas.parents(area)[Level.FORCE]
    files = reports.write("performance", opened, atlas, area, PERIOD, places.reports_folder())
    areas = {level: len(atlas.within(force, level)) for level in (Level.LSOA, Level.WARD, Level.DISTRICT)}
    headline, beside = (measures.measure(opened, atlas, "all-crime", one, PERIOD) for one in (area, force))
    return headline, beside, areas, files
