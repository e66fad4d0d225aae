"""The set-up keeps its promises: locked, without addresses, and explained."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
LOCKS = sorted(REQUIREMENTS.glob("*.txt"))
NPM_LOCKS = ("package-lock.json", "tests/bench/lighthouse/package-lock.json")
WISHES = sorted(REQUIREMENTS.glob("*.in"))


def name_of(file: Path) -> str:
    return file.name


def tracked_files() -> list[str]:
    listing = ["git", "-C", str(ROOT), "ls-files"]
    done = subprocess.run(listing, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip("ikke en git-arbejdsmappe")
    return done.stdout.splitlines()


def locked_versions(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(), re.MULTILINE))


@pytest.mark.parametrize("file", LOCKS + WISHES, ids=name_of)
def test_requirements_name_no_address(file):
    assert "://" not in file.read_text()


def test_every_wish_list_has_its_lock():
    assert [lock.stem for lock in LOCKS] == [wish.stem for wish in WISHES]


@pytest.mark.parametrize("lock", LOCKS, ids=name_of)
def test_every_locked_package_has_a_version_and_hashes(lock):
    packages = re.sub(r"\\\n\s*", " ", lock.read_text()).splitlines()
    assert packages
    for package in packages:
        assert re.match(r"[\w.-]+==\S+ ", package), package
        assert "--hash=sha256:" in package, package


@pytest.mark.parametrize("wishes", WISHES, ids=name_of)
def test_every_dependency_says_why_it_is_here(wishes):
    lines = wishes.read_text().splitlines()
    for before, line in zip(["", *lines], lines, strict=False):
        if line and not line.startswith(("#", "-")):
            name = re.match(r"[\w.-]+", line)[0]
            assert re.match(rf"# {name}\b.*: \S+", before), f"{line}: skriv hvorfor linjen over"


def test_every_wished_package_is_locked():
    for wishes in WISHES:
        locked = {name.lower() for name in locked_versions(wishes.with_suffix(".txt"))}
        for name in re.findall(r"^[A-Za-z][\w.-]*", wishes.read_text(), re.MULTILINE):
            assert name.lower() in locked, f"{name} mangler i låsen {wishes.stem}.txt"


def test_the_locks_agree_on_every_version():
    agreed: dict[str, str] = {}
    for lock in LOCKS:
        for name, version in locked_versions(lock).items():
            assert agreed.setdefault(name, version) == version, name


def test_no_lock_with_addresses_is_tracked():
    names = {Path(file).name for file in tracked_files()}
    assert not {name for name in names if name == "uv.lock" or name.startswith("pylock")}


def test_nothing_that_is_built_is_tracked():
    built = (".venv/", "build/", "var/")
    tracked = tracked_files()
    assert [file for file in tracked if file.startswith(built)] == []
    assert [file for file in tracked if "node_modules" in Path(file).parts] == []


def test_every_npm_lock_is_looked_at():
    locks = {file for file in tracked_files() if Path(file).name == "package-lock.json"}
    assert locks == set(NPM_LOCKS)


@pytest.mark.parametrize("lock", NPM_LOCKS)
def test_npm_writes_no_addresses_into_the_next_lock_either(lock):
    settings = (ROOT / lock).with_name(".npmrc").read_text().splitlines()
    assert "omit-lockfile-registry-resolved=true" in settings


@pytest.mark.parametrize("lock", NPM_LOCKS)
def test_an_npm_lock_has_hashes_but_no_download_addresses(lock):
    packages = json.loads((ROOT / lock).read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    assert [name for name, package in installed.items() if "resolved" in package] == []
    assert [name for name, package in installed.items() if "integrity" not in package] == []


def test_run_py_needs_nothing_but_python():
    modules = set()
    for node in ast.walk(ast.parse((ROOT / "run.py").read_text())):
        if isinstance(node, ast.Import):
            modules |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            modules.add(node.module.split(".")[0])
    assert modules <= sys.stdlib_module_names


@pytest.mark.parametrize("usage", [[], ["dmeo"], ["demo", "--port", "x"], ["setup", "nu"]])
def test_unknown_usage_is_explained_in_danish(usage):
    command = [sys.executable, str(ROOT / "run.py"), *usage]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("Ukendt brug")
    assert done.stdout == ""


def test_help_names_every_command_without_setting_anything_up():
    command = [sys.executable, str(ROOT / "run.py"), "test", "--help"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0
    assert all(f"run.py {name}" in done.stdout for name in ("demo", "test", "setup"))


def test_the_theme_takes_a_municipalitys_own_colour():
    theme = (ROOT / "build" / "assets" / "dkfds" / "css" / "dkfds.css").read_text()
    assert "var(--app-primary,#00586b)" in theme.replace(", #", ",#")


@pytest.mark.parametrize("sheet", ["dkfds.css", "open.css"])
def test_every_file_the_theme_points_at_is_there(sheet):
    css = ROOT / "build" / "assets" / "dkfds" / "css" / sheet
    addresses = set(re.findall(r'url\("?([^")]+)', css.read_text()))
    assert any(address.endswith(".woff2") for address in addresses)
    assert [name for name in addresses if not (css.parent / name).is_file()] == []
