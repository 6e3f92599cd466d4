"""The partnership itself: its bodies and their statutory roles, groups, meetings, decisions, actions."""
