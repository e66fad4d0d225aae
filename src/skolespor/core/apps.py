from django.apps import AppConfig
from django.db.backends.signals import connection_created

from skolespor.core.danish_sqlite import teach_danish


class CoreConfig(AppConfig):
    name = "skolespor.core"

    def ready(self) -> None:
        """The one signal of the house: Django has no other place to set up a connection."""
        connection_created.connect(teach_danish, dispatch_uid="teach_danish")
