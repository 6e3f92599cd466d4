"""A small app with sealed columns, for the tests of the vault alone."""
