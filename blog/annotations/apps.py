from django.apps import AppConfig


class AnnotationsConfig(AppConfig):
    name = "blog.annotations"
    label = "annotations"
    verbose_name = "Annotations"
