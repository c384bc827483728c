from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "blog.posts"
    label = "posts"
    verbose_name = "Posts"

    def ready(self) -> None:
        from blog.posts import signals  # noqa: F401  connects the receivers
