"""A small casework, for tests alone: panels with clearances, cases, notes with attachments, safe addresses; built with the house's own means and with nothing else.

It is what the leak test examines until the real one exists, and shows how an app declares its rows.
"""
