from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "blog.articles"
    label = "articles"
    verbose_name = "Articles"
