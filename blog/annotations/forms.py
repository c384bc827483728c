"""Forms of the admin for annotations: words are checked against the text they are said to come from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from blog.annotations.anchoring import Status, describe
from blog.annotations.models import Annotation, Target
from blog.annotations.quoting import Unplaced, place
from blog.core.fields import LinesField


class TargetForm(forms.ModelForm[Target]):
    """The words are looked for when they are new or were changed; a target that was left alone stays as it is."""

    exact = LinesField(
        label="Exact words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField", "dir": "auto"}),
        help_text="Copied from the text. They may cross paragraphs.",
    )
    occurrence = forms.IntegerField(
        label="Which occurrence",
        required=False,
        min_value=1,
        help_text="Only where the words stand in the text more than once: 1, 2 …",
    )

    class Meta:
        model = Target
        fields = ["capture", "part", "exact"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        data = self.cleaned_data
        is_new = self.instance.pk is None or {"capture", "part", "exact", "occurrence"} & set(self.changed_data)
        if not is_new or not data.get("capture") or {"exact", "occurrence"} & set(self.errors):
            return cleaned
        capture = data["capture"]
        text = capture.plain if data.get("part") == Target.Part.TEXT else capture.article.headline
        try:
            start, end = place(text, data.get("exact") or "", data.get("occurrence"))
        except Unplaced as refusal:
            self.add_error("occurrence" if refusal.is_ambiguous else "exact", ValidationError(list(refusal.messages)))
            return cleaned
        quote = describe(text, start, end)
        data["exact"] = quote.exact
        target = self.instance
        target.start, target.end, target.prefix, target.suffix = start, end, quote.prefix, quote.suffix
        target.status, target.score, target.is_guess = Status.ANCHORED.value, 1.0, False
        return cleaned


class TargetFormSet(forms.BaseInlineFormSet[Target, Annotation, TargetForm]):
    def clean(self) -> None:
        """Raises no error twice: the same words in two rows are said at the second."""
        super().clean()
        seen: set[tuple[Any, ...]] = set()
        for form in self.forms:
            target = form.instance
            if form.errors or not (form.has_changed() or target.pk) or form in self.deleted_forms:
                continue
            place = (target.capture_id, target.part, target.start, target.end)
            if place in seen:
                form.add_error("exact", "Another row is about the same words. Remove one of them.")
            seen.add(place)
