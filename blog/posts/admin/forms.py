"""Forms of the admin for posts and pages."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone

from blog.core.moments import MomentField
from blog.core.publishing import Status
from blog.tags.widgets import TagsField


class PublicationForm(forms.ModelForm[Any]):
    """With what the editor says about this save: is it to be public now?"""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        data = self.cleaned_data
        if "_publish" in self.data and not self.instance.is_public:
            data["status"] = Status.PUBLISHED
            moment = data.get("publish_at")
            if moment is None or moment > timezone.now() or "publish_at" not in self.changed_data:
                data["publish_at"] = timezone.now()
        return cleaned

    def _post_clean(self) -> None:
        """The database's rules say in worse words what was said at a field already."""
        super()._post_clean()  # type: ignore[misc]
        if len(self.errors) > 1:
            self.errors.pop(NON_FIELD_ERRORS, None)


class PostForm(PublicationForm):
    """And does it matter to readers?"""

    tags = TagsField(
        required=False, help_text="Type to find a tag; Enter takes it. Where there is none yet, choose “New tag”."
    )
    is_significant = forms.BooleanField(
        label="Significant update",
        required=False,
        help_text="Tick when readers should know: the page says “Updated”, and feeds announce the post again.",
    )


class ScheduleForm(forms.Form):
    """When a post or page is to appear; raises nothing that is not said at the field."""

    publish_at = MomentField(label="Publish at", help_text="In the site's time zone.")
