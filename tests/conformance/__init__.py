"""The parsers of newslint, held to the suites of the standards that they follow."""
