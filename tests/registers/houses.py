"""Data folders for processes of their own, and the program that runs imports in them."""

import json
import subprocess
import sys
from dataclasses import replace
from uuid import uuid4

from django.conf import settings
from django.db import connection

from tests.journeys.house import ROOT
from tests.registers.runs import house_in


def ask(house, *plans):
    """What `stop_at` answers to plans about the house."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.registers.stop_at"],
        check=False,
        cwd=ROOT,
        env=house.environment,
        input=json.dumps(plans, default=str),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def plan_of(do, house, **facts):
    return {"do": do, "folder": house.folder, **facts}


def as_told(files):
    return [(sent.kind, sent.file, sent.sender) for sent in files]


def new_house(folder):
    """On the kind of database that these tests run on; on a server in a new database."""
    house = house_in(folder)
    if connection.vendor == "sqlite":
        return house
    name = f"registers_{uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    facts = settings.DATABASES["default"]
    place = f"{facts['HOST']}:{facts['PORT']}"
    address = f"postgres://{facts['USER']}:{facts['PASSWORD']}@{place}/{name}"
    return replace(house, settings=(("DATABASE_URL", address),))
