from django.apps import AppConfig

from blog.core.generics import subscriptable

subscriptable()


class CoreConfig(AppConfig):
    name = "blog.core"
    label = "core"
    verbose_name = "Core"
