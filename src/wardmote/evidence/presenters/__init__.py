"""What pages show: results become words, cells and pictures. Nothing is measured here."""
