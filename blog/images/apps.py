from django.apps import AppConfig
from django.db.models.signals import post_delete


class ImagesConfig(AppConfig):
    name = "blog.images"
    label = "images"
    verbose_name = "Images"

    def ready(self) -> None:
        from blog.images.files import remove_file

        for model in self.get_models():
            post_delete.connect(remove_file, sender=model, dispatch_uid=f"remove file of {model.__name__}")
