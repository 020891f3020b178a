"""Rules about newslint's own marks in a file."""
