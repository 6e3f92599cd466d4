"""Spreadsheets that come in: read within bounds, their columns matched, their cells understood. Pure; what they become is in `changes/incoming`."""
