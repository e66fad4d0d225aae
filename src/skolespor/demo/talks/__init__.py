"""What eight invented children have said over a year, to whom, and what became of it.

Nothing here has been said by a real child. The words are those of the child, also where they are askew.
Nobody is called by name in them, because the adults around a child are who the town has given it.
"""

from collections.abc import Mapping

from skolespor.demo.talks.amina import AMINA
from skolespor.demo.talks.emil import EMIL
from skolespor.demo.talks.freja import FREJA
from skolespor.demo.talks.kalle import KALLE
from skolespor.demo.talks.malik import MALIK
from skolespor.demo.talks.old import OLD
from skolespor.demo.talks.sofie import SOFIE
from skolespor.demo.talks.words import Story
from skolespor.demo.talks.young import YOUNG

__all__ = ["BY_NAME", "OLD", "YOUNG"]

BY_NAME: Mapping[str, Story] = {
    "Malik A.": MALIK,
    "Amina A.": AMINA,
    "Sofie B.": SOFIE,
    "Freja C.": FREJA,
    "Emil D.": EMIL,
    "Kalle F.": KALLE,
}
