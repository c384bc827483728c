from django.apps import AppConfig


class TagsConfig(AppConfig):
    name = "blog.tags"
    label = "tags"
    verbose_name = "Tags"
