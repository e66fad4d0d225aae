"""Runs all checks and tests, one stage after the other; `run.py test` starts this file.

What could not run is named at the end, never left out silently.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import lighthouse
import postgres

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
PYTHON = BIN / "python"
NO_TESTS_COLLECTED = 5
NO_CHROMIUM = "Chromium er ikke installeret (Debian: pakken chromium)"
TWO_AT_ONCE = ("-n2", "--dist=worksteal")
TWO_HOUSES = ("-n2", "--dist=loadfile", "--no-loadscope-reorder")
"""Journeys of one file share a town and the browsers in it, so they stay together; in which order the files
come, tests/journeys/conftest.py says."""
JOURNEYS = "tests/journeys"
"""All that needs a browser lies here (its conftest.py marks it): nothing else is looked through for it."""


@dataclass
class Stage:
    """One line of the summary."""

    name: str
    state: str = "kørt"
    note: str = ""
    seconds: float = 0.0
    passed: int = 0
    failed: int = 0


@dataclass
class Suite:
    """Runs the stages one by one, each with a heading, and remembers how they went."""

    folder: Path
    long: bool
    extra: list[str]
    stages: list[Stage] = field(default_factory=list)

    def check(self, commands: dict[str, list[str | Path]]) -> None:
        """Two at a time; what they have to say comes one after the other."""
        with ThreadPoolExecutor(max_workers=2) as pool:
            done = pool.map(lambda item: self.listen(Stage(item[0]), item[1]), commands.items())
            for stage, said in done:
                self.stages.append(stage)
                say(f"\n=== {stage.name} ===\n{said}")

    def listen(self, stage: Stage, command: list[str | Path]) -> tuple[Stage, str]:
        started = time.monotonic()
        done = subprocess.run(
            command,
            check=False,
            cwd=ROOT,
            env=clean_environment(self.folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        stage.seconds = time.monotonic() - started
        if done.returncode != 0:
            stage.state = "FEJLET"
        return stage, done.stdout.rstrip()

    def pytest(self, name: str, *marks: str, options: Iterable[str] = (), **env: str) -> None:
        """The tests that carry these marks; in the short run none that take minutes."""
        report = self.folder / f"{len(self.stages)}.xml"
        selection = " and ".join(marks if self.long else (*marks, "not long"))
        command = [PYTHON, "-m", "pytest", "-m", selection, f"--junitxml={report}"]
        stage = self.run(Stage(name), [*command, *options, *self.extra], env)
        if report.exists() and stage.state != "IKKE KØRT":
            count_results(stage, report)

    def run(self, stage: Stage, command: Iterable[str | Path], env: dict[str, str]) -> Stage:
        self.stages.append(stage)
        say(f"\n=== {stage.name} ===")
        started = time.monotonic()
        done = subprocess.run(
            list(command), check=False, cwd=ROOT, env=clean_environment(self.folder) | env
        )
        stage.seconds = time.monotonic() - started
        if done.returncode == NO_TESTS_COLLECTED:
            stage.state, stage.note = "IKKE KØRT", "ingen prøver passede til udvalget"
        elif done.returncode != 0:
            stage.state = "FEJLET"
        return stage

    def not_run(self, name: str, reason: str) -> None:
        say(f"\n=== {name} ===\nIkke kørt: {reason}")
        self.stages.append(Stage(name, "IKKE KØRT", reason))

    def summary(self) -> int:
        """Print one line per stage and the sum; a broken stage without tests counts as one."""
        say("\n=== Oversigt ===")
        for stage in self.stages:
            say(f"{stage.state:<9} {stage.seconds:6.1f} s  {stage.name}  {stage.note}".rstrip())
        bad = {"FEJLET", "IKKE KØRT"} if os.environ.get("CI") == "true" else {"FEJLET"}
        broken = [stage for stage in self.stages if stage.state in bad]
        passed = sum(stage.passed for stage in self.stages)
        failed = sum(stage.failed for stage in self.stages)
        failed += sum(1 for stage in broken if not stage.failed)
        say(f"\n{passed} passed, {failed} failed")
        return 1 if failed or not passed else 0


def count_results(stage: Stage, report: Path) -> None:
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        tests, skipped, *bad = (
            int(suite.get(key, 0)) for key in ("tests", "skipped", "failures", "errors")
        )
        stage.failed += sum(bad)
        stage.passed += tests - skipped - sum(bad)
        stage.note = f"{stage.passed} bestået, {stage.failed} fejlet, {skipped} sprunget over"


def clean_environment(data: Path) -> dict[str, str]:
    """Tests never see the user's own database, data folder or keys. Who wants no bytecode in the tree gets
    it beside the data: hundreds of processes begin here, and each would compile everything anew."""
    ours = ("SKOLESPOR_", "DATABASE_URL", "SECRET_KEY", "DJANGO_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    if env.pop("PYTHONDONTWRITEBYTECODE", ""):
        env["PYTHONPYCACHEPREFIX"] = str(data / "bytecode")
    settings = {"DJANGO_SETTINGS_MODULE": "skolespor.config.settings_test"}
    return env | settings | {"SKOLESPOR_DATA": str(data / "data")}


def main(arguments: list[str]) -> int:
    extra = [argument for argument in arguments if argument != "--long"]
    with tempfile.TemporaryDirectory(prefix="skolespor-test-") as folder:
        suite = Suite(Path(folder), "--long" in arguments, extra)
        try:
            run_all(suite)
        except postgres.NotStarted as problem:
            say(f"PostgreSQL startede ikke, så prøverne stopper her:\n{problem}")
            suite.stages.append(Stage("Prøver på PostgreSQL", "FEJLET", "serveren startede ikke"))
        return suite.summary()


def run_all(suite: Suite) -> None:
    if not suite.extra:
        run_checks(suite)
    suite.pytest("Prøver på SQLite", "not browser", options=TWO_AT_ONCE)
    if not suite.extra:
        run_on_postgres(suite)
    run_in_browser(suite)
    if suite.long:
        run_lighthouse(suite)


def run_checks(suite: Suite) -> None:
    """The one that takes longest first, beside all the others."""
    migrations = ["makemigrations", "--check", "--dry-run"]
    suite.check(
        {
            "Typer (mypy)": [BIN / "mypy"],
            "Stil (ruff check)": [BIN / "ruff", "check"],
            "Opstilling (ruff format)": [BIN / "ruff", "format", "--check"],
            "Etager (import-linter)": [BIN / "lint-imports"],
            "Migreringer": [PYTHON, "-m", "django", *migrations],
        }
    )


def run_on_postgres(suite: Suite) -> None:
    name = "Prøver på PostgreSQL"
    if reason := postgres.why_not():
        suite.not_run(name, reason)
        return
    marks = ["not browser"] if suite.long else ["not browser", "not once"]
    with postgres.cluster() as address:
        suite.pytest(name, *marks, options=TWO_AT_ONCE, DATABASE_URL=address)


def run_in_browser(suite: Suite) -> None:
    name = "Rejser i browseren"
    if chromium := find_chromium():
        marks = ["browser", "not lighthouse"]
        where = () if suite.extra else (JOURNEYS,)
        suite.pytest(name, *marks, options=(*TWO_HOUSES, *where), CHROMIUM=chromium)
    else:
        suite.not_run(name, NO_CHROMIUM)


def run_lighthouse(suite: Suite) -> None:
    """Last and alone: what it measures is time."""
    name = "Lighthouse på tilbuddet"
    chromium = find_chromium()
    if chromium is None:
        suite.not_run(name, NO_CHROMIUM)
    elif reason := lighthouse.why_not():
        suite.not_run(name, reason)
    else:
        suite.pytest(name, "lighthouse", CHROMIUM=chromium)


def find_chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("/usr/bin/chromium")


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    # As an exception, so that the PostgreSQL server and the temporary folders are cleared away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Afbrudt.")
