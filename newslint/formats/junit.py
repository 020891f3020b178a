"""For what reads JUnit's XML, such as Jenkins, GitLab and CircleCI: each file is a suite."""

from collections.abc import Iterator

from newslint.diagnostic import Severity
from newslint.formats.xml import escaped, tag
from newslint.report import FileReport, Located, Report


def render(report: Report) -> Iterator[str]:
    """Yield the document. A file without problems is a suite of one test that passes.

    An error or a warning is a test that fails; an info is one that passes and says something.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="newslint">\n'
    for file in report:
        yield "".join(f"  {line}\n" for line in _suite(file))
    yield "</testsuites>\n"


def _suite(file: FileReport) -> Iterator[str]:
    failed = file.failure is not None
    yield (
        tag(
            "testsuite",
            name=file.path,
            tests=len(file.located) + failed or 1,
            failures=sum(each.said.severity is not Severity.INFO for each in file.located),
            errors=int(failed),
        )
        + ">"
    )
    if file.failure is not None:
        case = tag("testcase", name="newslint", classname=file.path, file=file.path)
        yield f"  {case}>{tag('error', message=file.failure, type='failure')}/></testcase>"
    for each in file.located:
        yield f"  {_case(file.path, each)}"
    if not file.located and not failed:
        yield f"  {tag('testcase', name='newslint', classname=file.path, file=file.path)}/>"
    yield "</testsuite>"


def _case(path: str, each: Located) -> str:
    said, start = each.said, each.start
    name = f"{said.rule} {start.line}:{start.column}"
    case = tag("testcase", name=name, classname=path, file=path, line=start.line)
    excerpt = each.excerpt
    line = f"{excerpt.before}{excerpt.marked}{excerpt.after}".strip()
    told = escaped(f"{path}:{start.line}:{start.column}: {said.message}\n{line}\n{said.url}")
    if said.severity is Severity.INFO:
        return f"{case}><system-out>{told}</system-out></testcase>"
    failure = tag("failure", message=said.message, type=said.severity.value)
    return f"{case}>{failure}>{told}</failure></testcase>"
