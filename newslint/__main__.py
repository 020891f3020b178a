"""`python -m newslint` is `newslint`."""

from newslint.cli import run

if __name__ == "__main__":
    run()
