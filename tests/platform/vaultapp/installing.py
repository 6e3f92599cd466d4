"""The fixtures of the small app: its tables with the triggers of its history, its place among the installed apps, a home with keys of its own."""

from collections.abc import Iterator

import pytest
from django.apps import AppConfig, apps
from django.db import connection

from tests.platform.vaultapp import models
from wardmote.platform import register
from wardmote.platform.key_ring import BACKUPS, VAULT


@pytest.fixture
def vault_home(tmp_path, monkeypatch):
    """A home of the test's own, so that its keys are too."""
    monkeypatch.setenv("WARDMOTE_HOME", str(tmp_path))
    for source in (VAULT, BACKUPS):
        monkeypatch.delenv(source.variable, raising=False)
    return tmp_path


@pytest.fixture
def tables(database) -> None:
    with register.as_owner(), connection.schema_editor() as editor:
        for model in (models.SafeAddress, models.SafeAddressEvent, models.Numbered):
            editor.create_model(model)
        for trigger in models.SafeAddress._meta.triggers:
            trigger.install(models.SafeAddress)


GUARDED = (
    "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
    "CREATE POLICY anybody ON {table} TO wardmote_app USING (true)",
    "CREATE POLICY upkeep ON {table} TO wardmote_owner USING (current_setting('wardmote.upkeep', true) = 'on')",
)


@pytest.fixture
def kept(tables, installed, database, register_server, as_owner) -> str:
    """The tables guarded as the register's own are, in a register whose keeper is known."""
    for statement in GUARDED:
        as_owner.execute(statement.format(table="vaultapp_safeaddress"))
    register_server.connection.execute(f"GRANT CONNECT ON DATABASE {database} TO wardmote_keeper")
    app, owner = register_server.urls(database).application, register_server.urls(database).owner
    register.use(register.Urls(app, owner, register_server.address("wardmote_keeper", database)))
    return database


@pytest.fixture
def installed(monkeypatch) -> Iterator[None]:
    """The app among the others, without starting those anew."""
    config = AppConfig.create("tests.platform.vaultapp")
    config.apps = apps
    monkeypatch.setitem(apps.app_configs, config.label, config)
    config.import_models()
    apps.clear_cache()
    yield
    monkeypatch.undo()
    apps.clear_cache()
