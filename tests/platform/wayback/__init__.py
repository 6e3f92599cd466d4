"""Backups, restores and points in time, over real registers."""
