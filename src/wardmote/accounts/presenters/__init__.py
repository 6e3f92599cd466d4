"""What people and what they did look like in words."""
