"""Rules about links: tracking, wrappers and what only looks like a link."""
