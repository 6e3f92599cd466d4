"""Who did or saw what, when and why: written with what it tells of, sealed in a chain, never changed."""
