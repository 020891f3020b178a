"""Rules about the text itself: characters and bytes."""
