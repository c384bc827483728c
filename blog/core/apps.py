from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "blog.core"
    label = "core"
    verbose_name = "Core"
