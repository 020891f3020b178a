"""What runs newslint for a team: the entry for pre-commit and the jobs of CI.

Each is made for a version of newslint.
"""

from msgspec import Struct


class Place(Struct, frozen=True):
    """A file that something else reads, what it then holds, and what to add where it is there."""

    path: str
    content: str
    addition: str


def pre_commit(_version: str) -> Place:
    """Return the configuration of pre-commit that runs the installed newslint on each commit."""
    content = f"repos:\n{_PRE_COMMIT}"
    return Place(".pre-commit-config.yaml", content, _PRE_COMMIT)


def github(version: str) -> Place:
    """Return the workflow that checks each pull request on GitHub."""
    content = _GITHUB.format(version=version)
    return Place(".github/workflows/newslint.yml", content, content)


def gitlab(version: str) -> Place:
    """Return the job that checks each merge request on GitLab."""
    content = _GITLAB.format(version=version)
    return Place(".gitlab-ci.yml", content, content)


_PRE_COMMIT = """\
  - repo: local
    hooks:
      - id: newslint
        name: newslint
        entry: newslint check
        language: system  # the newslint that is installed here
        types_or: [markdown, html]
        require_serial: true
"""

_GITHUB = """\
# Checks the posts of each push and pull request; findings stand beside the lines they are about.
name: newslint
on: [push, pull_request]
permissions:
  contents: read
jobs:
  newslint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.x"
      - run: pip install newslint=={version}
      - run: newslint check --format github
"""

_GITLAB = """\
# Checks the posts of each push; findings stand in the merge request.
newslint:
  image: python:3
  script:
    - pip install newslint=={version}
    - newslint check --format gitlab --output-file newslint.json
  artifacts:
    when: always
    reports:
      codequality: newslint.json
"""
