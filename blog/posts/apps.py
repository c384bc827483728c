from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "blog.posts"
    label = "posts"
    verbose_name = "Posts"

    def ready(self) -> None:
        from blog.core.stored_pages import DEADLINES
        from blog.posts import signals  # noqa: F401  connects the receivers
        from blog.posts.publishing import next_publication

        DEADLINES.append(next_publication)
