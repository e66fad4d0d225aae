from typing import Any

from skolespor.core.commands import HouseCommand
from skolespor.imports import job
from skolespor.imports.late import catch_up_all
from skolespor.imports.registered import catch_up_registered


class Command(HouseCommand):
    help = "find i tidligere filer, hvad de fortalte om nye børn og skoler (startes af worker)"
    prepares = False
    is_hidden = True

    def handle(self, *args: Any, **options: Any) -> None:
        job.bound()
        catch_up_all()
        catch_up_registered()
