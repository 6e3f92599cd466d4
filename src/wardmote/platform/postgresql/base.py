"""The connection of the register. It starts the embedded server at the first use, and refuses to run as a role that is too strong."""

from typing import Any

from django.db.backends.postgresql import base

from wardmote.platform import register, roles

LONGEST = "240s"  # a transaction of ours that stays open holds back the sealing of the log, which is to be done within a quarter of an hour


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection, as the application; inside `register.as_owner`, as the owner."""

    def get_connection_params(self) -> dict[str, Any]:
        self.settings_dict.update(register.connection_settings())
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        if not register.acting_as_owner():
            try:
                roles.refuse_unsafe(connection)
                _limit(connection)
                connection.commit()  # asking opened a transaction; Django expects none
            except roles.UnsafeRole:
                connection.close()
                raise
        return connection


def _limit(connection: Any) -> None:
    """Let PostgreSQL end a transaction that is held open: at work for too long (from version 17 on), or forgotten."""
    limits = ["idle_in_transaction_session_timeout"]
    if connection.info.server_version >= 170000:
        limits.append("transaction_timeout")
    with connection.cursor() as cursor:
        for limit in limits:
            cursor.execute("SELECT set_config(%s, %s, false)", [limit, LONGEST])
