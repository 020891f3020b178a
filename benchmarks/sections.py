"""What is measured: many posts, one post, repairs, hostile files, and how the cost grows."""

import functools
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import corpora
import hostile
import page
import processes
import synthetic
from msgspec import Struct
from page import Goal, Section
from peers import PEERS, RUMDL, YAMLLINT, Programs
from processes import Case, Times
from subject import Newslint

COMPARED_WITH = 200  # ordinary posts
MANY = 15  # rounds, where a start takes longer than what is measured
LEAST_SECONDS = 0.01  # below, the clock and the machine say more than the file


class Bench(Struct, frozen=True):
    """What runs, where there is room for it, and how many rounds count."""

    newslint: Newslint
    programs: Programs
    work: Path
    rounds: int

    def times(self, cases: Sequence[Case]) -> dict[str, Times]:
        """Return the times of cases in turn, by name."""
        return processes.interleaved(cases, self.rounds)

    def rumdl(self, folder: Path, *, cache: Path | None = None) -> list[Case]:
        """Return the case of rumdl, cold or warm; none if it is not installed."""
        program = self.programs.find(RUMDL.program)
        if not program:
            return []
        if not cache:
            return [Case("rumdl, cold", [program, *RUMDL.everything], folder)]
        return [Case("rumdl, warm", [program, "check", "--cache-dir", str(cache), "."], folder)]


def many(bench: Bench, posts: Path) -> Section:
    """Measure newslint and rumdl on all posts: cold, warm, with one worker and with two."""
    newslint = bench.newslint
    cases = [Case("newslint, cold", newslint.check(), posts)]
    bases = {"newslint, cold": "rumdl, cold", "rumdl, cold": "rumdl, cold"}
    if newslint.has_jobs:
        for jobs in (1, 2):
            name = f"newslint, cold, --jobs {jobs}"
            cases.append(Case(name, newslint.check(jobs=jobs), posts))
            bases[name] = "rumdl, cold"
    cases += bench.rumdl(posts)
    if newslint.has_cache:
        cases.append(Case("newslint, warm", newslint.check(cache=bench.work / "cache"), posts))
        cases += bench.rumdl(posts, cache=bench.work / "rumdl-cache")
        bases |= {"newslint, warm": "rumdl, warm", "rumdl, warm": "rumdl, warm"}
    times = bench.times(cases)
    goals = []
    for name, bound in (("cold", 0.7), ("warm", 0.3)):
        ours, theirs = times.get(f"newslint, {name}"), times.get(f"rumdl, {name}")
        if ours and theirs:
            goal = f"{name.capitalize()}, {_shape(posts)}, to rumdl"
            goals.append(Goal(goal, bound, ours.median / theirs.median))
    text = f"{_shape(posts)}. Cold is without a cache; a ratio is to rumdl's time of the same kind."
    if not (newslint.has_jobs and newslint.has_cache):
        text += "\nThis version has no cache or no workers yet: those rows are left out."
    return Section("Many posts", f"{text}\n\n{page.times_table(times, bases)}", tuple(goals))


def slow_peers(bench: Bench, posts: Path) -> Section:
    """Measure newslint and all peers on posts that are few enough for the slowest."""
    front_matter = bench.work / "front-matter"
    corpora.write_front_matter(posts, front_matter)
    cases = [Case("newslint", bench.newslint.check(), posts)]
    missing = []
    for peer in PEERS:
        program = bench.programs.find(peer.program)
        folder = front_matter if peer is YAMLLINT else posts
        if program:
            cases.append(Case(peer.name, [program, *peer.everything], folder))
        else:
            missing.append(peer.name)
    times = bench.times(cases)
    text = (
        f"{_shape(posts)}; yamllint gets their YAML front matter. A ratio is to newslint's time,"
        " cold."
    )
    if missing:
        text += f"\nNot installed, so skipped: {', '.join(missing)}."
    table = page.times_table(times, dict.fromkeys(times, "newslint"))
    return Section("Beside all peers", f"{text}\n\n{table}")


def one(bench: Bench) -> Section:
    """Measure the start: one post of median size, as a commit hook gets it."""
    folder, front_matter = bench.work / "one", bench.work / "one-front-matter"
    synthetic.write(synthetic.posts(1), folder)
    corpora.write_front_matter(folder, front_matter)
    post, yaml = next(folder.rglob("*.md")), next(front_matter.rglob("*.yaml"))
    cases = [
        Case("newslint", bench.newslint.check(str(post)), folder),
        Case("Python, doing nothing", [sys.executable, "-c", ""], folder),
    ]
    if program := bench.programs.find(YAMLLINT.program):
        cases.append(Case("yamllint", [program, str(yaml)], folder))
    cases += bench.rumdl(folder)
    times = processes.interleaved(cases, max(bench.rounds, MANY))
    goals = []
    if yamllint := times.get("yamllint"):
        ratio = times["newslint"].median / yamllint.median
        goals.append(Goal("One file, no cache, to yamllint", 1.3, ratio))
    text = (
        f"One post of {post.stat().st_size:,} bytes, no cache; yamllint gets its front matter."
        " A ratio is to yamllint's time."
    )
    table = page.times_table(times, dict.fromkeys(times, "yamllint"))
    return Section("One post", f"{text}\n\n{table}", tuple(goals))


def fix(bench: Bench, posts: Path) -> Section:
    """Measure `fix` beside `check` on the posts that it repairs."""
    needy, repaired = bench.work / "needy", bench.work / "repaired"
    corpora.copy(posts, repaired)
    processes.once(Case("fix", bench.newslint.fix(), repaired))
    for file in corpora.changed(repaired, since=posts):
        (needy / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(posts / file, needy / file)
    renew = functools.partial(corpora.copy, needy, repaired)
    times = bench.times(
        [
            Case("check", bench.newslint.check(), needy),
            Case("fix", bench.newslint.fix(), repaired, renew),
        ]
    )
    ratio = times["fix"].median / times["check"].median
    text = f"{_shape(needy)}, all of which `fix` changes. A ratio is to the time of `check`."
    table = page.times_table(times, dict.fromkeys(times, "check"))
    return Section("Repairs", f"{text}\n\n{table}", (Goal("`fix` to `check`", 3, ratio),))


def hostile_files(bench: Bench) -> Section:
    """Measure files of one thing over and over, beside as many bytes of ordinary posts."""
    jobs = 1 if bench.newslint.has_jobs else None
    folder = bench.work / "hostile"
    cases = [_empty(bench, folder / "empty", jobs)]
    for size in (hostile.SMALL, hostile.LARGE):
        ordinary = folder / f"ordinary-{size}"
        each = size // COMPARED_WITH
        made = (synthetic.post(number, each) for number in range(COMPARED_WITH))
        synthetic.write(made, ordinary)
        cases.append(Case(f"ordinary {size}", bench.newslint.check(jobs=jobs), ordinary))
        for number, kind in enumerate(hostile.hostile()):
            file = folder / f"{number}-{size}.md"
            file.write_bytes(kind.content(size))
            command = bench.newslint.check(str(file), jobs=jobs)
            cases.append(Case(f"{kind.name} {size}", command, folder))
    times = processes.interleaved(cases, max(bench.rounds, MANY))
    start = times["empty"].median

    def net(name: str, size: int) -> float:
        return max(times[f"{name} {size}"].median - start, LEAST_SECONDS)

    rows = ["| 4 MB of | Time to 1 MB's | To ordinary posts | 4 MB |", "|---|--:|--:|--:|"]
    ratios, shares = [], []
    for kind in hostile.hostile():
        ratios.append(net(kind.name, hostile.LARGE) / net(kind.name, hostile.SMALL))
        shares += [
            net(kind.name, size) / net("ordinary", size) for size in (hostile.SMALL, hostile.LARGE)
        ]
        largest = net(kind.name, hostile.LARGE)
        rows.append(f"| {kind.name} | {ratios[-1]:.2f} | {shares[-1]:.2f} | {largest:.3f} s |")
    text = (
        f"Beside {COMPARED_WITH} ordinary posts with as many bytes, one worker."
        f" What an empty file takes ({start:.3f} s) is taken off."
    )
    goals = (
        Goal("Hostile file, 4 MB to 1 MB, the worst", 5, max(ratios)),
        Goal(f"Hostile file, to {COMPARED_WITH} ordinary posts, the worst", 1, max(shares)),
    )
    return Section("Hostile files", f"{text}\n\n" + "\n".join(rows), goals)


def _empty(bench: Bench, folder: Path, jobs: int | None) -> Case:
    folder.mkdir(parents=True)
    (folder / "post.md").write_bytes(hostile.Hostile("empty", " ").content(0))
    return Case("empty", bench.newslint.check(jobs=jobs), folder)


def _shape(posts: Path) -> str:
    sizes = [file.stat().st_size for file in posts.rglob("*.md")]
    return f"{len(sizes):,} posts of {sum(sizes) / 1e6:.1f} MB"
