"""The demo town is the same each time; its own file, because the other tests keep a town standing."""

import pytest
from django.db import transaction

from skolespor.children.models import Placement
from skolespor.demo.actions import build_town


def story(seed):
    """What a town tells, taken down and then torn down again."""
    with pytest.raises(RuntimeError, match="enough"), transaction.atomic():
        build_town(seed=seed, pupils=0)
        rows = list(Placement.objects.order_by("pk").values_list("child__first_name", "since"))
        raise RuntimeError("enough")
    return rows


def test_same_seed_gives_the_same_town_and_another_seed_another(db):
    town = story(11)
    assert story(11) == town
    assert story(12) != town
