"""A way back: backups that are sealed, restores that are built aside and checked, the log of changes for a point in time.

A backup is a folder named for its moment, with a sealed manifest, the register (a dump, or a copy of its files for point in time) and the home's files. No key and no secret is in it.
"""
