"""Forms of the admin for articles and the text that is captured from them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from blog.articles.capturing import read
from blog.articles.models import Article, Capture, Passage, Publisher
from blog.core.text import clean
from blog.core.urls import InvalidURL, normalise

PASTE_HELP = (
    "Paste the words as they stand in the article, with a blank line between paragraphs. Markdown makes links, "
    "subheads (##) and lists. Every paragraph becomes a passage, which you can then quote and annotate."
)


class PastedTextField(forms.CharField):
    """Raises ValidationError when the text has no words, or more than the renderer takes."""

    widget = forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField", "dir": "auto"})

    def clean(self, value: Any) -> str:
        text = clean(super().clean(value) or "")
        if text.strip():
            try:
                read(text)
            except ValidationError as error:
                raise ValidationError(error.messages) from error
        return text if text.strip() else ""


class ArticleForm(forms.ModelForm[Article]):
    """With the text that was pasted: saved, it is a capture."""

    text = PastedTextField(label="Text of the article", required=False, strip=False, help_text=PASTE_HELP)

    def clean_url(self) -> str:
        """Raises ValidationError with a link to the article that already has this address."""
        url = str(self.cleaned_data.get("url") or "").strip()
        if not url:
            return ""
        try:
            twin = Article.objects.filter(url_normalised=normalise(url)).exclude(pk=self.instance.pk).first()
        except InvalidURL as error:
            raise ValidationError(str(error)) from error
        if twin:
            link = reverse("admin:articles_article_change", args=[twin.pk])
            raise ValidationError(
                format_html(
                    'This address already belongs to the article “<a href="{}">{}</a>”. Add a capture there instead.',
                    link,
                    twin.headline,
                )
            )
        return url

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        data = self.cleaned_data
        if data.get("url") and "publisher" in self.fields and not data.get("publisher"):
            data["publisher"] = Publisher.objects.of_url(data["url"])
        return cleaned


class CaptureForm(forms.ModelForm[Capture]):
    """A new capture of an article."""

    text = PastedTextField(label="Text of the article", strip=False, help_text=PASTE_HELP)

    class Meta:
        model = Capture
        fields = ["article", "text", "captured_at"]


class PassageForm(forms.ModelForm[Passage]):
    """What an editor may say about a passage; its words are the article's."""

    class Meta:
        model = Passage
        fields = ["role", "is_quoted"]
