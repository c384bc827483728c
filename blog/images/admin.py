"""The library in the admin."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from blog.core.pictures import PictureField, PictureFile
from blog.images import library
from blog.images.models import Image, Rendition
from blog.images.usage import Use, uses_of


class ImageForm(forms.ModelForm[Image]):
    file = PictureField(
        label="Picture",
        widget=AdminFileWidget,
        help_text="JPEG, PNG, WebP, AVIF or GIF. Where and with what it was taken (EXIF, GPS) is removed.",
    )

    class Meta:
        model = Image
        fields = ["file", "alt", "is_decorative", "name", "credit", "source_url", "focal_x", "focal_y"]

    def clean_file(self) -> Any:
        """Raises ValidationError when another row has this picture."""
        file = self.cleaned_data["file"]
        if isinstance(file, PictureFile):
            twin = Image.objects.exclude(pk=self.instance.pk).filter(sha256=file.picture.sha256).first()
            if twin:
                raise ValidationError(
                    f"The library has this picture already: “{twin}” (number {twin.pk}). Use that one."
                )
        return file


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin[Image]):
    form = ImageForm
    list_display = ["thumbnail", "title", "alt", "size", "credit", "created"]
    list_display_links = ["thumbnail", "title"]
    list_filter = ["is_decorative", "created"]
    list_per_page = 50
    search_fields = ["name", "alt", "credit", "source_url"]
    search_help_text = "In names, alternative texts, credits and origins."
    date_hierarchy = "created"
    readonly_fields = ["picture", "files", "used_in"]

    class Media:
        css = {"all": ["css/admin/images.css"]}
        js = [Script("js/admin/focal_point.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        return super().get_queryset(request).prefetch_related("renditions")

    def get_fieldsets(self, request: HttpRequest, obj: Image | None = None) -> Any:
        shown = ["picture"] if obj else []
        main = (None, {"fields": [*shown, "file", "alt", "is_decorative", "name", "credit", "source_url"]})
        focus = (
            "Focal point",
            {
                "fields": [("focal_x", "focal_y")],
                "description": "What stays in view where it is cropped. Click, or write numbers.",
            },
        )
        return [main, focus, ("In use", {"fields": ["used_in", "files"]})] if obj else [main]

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        """A new file goes through the library, and texts that showed the old one follow."""
        file = form.cleaned_data.get("file")
        if not isinstance(file, PictureFile):
            super().save_model(request, obj, form, change)
        elif not change:
            library.keep(obj, file.picture)
        else:
            count = library.replace(obj, file.picture)
            if count:
                texts = "1 text shows" if count == 1 else f"{count} texts show"
                messages.info(request, f"{texts} the new picture now.")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A picture that is shown in a text is protected like one that a row points at."""
        deleted, counts, missing, _ = super().get_deleted_objects(objs, request)
        return deleted, counts, missing, [_link(use) for image in objs for use in uses_of(image)]

    @admin.display(description="")
    def thumbnail(self, image: Image) -> SafeString:
        small = image.thumbnail
        return format_html(
            '<img class="image-thumbnail" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
            small.url,
            small.width,
            small.height,
            image.text_alternative or image,
        )

    @admin.display(description="name", ordering="name")
    def title(self, image: Image) -> str:
        return str(image)

    @admin.display(description="size", ordering="width")
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height}"

    @admin.display(description="as it is")
    def picture(self, image: Image) -> SafeString:
        shown = image.fallback
        return format_html(
            '<span class="image-frame"><img src="{}" width="{}" height="{}" alt="{}"></span>',
            shown.url,
            shown.width,
            shown.height,
            image.text_alternative,
        )

    @admin.display(description="files")
    def files(self, image: Image) -> str:
        sizes: dict[str, list[str]] = {}
        for rendition in image.renditions.all():
            label = f"{rendition.width} px {rendition.size / 1024:,.0f} KB"
            sizes.setdefault(Rendition.Format(rendition.format).label, []).append(label)
        return "; ".join(f"{name}: {', '.join(widths)}" for name, widths in sizes.items()) or "–"

    @admin.display(description="used in")
    def used_in(self, image: Image) -> SafeString | str:
        uses = uses_of(image)
        if not uses:
            return "Nothing yet. It can be deleted."
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_link(use),) for use in uses)))


def _link(use: Use) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', use.url, use.label) if use.url else use.label
