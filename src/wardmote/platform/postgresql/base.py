"""The connection of the register. It starts the embedded server at the first use, and refuses to run as a role that is too strong."""

from typing import Any

from django.db.backends.postgresql import base

from wardmote.platform import register, roles


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
                connection.rollback()  # asking opened a transaction; Django expects none
            except roles.UnsafeRole:
                connection.close()
                raise
        return connection
