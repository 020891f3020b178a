"""What newslint promises of other people's files, put to the test at length.

`python -m tests.reliability` runs every examination and writes what it found.
"""
