from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "blog.website"
    label = "website"
    verbose_name = "Website"
