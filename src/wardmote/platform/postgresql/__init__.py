"""Django's PostgreSQL backend, told where the register is only when it is first needed."""
