from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """One line in the log book: codes, numbers and times, never names or free text.

    Copies instead of foreign keys, so that it outlives what it is about; nothing to scrub, so that
    the chain in `chain.py` may run through every field. `at` is the database's clock, the one that
    running transactions are timed by. `origin` is the address a request came from, empty for
    commands. `hash` is empty until sealed.
    """

    at = models.DateTimeField(db_default=Now(), db_index=True)
    kind = models.CharField(max_length=80, db_index=True)
    by_id = models.BigIntegerField(null=True, db_index=True)
    role = models.CharField(max_length=40, blank=True)
    about_model = models.CharField(max_length=80)
    about_id = models.CharField(max_length=40)
    child_id = models.BigIntegerField(null=True, db_index=True)
    origin = models.CharField(max_length=45, blank=True)
    data = models.JSONField(default=dict)
    hash = models.CharField(max_length=64, blank=True)

    privacy = {
        "id": "keep",
        "at": "keep",
        "kind": "keep",
        "by_id": "keep",
        "role": "keep",
        "about_model": "keep",
        "about_id": "keep",
        "child_id": "keep",
        "origin": "keep",
        "data": "keep",
        "hash": "keep",
    }


class Head(models.Model):
    """How far the log book is sealed: one row, locked by the sealer, copied to the anchor."""

    entry_id = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    privacy = {"id": "keep", "entry_id": "keep", "hash": "keep"}
