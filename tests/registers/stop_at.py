"""Imports in processes that are forked from one: killed at a point, or two at the same moment.

`python -m tests.registers.stop_at` reads a plan from standard input and tells what became of it, as
JSON. Every import has a copy of a data folder (or a database of its own), and every process is new:
nothing but what lies on the disk goes from one to the next.
"""

import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import django

django.setup()

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from tests.registers.stands import state


def use(folder):
    """From here on this process belongs to the data folder."""
    settings.DATA_DIR, settings.KEY_FILE = folder, folder / "keys" / "fields.json"
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = str(folder / "skolespor.sqlite3")


def forked(folder, work):
    """The number of a process that does the work in the folder and ends."""
    if pid := os.fork():
        return pid
    code = 1
    try:
        os.setpgid(0, 0)
        use(folder)
        work()
        code = 0
    except CommandError as refused:
        sys.stderr.write(f"{refused}\n")
        code = 2
    finally:
        sys.stderr.flush()
        connection.close()
        os._exit(code)


def ended(pid):
    """The exit code; a negative one is the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def take_in(file, out=os.devnull):
    kind, path, code = file
    with open(out, "w") as said:
        call_command("import", kind, path, "--municipality", code, stdout=said, stderr=said)


def told_by(folder):
    """What stands in the folder, read by a process of its own."""
    answer = folder.parent / "state.json"
    assert ended(forked(folder, lambda: answer.write_text(json.dumps(state())))) == 0
    return json.loads(answer.read_text())


def counted(folder, file):
    """How many steps (calls and returns, in Python and C) the import takes, and the numbers of those
    around the commit and the staged file."""
    answer = folder.parent / "steps.json"

    def work():
        steps = Steps()
        steps.watch(lambda: take_in(file))
        answer.write_text(json.dumps({"all": steps.number, "named": steps.named}))

    assert ended(forked(folder, work)) == 0
    return json.loads(answer.read_text())


class Steps:
    """Counts steps, and kills this process at one of them."""

    NAMES = {"commit", "write", "remove", "unlink", "take_in"}

    def __init__(self, last=None):
        self.number, self.last, self.named = 0, last, []

    def watch(self, work):
        sys.setprofile(self.step)
        try:
            work()
        finally:
            sys.setprofile(None)

    def step(self, frame, event, argument):
        self.number += 1
        if self.number == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        name = argument.__name__ if event.startswith("c_") else frame.f_code.co_name
        is_ours = event.startswith("c_") or "skolespor/imports" in frame.f_code.co_filename
        if is_ours and name in self.NAMES and name != "write" or self.is_staging(frame, event):
            self.named.append([self.number, f"{event} {name}"])

    def is_staging(self, frame, event):
        is_python = not event.startswith("c_")
        return is_python and frame.f_code.co_filename.endswith("staging.py")


def copy_of(folder, name):
    copied = folder.parent / name
    shutil.rmtree(copied, ignore_errors=True)
    shutil.copytree(folder, copied)
    return copied


def killed_at(folder, file, step):
    """Runs until a step."""
    return ended(forked(folder, lambda: Steps(step).watch(lambda: take_in(file))))


def killed_after(folder, file, seconds):
    """`kill -9` from outside."""
    pid = forked(folder, lambda: take_in(file))
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    return ended(pid)


def crash(base, file, points, delays):
    """For each point: how the run ended, what stands, and what stands after the same file again."""
    whole = copy_of(base, "whole")
    begun = time.monotonic()
    assert ended(forked(whole, lambda: take_in(file))) == 0
    lasts = time.monotonic() - begun
    steps = counted(copy_of(base, "counted"), file)
    before, after = told_by(base), told_by(whole)
    tries = [("step", number) for number in chosen(steps, points)]
    tries += [("second", lasts * (n + 1) / (delays + 1)) for n in range(delays)]
    found = []
    for unit, point in tries:
        folder = copy_of(base, "killed")
        kill = killed_at if unit == "step" else killed_after
        code = kill(folder, file, point)
        stands = told_by(folder)
        again = ended(forked(folder, lambda folder=folder: take_in(file)))
        found.append(
            {
                "point": f"{unit} {point}",
                "code": code,
                "stands": which(stands, before, after),
                "again": again,
                "then": which(told_by(folder), before, after),
            }
        )
    return {"tries": found, "differ": before != after, "seconds": lasts, "steps": steps["all"]}


def chosen(steps, points):
    """Around what is named from the end, then evenly spread."""
    named = [number for number, _name in steps["named"]]
    some = named[:: max(1, len(named) * 2 // points)][-(points // 2) :] + named[-1:]
    rest = points - len(some)
    return [*some, *(steps["all"] * (n + 1) // (rest + 1) for n in range(rest))]


def which(stands, before, after):
    return "before" if stands == before else "after" if stands == after else "between"


def at_once(folder, files):
    """All files begin at the same moment, each in a process; how they ended, and what stands."""
    starts = time.time() + 1

    def work(number, file):
        connection.ensure_connection()
        time.sleep(max(0, starts - time.time()))
        take_in(file, folder.parent / f"said-{number}.txt")

    running = [
        forked(folder, lambda n=number, f=file: work(n, f)) for number, file in enumerate(files)
    ]
    codes = [ended(pid) for pid in running]
    said = [(folder.parent / f"said-{n}.txt").read_text() for n in range(len(files))]
    return {"codes": codes, "said": said, "state": told_by(folder)}


def one_after_the_other(folder, files):
    codes = [ended(forked(folder, lambda file=file: take_in(file))) for file in files]
    return {"codes": codes, "state": told_by(folder)}


def answer(plan):
    base = Path(plan["folder"])
    if plan["do"] == "crash":
        return crash(base, plan["file"], plan["points"], plan["delays"])
    if plan["do"] == "at once":
        return at_once(base, plan["files"])
    return one_after_the_other(base, plan["files"])


if __name__ == "__main__":
    json.dump([answer(plan) for plan in json.load(sys.stdin)], sys.stdout)
