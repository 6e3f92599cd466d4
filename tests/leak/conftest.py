"""The register of the leak test: a template of its own, made once in a run, with the small casework's tables and the world in them; each test gets a clone."""

import logging
from collections.abc import Iterator

import fasteners
import psycopg
import pytest

from tests.leak.building import Builder
from tests.leak.examining import Report
from tests.leak.world import World

TEMPLATE = "leak_template"
REPORTS: list[Report] = []


@pytest.fixture(scope="session")
def world() -> World:
    from wardmote.platform import clock

    return Builder(clock.now(), clock.today()).build()


@pytest.fixture(scope="session")
def leak_template(register_server, run_folder, django_db_blocker, world) -> str:
    from tests.leak import seeding
    from wardmote.platform import register

    with fasteners.InterProcessLock(run_folder / "leak.lock"):
        if not register_server.exists(TEMPLATE):
            making = register_server.clone()
            register.use(register_server.urls(making))
            with django_db_blocker.unblock(), register.as_owner():
                seeding.make_tables()
            with psycopg.connect(register_server.address("postgres", making)) as connection:
                seeding.seed(connection, world)
            register.use(None)
            register_server.connection.execute(f"ALTER DATABASE {making} RENAME TO {TEMPLATE}")
    return TEMPLATE


@pytest.fixture
def database(leak_template, register_server, django_db_blocker) -> Iterator[str]:
    """In place of the suite's own: a clone with the world in it. Here nobody is at the command line: who asks is always said."""
    from django.db import connections

    from wardmote.platform import register

    name = register_server.clone(leak_template)
    connections.close_all()
    register.use(register_server.urls(name))
    with django_db_blocker.unblock():
        yield name
        connections.close_all()
    register.use(None)
    register_server.drop(name)


@pytest.fixture
def site(settings, caplog) -> None:
    settings.ROOT_URLCONF = "tests.leak.app.urls"
    for name in ("django.request", "wardmote.refusals"):
        caplog.set_level(logging.CRITICAL, logger=name)  # thousands of refusals, all wanted
