from typing import Any

from django.conf import settings

from skolespor.audit import anchors, chain
from skolespor.core.commands import HouseCommand, Refused

WORDS = {
    "not_linked": "Række {id}: her eller lige før er en række ændret, fjernet, flyttet eller sat ind.",
    "not_as_anchored": "Række {id}: logbogen er skrevet om. Den passer ikke med det gemte hoved.",
    "gone": "Række {id}: her sluttede logbogen før. Enden mangler.",
}


class Command(HouseCommand):
    help = "efterprøv, at ingen har ændret logbogen"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            anchored = list(anchors.anchors(settings.ANCHOR_FILE))
        except ValueError as broken:
            raise Refused(f"De gemte hoveder i {settings.ANCHOR_FILE} kan ikke læses.") from broken
        head = chain.seal_all()
        breaks = chain.verify(anchored)
        for found in breaks:
            self.stderr.write(WORDS[found.code].format(id=found.entry_id))
        if breaks:
            raise Refused(f"Logbogen holder ikke: {len(breaks)} brud.")
        self.stdout.write(f"Logbogen holder til og med række {head.entry_id}.")
