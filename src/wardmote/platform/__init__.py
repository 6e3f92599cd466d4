"""Plumbing without a domain word: the register's two roles, the transaction of a request, keys, the clock, secrets at home."""
