"""Rules about front matter: its fences, its syntax and its values."""
