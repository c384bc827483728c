from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CoreConfig(AppConfig):
    name = "blog.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from blog.core import stamp

        connection_created.connect(stamp.watch, dispatch_uid="stamp")
