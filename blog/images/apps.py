from django.apps import AppConfig


class ImagesConfig(AppConfig):
    name = "blog.images"
    label = "images"
    verbose_name = "Images"
