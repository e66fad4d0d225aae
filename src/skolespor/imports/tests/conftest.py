"""What the tests of files share: people who send, and a worker that reads."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from skolespor.accounts.models import Organisation
from skolespor.accounts.roles import Role
from skolespor.imports import depot, job, queries, states
from skolespor.imports.desk import Desk
from skolespor.imports.models import Upload

SECONDS = 60


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, settings):
    """Staging, scratch and uploads lie here for each test: tests that run beside each other share
    nothing."""
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def send_file(db, tmp_path, capsys):
    """Runs the command on a file with this content; what it said on both outputs."""

    def run(kind, content, *options, code="9001"):
        file = tmp_path / f"{kind}.csv"
        file.write_text(content)
        call_command("import", kind, str(file), "--municipality", code, *options)
        return capsys.readouterr()

    return run


@pytest.fixture
def karen(person, solvang):
    """Takes files in for Solvang (9001), and has a seat at no child."""
    Organisation.objects.filter(pk=solvang.pk).update(code="9001")
    solvang.refresh_from_db()
    return person("Karen Lange", Role.LEARNING_COORDINATOR, solvang)


@pytest.fixture
def browser(sign_in, karen):
    return sign_in(karen)


@pytest.fixture
def sends(browser):
    """Somebody sends a file from the page: `sends(content, kind="absence")` gives the answer."""

    def send(content, kind="school-days", screen=browser, name="file.csv", **more):
        file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
        return screen.post(reverse("imports:add"), {"kind": kind, "file": file, **more})

    return send


@pytest.fixture
def reads(django_capture_on_commit_callbacks):
    """What the worker's process does, within the test: the upload as it is then."""

    def read():
        waiting = queries.next_to_do()
        with django_capture_on_commit_callbacks(execute=True):
            job.read_upload(waiting.pk)
        return Upload.objects.get(pk=waiting.pk)

    return read


@pytest.fixture
def lying():
    """The names of the files in the depot."""

    def names():
        return sorted(path.name for path in depot.folder().iterdir() if path.name != depot.LOCK)

    return names


@pytest.fixture
def desk(transactional_db, settings, monkeypatch):
    """The worker's desk with a process of its own, which finds the database of this test."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "skolespor.config.settings_test")
    monkeypatch.setenv("SKOLESPOR_DATA", str(settings.DATA_DIR))
    monkeypatch.setenv("SKOLESPOR_KEYS", str(settings.KEY_FILE))
    monkeypatch.setenv("DATABASE_URL", address_of(connection))
    desk = Desk()
    yield desk
    if desk.process:
        desk.process.kill()
        desk.process.wait()


def address_of(database):
    at = database.settings_dict
    if database.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    who = f"{at['USER']}:{at['PASSWORD']}@" if at["USER"] else ""
    return f"postgres://{who}{at['HOST'].replace('/', '%2F')}:{at['PORT']}/{at['NAME']}"


@pytest.fixture
def works(desk):
    """The worker goes on until nobody is at work: gives the upload as it is then."""

    def work():
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            desk.read_files()
            upload = Upload.objects.latest("pk")
            if upload.state not in states.BUSY:
                if desk.process:
                    desk.process.wait(SECONDS)  # it tidies up after its last word
                return upload
            time.sleep(0.05)
        raise AssertionError(f"still {upload.state} after {SECONDS} seconds")

    return work
