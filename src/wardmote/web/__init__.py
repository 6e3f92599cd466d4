"""The one layer that sees everything: settings, addresses, navigation, the frame of every page."""
